/** `npm run demo` as a visitor runs it: a process of its own, on both engines, twice; and `npm start` after it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import type { GapReport } from '../../src/gaps/contract.ts';
import { freePort, startRedis } from '../support/servers.ts';
import { newTarget } from '../support/stores.ts';

/** Three starts of a program and one filling of a ledger, on a machine that others use too. */
const THREE_STARTS_MS = 300_000;
const ROOT = new URL('../..', import.meta.url).pathname;
const KEY = 'a-key-of-the-operator-0123456789-abcdef';

interface Program {
  child: ChildProcess;
  output: () => string;
  /** Waits for a text on standard output or error; fails with all of it when the program ends without. */
  says: (text: string) => Promise<void>;
  ended: Promise<number | null>;
}

/** Runs a file of the service as its `npm` script does, with nothing of this process's environment but the path. */
function run(file: string, env: Record<string, string>): Program {
  const child = spawn(process.execPath, ['--import', './src/compile-cache.js', file], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...env },
  });
  let text = '';
  const listeners = new Set<() => void>();
  const heard = (chunk: Buffer) => {
    text += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', heard);
  child.stderr.on('data', heard);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    child,
    output: () => text,
    says: (wanted) =>
      new Promise((resolve, reject) => {
        const look = () => text.includes(wanted) && resolve();
        listeners.add(look);
        void ended.then(() => reject(new Error(`ended without saying "${wanted}":\n${text}`)));
        look();
      }),
    ended,
  };
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aid-demo-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const demo = (env: Record<string, string>) => run('src/demo/main.ts', env);

async function gapsOf(url: string, key: string): Promise<GapReport> {
  const answer = await fetch(`${url}/api/v1/gaps`, { headers: { authorization: `Bearer ${key}` } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as GapReport;
}

const urlOf = (output: string): string => /^ {2}API +(\S+)$/m.exec(output)?.[1] ?? '';
const keyOf = (output: string): string => /^ {2}key +(\S+)$/m.exec(output)?.[1] ?? '';

const SCALE_OUT = { storage: 'PostgreSQL, DATABASE_URL', broker: 'Redis, REDIS_URL' };
const EMBEDDED = { storage: 'SQLite', broker: 'inside this process (for evaluation only)' };
const scaleOut = inject('postgresUrl') !== '' && inject('redisUrl') !== '' ? [SCALE_OUT] : [];

describe.each([EMBEDDED, ...scaleOut])('the demo with $storage and $broker', (uses) => {
  async function environment(): Promise<Record<string, string>> {
    const env = { PORT: '0', DATA_DIR: newFolder() };
    if (uses !== SCALE_OUT) return env;
    const target = await newTarget('postgres');
    onTestFinished(target.remove);
    const redis = await startRedis();
    onTestFinished(() => redis?.stop());
    return { ...env, DATABASE_URL: target.url, REDIS_URL: redis?.url ?? '' };
  }

  test(
    'says what is in use, prints its tables, serves, and does the same again without a change',
    { timeout: THREE_STARTS_MS },
    async () => {
      const env = await environment();
      const first = demo(env);
      await first.says('Serving until Ctrl-C');
      const output = first.output();
      expect(output).toContain(`storage  ${uses.storage}`);
      expect(output).toContain(`broker   ${uses.broker}`);
      expect(output).toMatch(
        /WORST TEN GAPS[^]+why: [^]+estimate[^]+WHAT WAS RECONCILED[^]+UNALLOCATED[^]+OPEN/,
      );
      expect(output.split('\n').filter((line) => line.length > 110)).toEqual([]);
      const key = keyOf(output);
      const before = await gapsOf(urlOf(output), key);
      expect(before.cells.length).toBeGreaterThan(1000);
      const statement = /statement +(http\S+)/.exec(output)?.[1] ?? '';
      const authorization = `Basic ${Buffer.from(`anybody:${key}`).toString('base64')}`;
      const page = await fetch(`${statement}?lang=fa`, { headers: { authorization } });
      expect(await page.text()).toContain('SAMPLE-KZ-01');
      const file = join(env.DATA_DIR ?? '', 'demo-api-key');
      expect({ key: readFileSync(file, 'utf8').trim(), mode: statSync(file).mode & 0o777 }).toEqual({
        key,
        mode: 0o600,
      });
      first.child.kill('SIGTERM');
      expect(await first.ended).toBe(0);

      const second = demo(env);
      await second.says('Serving until Ctrl-C');
      expect(second.output()).toContain('Everything was already recorded');
      const tables = (text: string) => /WORST TEN GAPS[^]+(?=OPEN)/.exec(text)?.[0];
      expect(tables(second.output())).toBe(tables(output));
      const after = await gapsOf(urlOf(second.output()), keyOf(second.output()));
      expect({ ...after, asOf: '' }).toEqual({ ...before, asOf: '' });
      second.child.kill('SIGINT');
      expect(await second.ended).toBe(0);

      // From a folder of its own: the key of the environment is used, and neither kept nor shown.
      const folder = newFolder();
      const DATABASE_URL = env.DATABASE_URL ?? `file:${join(env.DATA_DIR ?? '', 'aid-ledger.db')}`;
      const third = demo({ ...env, DATABASE_URL, DATA_DIR: folder, BOOTSTRAP_API_KEY: KEY });
      await third.says('Serving until Ctrl-C');
      expect(third.output()).not.toContain(KEY);
      expect(() => statSync(join(folder, 'demo-api-key'))).toThrow('ENOENT');
      expect(await gapsOf(urlOf(third.output()), KEY)).toEqual({ ...before, asOf: expect.any(String) });
    },
  );
});

test('a port that is taken is named, with what to set', async () => {
  const port = await freePort();
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(port, '127.0.0.1', resolve));
  onTestFinished(() => void holder.close());
  const running = demo({ PORT: String(port), DATA_DIR: newFolder() });
  expect(await running.ended).toBe(1);
  expect(running.output()).toContain(`Port ${port} of 127.0.0.1 is taken`);
  expect(running.output()).toContain('set PORT');
  expect(running.output()).not.toContain('    at ');
});

test('npm start serves without sample data', async () => {
  const running = run('src/main.ts', { PORT: '0', DATA_DIR: newFolder(), BOOTSTRAP_API_KEY: KEY });
  await running.says('"msg":"started"');
  const url = /"url":"([^"]+)"/.exec(running.output())?.[1] ?? '';
  expect(await gapsOf(url, KEY)).toMatchObject({ cells: [], unallocated: {} });
});
