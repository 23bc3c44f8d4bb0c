/** Which browser the tests and the scripts that look at pages start. */
import { existsSync } from 'node:fs';

/** Debian's, the one without a desktop first: the same engine, with more of the processor left for the page. `CHROMIUM_PATH` names another. */
const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'] as const;

export const CHROMIUM: string =
  process.env['CHROMIUM_PATH'] ?? INSTALLED.find((path) => existsSync(path)) ?? INSTALLED[0];
