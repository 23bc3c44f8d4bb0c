/** `npm run verify` as an operator runs it: a process of its own, beside a running service or without one. */
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const PROGRAM = fileURLToPath(new URL('../../src/verify.ts', import.meta.url));
const run = promisify(execFile);

/** How it ended and all it printed. It sees no environment but this, and no `.env`. */
export async function runVerify(
  env: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ code: number; output: string }> {
  const options = { cwd: tmpdir(), env: { PATH: process.env.PATH ?? '', ...env } };
  try {
    const { stdout, stderr } = await run(process.execPath, [PROGRAM, ...args], options);
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}
