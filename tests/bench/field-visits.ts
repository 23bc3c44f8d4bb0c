/**
 * `node tests/bench/field-visits.ts`: how long a coordinator waits for the list on a line of 400 kbit/s and 400 ms, on the first visit and on the second,
 * with the demo's story. Prints the median of `--rounds` (5) and of what the line carried; nothing is asserted. `--kbits` and `--ms` change the line.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import { loadConfig } from '../../src/config.ts';
import { apiClient } from '../../src/demo/client.ts';
import { fillLedger } from '../../src/demo/fill.ts';
import { demoPeople } from '../../src/demo/people.ts';
import { createLog } from '../../src/platform/log.ts';
import { startProcess } from '../../src/process.ts';
import { ensureBuilt } from '../../src/web/build/ensure.ts';
import { CHROMIUM } from '../support/browser.ts';
import { slowLineTo } from './slow-line.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    kbits: { type: 'string', default: '400' },
    ms: { type: 'string', default: '400' },
  },
});
const EMAIL = 'coordinator@demo.test';
const KEY = 'bench-key-0123456789abcdefghijklmnop';
const LIST = 'main ol > li a';
const PATIENCE_MS = 120_000;
const SETTLES_MS = 5_000;

await ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'aid-field-'));
const log = createLog({ level: 'fatal' });
const running = await startProcess(
  loadConfig({
    ...{ PORT: '0', DATABASE_URL: `file:${join(folder, 'ledger.db')}`, DATA_DIR: folder },
    ...{ BOOTSTRAP_API_KEY: KEY, NODE_ENV: 'test' },
  }),
  { roles: { api: true, worker: true }, log },
);
const service = running.url ?? '';
const api = apiClient(service, KEY);
await fillLedger(api, { now: Date.now(), production: false });
const { password } = await demoPeople(api, service, folder);
const line = await slowLineTo(Number(new URL(service).port), {
  ...{ bitsPerSecond: Number(options.kbits) * 1000, roundTripMs: Number(options.ms) },
});
const lineUrl = `http://127.0.0.1:${line.port}`;
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});

interface Round {
  /** Nothing on the phone: until one can sign in. */
  signInPageMs: number;
  /** From the press to the list; nobody types here, so that whatever was begun for later is still on the line. */
  listAfterSignInMs: number;
  /** Both together: the whole way of a new phone, but for the typing. */
  firstWithSignInMs: number;
  firstWithSignInKb: number;
  /** Nothing on the phone but a session: until the list can be used. */
  firstVisitMs: number;
  firstVisitKb: number;
  /** The same phone later. */
  secondVisitMs: number;
  secondVisitKb: number;
  /** And without any network: what of it is the machine's own time. */
  offlineVisitMs: number;
}

async function round(): Promise<Round> {
  const options = { viewport: { width: 360, height: 740 }, baseURL: lineUrl, locale: 'en-GB' };
  const context = await browser.newContext(options);
  const page = await context.newPage();
  line.takeBytes();
  const signInPageMs = await timed(async () => {
    await page.goto('/field', { waitUntil: 'commit', timeout: PATIENCE_MS });
    await shows(page, 'input[autocomplete=current-password]');
  });
  await page.locator('input[autocomplete=username]').fill(EMAIL);
  await page.locator('input[autocomplete=current-password]').fill(password);
  const listAfterSignInMs = await timed(async () => {
    await page.locator('form button[type=submit]').click();
    await shows(page, LIST);
  });
  const firstWithSignInKb = line.takeBytes() / 1000;
  const cookies = await context.cookies();
  await context.close();

  const phone = await browser.newContext(options);
  await phone.addCookies(cookies);
  const first = await phone.newPage();
  line.takeBytes();
  const visit = (shown: Page) =>
    timed(async () => {
      await shown.goto('/field', { waitUntil: 'commit', timeout: PATIENCE_MS });
      await shows(shown, LIST);
    });
  const firstVisitMs = await visit(first);
  const firstVisitKb = line.takeBytes() / 1000;
  // The visit goes on: the worker keeps what is needed without a network.
  await first.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await first.waitForTimeout(SETTLES_MS);
  await first.close();
  line.takeBytes();
  const second = await phone.newPage();
  const secondVisitMs = await visit(second);
  const secondVisitKb = line.takeBytes() / 1000;
  await second.close();
  await phone.setOffline(true);
  const offlineVisitMs = await visit(await phone.newPage());
  await phone.close();
  return {
    ...{ signInPageMs, listAfterSignInMs, firstWithSignInMs: signInPageMs + listAfterSignInMs },
    ...{ firstWithSignInKb, firstVisitMs, firstVisitKb },
    ...{ secondVisitMs, secondVisitKb, offlineVisitMs },
  };
}

const shows = (page: Page, what: string) => page.locator(what).first().waitFor({ timeout: PATIENCE_MS });

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const rounds: Round[] = [];
for (let count = 0; count < Number(options.rounds); count += 1) rounds.push(await round());
const median = (name: keyof Round): number => {
  const sorted = rounds.map((one) => one[name]).toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0);
};
const result = {
  signInPageMs: median('signInPageMs'),
  listAfterSignInMs: median('listAfterSignInMs'),
  firstWithSignInMs: median('firstWithSignInMs'),
  firstWithSignInKb: median('firstWithSignInKb'),
  firstVisitMs: median('firstVisitMs'),
  firstVisitKb: median('firstVisitKb'),
  secondVisitMs: median('secondVisitMs'),
  secondVisitKb: median('secondVisitKb'),
  offlineVisitMs: median('offlineVisitMs'),
};
console.log(`${options.kbits} kbit/s, ${options.ms} ms there and back, medians of ${options.rounds}`);
console.table(result);
console.log(JSON.stringify({ line: { kbits: Number(options.kbits), ms: Number(options.ms) }, ...result }));
await browser.close();
await line.close();
await running.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
