/** The service as an operator runs it, in processes of its own: to be killed, stopped and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

/** What `npm start`, `npm run start:api` and `npm run start:worker` run. */
const PROGRAMS = {
  all: ['src/main.ts'],
  api: ['src/main.ts', '--api'],
  worker: ['jobs/main.ts'],
} as const;
export type Program = keyof typeof PROGRAMS;
const COMPILED_ONCE = ['--import', new URL('../../src/compile-cache.js', import.meta.url).href];

const STARTED_WITHIN_MS = 30_000;
const STOPPED_WITHIN_MS = 40_000;

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface LedgerProcess {
  /** Where the API listens; empty for a worker. */
  url: string;
  /** The last of what it logged, for a failure's message. */
  told: () => string;
  /** Ends it at once, as a power cut would. */
  kill: () => Promise<void>;
  /** SIGTERM, and how it ended. */
  stop: () => Promise<Exit>;
}

/** Programs and scripts of the repository, whatever the folder a process runs in. */
export const programFile = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Starts a program and waits until it says that it has started; it ends with the test. It sees no environment but this. */
export async function startProgram(
  program: Program,
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<LedgerProcess> {
  const [script, ...args] = PROGRAMS[program];
  const child = spawn(process.execPath, [...COMPILED_ONCE, programFile(script), ...args], {
    // A `.env` of the repository is none of the test's.
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const told = () => lines.slice(-20).join('\n');
  onTestFinished(() => kill(child));
  createInterface(child.stderr).on('line', (line) => lines.push(line));
  const url = await new Promise<string>((resolve, reject) => {
    const fail = (what: string) => reject(new Error(`the ${program} process ${what}:\n${told()}`));
    const late = setTimeout(fail, STARTED_WITHIN_MS, `did not start within ${STARTED_WITHIN_MS} ms`);
    child.once('exit', (code, signal) => fail(`ended with ${code ?? signal} instead of starting`));
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line);
      if (!line.includes('"msg":"started"')) return;
      clearTimeout(late);
      resolve((JSON.parse(line) as { url?: string }).url ?? '');
    });
  });
  return {
    url,
    told,
    kill: () => kill(child),
    async stop() {
      if (isGone(child)) throw new Error(`the ${program} process had ended already:\n${told()}`);
      const gone = once(child, 'exit', { signal: AbortSignal.timeout(STOPPED_WITHIN_MS) });
      child.kill('SIGTERM');
      const [code, signal] = (await gone) as [Exit['code'], Exit['signal']];
      return { code, signal };
    },
  };
}

const isGone = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function kill(child: ChildProcess): Promise<void> {
  if (isGone(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
