/** The demo in a process of its own, in a folder that is removed afterwards: what the scripts of this folder look at. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const READY = 'Serving until';
const READY_WITHIN_MS = 300_000;

export interface Demo {
  url: string;
  /** The cookie of somebody who has just signed in, as `name=value`. */
  signIn: (email: string) => Promise<{ name: string; value: string }>;
  close: () => Promise<void>;
}

export async function startDemo(): Promise<Demo> {
  const folder = mkdtempSync(join(tmpdir(), 'aid-demo-'));
  const child = spawn(process.execPath, ['--import', './src/compile-cache.js', 'src/demo/main.ts'], {
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: '', PORT: '0', LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await ready(child);
  const { password } = JSON.parse(readFileSync(join(folder, 'demo-people.json'), 'utf8')) as {
    password: string;
  };
  return {
    url,
    async signIn(email) {
      const answer = await fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });
      const cookie = answer.headers.getSetCookie().find((one) => one.includes('session'));
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie ?? '') ?? [];
      if (name === undefined || value === undefined)
        throw new Error(`${email} could not sign in: ${answer.status} ${await answer.text()}`);
      return { name, value };
    },
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The address it serves at, once its story is told. */
function ready(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let told = '';
    const late = setTimeout(() => reject(new Error(`the demo was not ready:\n${told}`)), READY_WITHIN_MS);
    child.once('exit', (code) => reject(new Error(`the demo ended with ${code}:\n${told}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      told += chunk.toString();
      const port = /API +\S+:(\d+)/.exec(told)?.[1];
      if (!told.includes(READY) || port === undefined) return;
      clearTimeout(late);
      resolve(`http://localhost:${port}`);
    });
  });
}

/** Whether the page that is open is one: a page that was not built yet says that it is none. */
export const NOT_FOUND: string = (
  JSON.parse(readFileSync(new URL('../../src/web/shell/texts/en.json', import.meta.url), 'utf8')) as {
    notFound: string;
  }
).notFound;
