/** The real service with the demo's story in it, for tests that look at pages: one for all tests of a file. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { apiClient } from '../../src/demo/client.ts';
import { fillLedger } from '../../src/demo/fill.ts';
import { demoPeople } from '../../src/demo/people.ts';
import { ensureBuilt } from '../../src/web/build/ensure.ts';
import { testClock } from './clock.ts';
import { KEY, type Service, startService } from './service.ts';

/** Five engineers' tests on two processors. */
const FILLED_WITHIN_MS = 240_000;

export interface DemoService extends Service {
  /** Of `donor@demo.test`, `coordinator@demo.test`, `manager@demo.test` and `admin@demo.test`. */
  password: string;
}

/** Begins today, because the browser's clock is the machine's; then the clock stands still. */
export function demoOfSuite(): () => DemoService {
  let demo: DemoService | undefined;
  const folder = mkdtempSync(join(tmpdir(), 'aid-pages-'));
  beforeAll(async () => {
    // The service reads the pages when it starts.
    await ensureBuilt();
    const service = await startService({ clock: testClock(new Date().toISOString()) });
    const api = apiClient(service.url, KEY);
    await fillLedger(api, { now: service.clock.now(), production: false });
    const { password } = await demoPeople(api, service.url, folder);
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
