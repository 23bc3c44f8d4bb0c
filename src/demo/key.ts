import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'demo-api-key';
/** Readable by its owner alone: it is an administrator's key. */
const MODE = 0o600;

/** The key of the demo's administrator, and the file it is kept in unless the environment gave it. */
export interface DemoKey {
  key: string;
  file: string | undefined;
}

/** The key from `BOOTSTRAP_API_KEY`, else the one kept in the data folder, else a new one that is kept there from now on. */
export function demoKey(given: string | undefined, dataDir: string): DemoKey {
  if (given !== undefined) return { key: given, file: undefined };
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, FILE);
  try {
    writeFileSync(file, `aid_${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: MODE });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    chmodSync(file, MODE);
  }
  return { key: readFileSync(file, 'utf8').trim(), file };
}
