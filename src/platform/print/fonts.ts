import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);

/** Where a file of the Vazirmatn font is (SIL Open Font License): it has the letters of Dari, Pashto and English. */
export function fontFile(path: string): string {
  return join(dirname(resolve('vazirmatn/package.json')), 'fonts', path);
}
