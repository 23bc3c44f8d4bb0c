/** The real service with the demo's story in it, for tests that look at pages: one for all tests of a file. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, inject } from 'vitest';
import { apiClient } from '../../src/demo/client.ts';
import { fillLedger } from '../../src/demo/fill.ts';
import { demoPeople } from '../../src/demo/people.ts';
import { testClock } from './clock.ts';
import { KEY, type Service, startService } from './service.ts';

/** Five engineers' tests on two processors. */
const FILLED_WITHIN_MS = 240_000;

export interface DemoService extends Service {
  /** Of `donor@demo.test`, `coordinator@demo.test`, `manager@demo.test` and `admin@demo.test`. */
  password: string;
}

/** It is the moment in which the story was recorded, today, because the browser's clock is the machine's; and stays it. */
export function demoOfSuite(): () => DemoService {
  let demo: DemoService | undefined;
  const folder = mkdtempSync(join(tmpdir(), 'aid-pages-'));
  beforeAll(async () => {
    const filled = await filledOnce();
    cpSync(filled.people, folder, { recursive: true });
    const service = await startService({ clock: testClock(filled.at), copyOf: filled.ledger });
    const { password } = await demoPeople(apiClient(service.url, KEY), service.url, folder);
    demo = { ...service, password };
  }, FILLED_WITHIN_MS);
  afterAll(async () => {
    await demo?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    if (!demo) throw new Error('the demo is there once the tests run');
    return demo;
  };
}

/** The story and its people, recorded by whichever file of the run comes first; the others wait for it. */
async function filledOnce(): Promise<{ ledger: string; people: string; at: string }> {
  const folder = join(inject('sqliteFolder'), 'demo');
  const [ledger, people, done] = ['ledger.sqlite', 'people', 'done'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (;;) {
    if (existsSync(done)) return { ledger, people, at: readFileSync(done, 'utf8') };
    try {
      mkdirSync(folder);
    } catch {
      // Another file has begun; where it fails it leaves the place to the next.
      await wait(100);
      continue;
    }
    try {
      mkdirSync(people);
      const at = new Date().toISOString();
      await fill(ledger, people, at);
      // In its place at once, with what it holds.
      writeFileSync(`${done}.new`, at);
      renameSync(`${done}.new`, done);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }
}

async function fill(ledger: string, people: string, at: string): Promise<void> {
  const service = await startService({ clock: testClock(at) });
  try {
    const api = apiClient(service.url, KEY);
    await fillLedger(api, { now: service.clock.now(), production: false });
    await demoPeople(api, service.url, people);
    await service.settled();
    const database = new Database(service.databaseUrl.slice('file:'.length));
    database.prepare('VACUUM INTO ?').run(ledger);
    database.close();
  } finally {
    await service.close();
  }
}
