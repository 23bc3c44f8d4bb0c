import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What `npm start` gives node: every target gets the same. */
const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  scripts: { start: string };
};
const asStarted = scripts.start.split(' ').slice(1, -1);

export interface Started {
  child: ChildProcess;
  url: string;
  readyMs: number;
  ask: <T>(message: string) => Promise<T>;
  stop: () => Promise<void>;
}

/** Starts a bench target as a process of its own and waits until it listens. */
export async function startTarget(
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Started> {
  const started = performance.now();
  const child = fork(new URL(`targets/${name}.ts`, import.meta.url), [...args], {
    execArgv: asStarted,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const next = <T>() =>
    new Promise<T>((resolve, reject) => {
      child.once('message', (message) => resolve(message as T));
      child.once('exit', (code) => reject(new Error(`${name} ended with ${code}`)));
    });
  const { url } = await next<{ url: string }>();
  return {
    child,
    url,
    readyMs: performance.now() - started,
    ask<T>(message: string) {
      const answer = next<T>();
      child.send(message);
      return answer;
    },
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}
