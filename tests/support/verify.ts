/** What verifies: as an operator runs it, in a process of its own, beside a running service or without one; or the same in this process. */
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { loadConfig } from '../../src/config.ts';
import { verify } from '../../src/verify.ts';

const run = promisify(execFile);

/** How a program of `src` ended and all it printed. It sees no environment but this, and no `.env`. */
export async function runProgram(
  program: string,
  env: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ code: number; output: string }> {
  const source = (name: string) => new URL(`../../src/${name}`, import.meta.url);
  const compiledOnce = ['--import', source('compile-cache.js').href];
  const options = { cwd: tmpdir(), env: { PATH: process.env.PATH ?? '', ...env } };
  try {
    const { stdout, stderr } = await run(
      process.execPath,
      [...compiledOnce, fileURLToPath(source(program)), ...args],
      options,
    );
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

/** `npm run verify`. */
export const runVerify = (env: Readonly<Record<string, string>>, ...args: string[]) =>
  runProgram('verify.ts', env, ...args);

/** What `npm run verify` does, in this process; `tests/api/verify.test.ts` proves that the program does it. */
export async function verifyNow(
  databaseUrl: string,
  { repair = false } = {},
): Promise<{ code: number; output: string }> {
  let output = '';
  const code = await verify(loadConfig({ DATABASE_URL: databaseUrl }), {
    repair,
    say: (line) => (output += `${line}\n`),
  });
  return { code, output };
}
