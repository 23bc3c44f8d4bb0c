/** A manager signs in and sees which provinces are short, how badly and why: in a real browser, on the real service. */
import { expect, test } from 'vitest';
import { axeFindings, expectSound, openPage, screenshot, signInOn } from '../support/chromium.ts';
import { demoOfSuite } from '../support/demo-service.ts';

const demo = demoOfSuite();

const WORDS = {
  en: {
    title: 'Overview · Aid ledger',
    headline: /\d+ of 34 provinces are short of food aid/,
    kabul: 'Kabul',
    education: 'Education',
  },
  fa: {
    title: 'نمای کلی · دفتر کمک‌ها',
    headline: /[۰-۹]+ ولایت از ۳۴ ولایت کمک غذایی/,
    kabul: 'کابل',
    education: 'معارف',
  },
} as const;

test.each(['en', 'fa'] as const)('signs in and sees the overview, in %s', async (language) => {
  const { url, password } = demo();
  const words = WORDS[language];
  const opened = await openPage(url, '/', { language, theme: language === 'en' ? 'light' : 'dark' });
  const { page, context } = opened;
  await page.waitForURL('**/sign-in?to=%2F');
  expect(await page.locator('html').getAttribute('dir')).toBe(language === 'en' ? 'ltr' : 'rtl');
  await page.locator('form').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  await screenshot(page, `sign-in-${language}`);

  await signInOn(page, 'manager@demo.test', password);
  await page.getByRole('heading', { level: 1, name: words.headline }).waitFor();
  expect(await page.title()).toBe(words.title);
  // The worst lanes, each with its reasons; and the map with all provinces, of which each says its name and share.
  const lanes = page.locator('ol > li');
  await lanes.first().waitFor();
  expect(await lanes.count()).toBe(6);
  expect(await page.getByRole('list').getByText(words.kabul, { exact: true }).count()).toBe(1);
  // The map is drawn after what stands above it.
  await page.locator('path[data-province]').first().waitFor();
  expect(await page.locator('path[data-province]').count()).toBe(34);
  expect(await page.locator('path[data-province=AF01] title').textContent()).toContain(words.kabul);
  await screenshot(page, `overview-${language}`);
  await expectSound(opened);

  // What is chosen is in the address, and there again after a reload.
  await page.getByText(words.education, { exact: true }).first().click();
  await page.waitForURL('**/?sector=education');
  await page.reload();
  await page.getByRole('radio', { name: words.education, checked: true }).waitFor({ state: 'attached' });

  // A new visit an hour later compares with this one.
  const key = await page.evaluate<string>(
    `Object.keys(localStorage).find((name) => name.startsWith('visits.'))`,
  );
  const HOUR_MS = 3_600_000;
  await page.evaluate(
    `localStorage.setItem('${key}', JSON.stringify({ previous: null, latest: Date.now() - ${HOUR_MS} }))`,
  );
  await page.reload();
  await page
    .locator('ul li', { hasText: '→' })
    .or(page.locator('ul li', { hasText: '←' }))
    .first()
    .waitFor();
  await context.clearCookies();
  await page.goto('/');
  await page.waitForURL('**/sign-in?to=%2F');
});

test('a wrong password is told, and what was typed stays', async () => {
  const { page } = await openPage(demo().url, '/sign-in', {
    language: 'ps',
    theme: 'dark',
    width: 360,
    height: 740,
  });
  await page.locator('input[autocomplete=username]').fill('manager@demo.test');
  await page.locator('input[autocomplete=current-password]').fill('not-the-password');
  await page.locator('form button[type=submit]').click();
  await page.getByRole('alert').waitFor();
  expect(await page.locator('input[autocomplete=username]').inputValue()).toBe('manager@demo.test');
  expect(await axeFindings(page)).toEqual([]);
});

test('a session that ends in the middle is signed in again above the page, which goes on', async () => {
  const { url, password } = demo();
  const { page, context } = await openPage(url, '/sign-in');
  await signInOn(page, 'donor@demo.test', password);
  await page.locator('ol > li').first().waitFor();
  await context.clearCookies();
  // Another page of the same figures has to be asked for: news of a change does that, here a reload of the data.
  await page.evaluate(`document.dispatchEvent(new Event('visibilitychange'))`);
  await page.clock.install();
  await page.clock.fastForward(120_000);
  await page.evaluate(`window.dispatchEvent(new Event('visibilitychange'))`);
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  expect(await dialog.locator('input[autocomplete=username]').inputValue()).toBe('donor@demo.test');
  await dialog.locator('input[autocomplete=current-password]').fill(password);
  await dialog.locator('button[type=submit]').click();
  await dialog.waitFor({ state: 'detached' });
  expect(await page.locator('ol > li').count()).toBe(6);
});

test('an address that is none says so, in the language chosen', async () => {
  const { page } = await openPage(demo().url, '/nowhere', { language: 'fa' });
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('چنین صفحه‌ای نیست');
});

test('from the second visit on it opens without a network, and says so', async () => {
  const { url, password } = demo();
  const { page, context } = await openPage(url, '/sign-in', { keepsOffline: true });
  await signInOn(page, 'coordinator@demo.test', password);
  await page.evaluate('navigator.serviceWorker.ready');
  await page.goto('/field');
  await page.locator('ol > li').first().waitFor();
  await context.setOffline(true);
  await page.reload();
  await page.getByText('No network.').waitFor();
  expect(await page.title()).toBe('What needs you today · Aid ledger');
  await page.getByRole('button', { name: /Demo Coordinator/ }).waitFor();
});

test('a page that is opened behind another is drawn to its end, though a browser paints none of it', async () => {
  const { page, context } = await openPage(demo().url, '/sign-in');
  await signInOn(page, 'manager@demo.test', demo().password);
  const behind = await context.newPage();
  await behind.addInitScript(`
    Object.defineProperty(document, 'hidden', { value: true });
    window.requestAnimationFrame = () => 0;
  `);
  await behind.goto('/');
  await behind.locator('path[data-province=AF01]').waitFor();
  await expect.poll(() => behind.locator('ol > li').count()).toBe(6);
});
