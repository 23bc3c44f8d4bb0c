/**
 * `npm run web:lighthouse`: how Lighthouse judges the pages that a phone opens first, on its slow phone and slow 4G; the median of five (or of
 * `-- --runs 3`), as a table and as JSON. The phone is reckoned four times as slow as this machine, or as `-- --cpu 2.5` says: see `benchmarkIndex`. Numbers of performance depend on the machine: nothing fails by them.
 */
import { parseArgs } from 'node:util';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { throttling } from 'lighthouse/core/config/constants.js';
import { chromium } from 'playwright-core';
import { CHROMIUM } from '../support/browser.ts';
import { NOT_FOUND, startDemo } from './demo.ts';

const PAGES = [
  { page: 'overview', path: '/', as: 'manager@demo.test' },
  { page: 'field list', path: '/field', as: 'coordinator@demo.test' },
  { page: 'pledge form', path: '/pledges/new', as: 'donor@demo.test' },
] as const;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
const TIMES = {
  lcpMs: 'largest-contentful-paint',
  tbtMs: 'total-blocking-time',
  cls: 'cumulative-layout-shift',
} as const;

/** The stream of changes stays open: the line is never as quiet as Lighthouse waits for, and 45 s of waiting in each run say nothing more. */
const LONGEST_LOAD_MS = 15_000;

const { values } = parseArgs({
  options: { runs: { type: 'string', default: '5' }, cpu: { type: 'string', default: '4' } },
});
const runs = Math.max(1, Number(values.runs) || 1);

const median = (numbers: number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const demo = await startDemo();
const chrome = await launch({
  chromePath: CHROMIUM,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage'],
});
const port = chrome.port;
try {
  const results = [];
  for (const one of PAGES) {
    if (await isThere(one.path, one.as)) results.push(await measure(one.page, one.path));
    else console.error(`${one.page}: there is no such page`);
  }
  console.table(Object.fromEntries(results.map(({ page, failed: _failed, ...numbers }) => [page, numbers])));
  console.log(JSON.stringify(results, null, 2));
} finally {
  chrome.kill();
  await demo.close();
}

/** Signs somebody in and looks whether the page is one; nothing but Lighthouse holds the browser afterwards, which would be measured too. */
async function isThere(path: string, email: string): Promise<boolean> {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = browser.contexts();
  if (!context) throw new Error('the browser has no profile');
  await context.clearCookies();
  await context.addCookies([{ ...(await demo.signIn(email)), url: demo.url }]);
  const page = await context.newPage();
  await page.goto(`${demo.url}${path}`);
  const title = page.locator('h1').first();
  await title.waitFor();
  const found = (await title.textContent()) !== NOT_FOUND;
  await page.close();
  await browser.close();
  return found;
}

async function measure(page: string, path: string) {
  const all: Record<string, number[]> = {};
  const failed = new Set<string>();
  for (let run = 0; run < runs; run += 1) {
    const result = await lighthouse(`${demo.url}${path}`, {
      port,
      onlyCategories: [...CATEGORIES],
      output: 'json',
      logLevel: 'error',
      maxWaitForLoad: LONGEST_LOAD_MS,
      throttling: { ...throttling.mobileSlow4G, cpuSlowdownMultiplier: Number(values.cpu) },
    });
    if (!result) throw new Error(`Lighthouse told nothing of ${path}`);
    const { categories, audits, environment } = result.lhr;
    // How fast this machine is: a slow phone has about 264, as Chrome calibrates it, so that four times slower is right for 1,050.
    (all['benchmarkIndex'] ??= []).push(Math.round(environment.benchmarkIndex));
    for (const name of CATEGORIES) (all[name] ??= []).push(Math.round((categories[name]?.score ?? 0) * 100));
    for (const [name, audit] of Object.entries(TIMES))
      (all[name] ??= []).push(
        Number((audits[audit]?.numericValue ?? Number.NaN).toFixed(name === 'cls' ? 3 : 0)),
      );
    for (const name of CATEGORIES.slice(1)) {
      for (const { id, weight } of categories[name]?.auditRefs ?? [])
        if (weight > 0 && (audits[id]?.score ?? 1) < 1) failed.add(`${id}: ${audits[id]?.title ?? ''}`);
    }
  }
  const medians = Object.fromEntries(Object.entries(all).map(([name, numbers]) => [name, median(numbers)]));
  return { page, ...medians, failed: [...failed] };
}
