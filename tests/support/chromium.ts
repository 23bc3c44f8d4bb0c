/** A real browser on the real service: pages as people see them. */
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { CHROMIUM } from './browser.ts';
import { endings } from './endings.ts';
import { inMemory } from './servers.ts';

export type WebLanguage = 'en' | 'fa' | 'ps';

let running: Promise<Browser> | undefined;

/** One browser for a test file; every page is in a profile of its own. */
function browser(): Promise<Browser> {
  if (running === undefined) {
    running = chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', ...(inMemory() === tmpdir() ? ['--disable-dev-shm-usage'] : [])],
    });
    endings.push(async () => {
      await (await running)?.close();
      running = undefined;
    });
  }
  return running;
}

export interface PageOptions {
  language?: WebLanguage;
  theme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** Keeps itself for a day without a network, which fetches the whole application: for tests of that. */
  keepsOffline?: boolean;
}

export interface OpenedPage {
  page: Page;
  context: BrowserContext;
  /** What the browser complained of: faults of scripts, what the security policy refused, and a 429. A test ends by expecting none. */
  complaints: string[];
}

/** Opens a page of a service in a new profile: language and theme as somebody chose them there before. */
export async function openPage(url: string, path = '/', options: PageOptions = {}): Promise<OpenedPage> {
  const { language = 'en', theme = 'light', width = 1440, height = 900, keepsOffline = false } = options;
  const context = await (
    await browser()
  ).newContext({
    viewport: { width, height },
    locale: language === 'en' ? 'en-GB' : 'fa-AF',
    // Not where the ledger is: what is shown in Kabul's time must not come from the machine's.
    timezoneId: 'America/New_York',
    colorScheme: theme,
    baseURL: url,
    serviceWorkers: keepsOffline ? 'allow' : 'block',
  });
  onTestFinished(async ({ task }) => {
    // Of a test that fails far from here: what somebody would have seen.
    if (task.result?.state === 'fail')
      for (const page of context.pages()) {
        const seen = await page.locator('body').innerText({ timeout: 5_000 }).catch(String);
        console.error(`${page.url()}\n${seen.slice(0, 4_000)}`);
      }
    await context.close();
  });
  await context.addInitScript(
    `localStorage.getItem('language') ?? localStorage.setItem('language', '${language}')`,
  );
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // A refusal of the service is logged by the browser as an error of the page; whoever asked deals with it.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  page.on('response', (answer) => {
    // Nobody at a screen asks for more than they may: a page that does so by itself is wrong, and so is a limit that hits one.
    if (answer.status() === 429) complaints.push(`429 ${answer.request().method()} ${answer.url()}`);
  });
  await page.goto(path);
  return { page, context, complaints };
}

/** Signs in on the page that is open, as a person does. */
export async function signInOn(page: Page, email: string, password: string): Promise<void> {
  await page.locator('input[autocomplete=username]').fill(email);
  await page.locator('input[autocomplete=current-password]').fill(password);
  await page.locator('form button[type=submit]').click();
  await page.locator('nav').first().waitFor({ state: 'attached' });
}

/** The rules whose findings depend on the colours of a theme. */
export const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong on the page, in sentences: WCAG 2.2 AA and its best practices, or only what some of its rules find. */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  // What passed is counted, not described.
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) };
  // Run as a script of the tool, not of the page: the page's security policy stays as it is.
  if (!(await page.evaluate<boolean>(`'axe' in globalThis`))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{
    violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[];
  }>(`axe.run(${JSON.stringify(options)})`);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${help}\n  ${html.slice(0, 200)}\n  ${failureSummary}`),
  );
}

/** Changes the theme, at once and without motion: a colour on its way to another is neither. */
export const showIn = (page: Page, theme: 'light' | 'dark'): Promise<void> =>
  page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });

/** Nothing to mend for axe, whether it is day or night, and nothing the browser complained of. */
export async function expectSoundByDayAndNight(opened: OpenedPage): Promise<void> {
  const { page } = opened;
  await showIn(page, 'dark');
  expect(await axeFindings(page)).toEqual([]);
  await showIn(page, 'light');
  await expectSound(opened);
}

/** Nothing to mend for axe, and nothing the browser complained of. */
export async function expectSound({ page, complaints }: OpenedPage): Promise<void> {
  expect(await axeFindings(page)).toEqual([]);
  expect(complaints).toEqual([]);
}

/** Keeps a picture of the whole page where `SCREENSHOTS` says; without it none is made. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder === undefined) return;
  const path = `${folder}/${name}.png`;
  mkdirSync(dirname(path), { recursive: true });
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
}
