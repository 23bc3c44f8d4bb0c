/** A manager goes from the map to the records behind one number; the report of the past; a change explained: in a real browser, on the real service. */
import { expect, test } from 'vitest';
import { expectSound, openPage, screenshot, signInOn } from '../support/chromium.ts';
import { demoOfSuite } from '../support/demo-service.ts';

const demo = demoOfSuite();

const WORDS = {
  en: {
    lanes: '34 lanes',
    delivered: /^Delivered: /,
    records: /^Records behind/,
    addsUp: /add up to the whole/,
    firm: /^Committed, not moving: /,
    mix: 'Cereals',
  },
  fa: {
    lanes: '۳۴ ردیف',
    delivered: /^رسیده: /,
    records: /^ثبت‌های پشت/,
    addsUp: /دقیقاً برابر کل است/,
    firm: /^تعهد شده، بی‌حرکت: /,
    mix: 'غله',
  },
} as const;

test.each([
  ['en', 'light'],
  ['fa', 'dark'],
] as const)(
  'from the map in three clicks to the shipment behind one number, in %s and %s',
  async (language, theme) => {
    const { url, password } = demo();
    const words = WORDS[language];
    const opened = await openPage(url, '/gaps', { language, theme });
    const { page } = opened;
    await signInOn(page, 'manager@demo.test', password);
    await page.getByRole('heading', { name: words.lanes }).waitFor();
    await screenshot(page, `gaps-${language}`);
    await expectSound(opened);

    // 1: Hirat on the map. 2: what was delivered this month.
    await page.locator('path[data-province=AF32]').click();
    await page.waitForURL('**/gaps/AF32/food_security?*');
    await page.getByRole('link', { name: words.delivered }).first().click();
    await page.waitForURL('**class=delivered**');
    const records = page.locator('#records');
    await records.getByText('SAMPLE-ISQ-01').waitFor();
    await page.getByRole('heading', { name: words.records }).waitFor();
    // The number is what its records add up to.
    expect(await records.locator('li').count()).toBe(2);
    await page.getByRole('rowheader', { name: words.mix }).waitFor();
    await screenshot(page, `lane-${language}`);
    await expectSound(opened);

    // 3: a shipment of it.
    await records.getByRole('link', { name: 'SAMPLE-ISQ-01' }).click();
    await page.getByRole('heading', { level: 1, name: 'SAMPLE-ISQ-01' }).waitFor();
    await expectSound(opened);

    // And back: the promise behind what is committed.
    await page.goBack();
    await page.getByRole('link', { name: words.firm }).first().click();
    const pledge = records.getByRole('link').first();
    const reference = (await pledge.textContent()) ?? '';
    await pledge.click();
    await page.waitForURL('**/pledges/*');
    await page.getByRole('heading', { level: 1, name: reference }).waitFor();
  },
);

test('what is chosen is in the address; a report of the past; a change explained, adding up', async () => {
  const { url, password } = demo();
  const opened = await openPage(url, '/gaps?sector=education&region=Western&sort=province', { width: 360 });
  const { page } = opened;
  await signInOn(page, 'manager@demo.test', password);
  await page.getByRole('heading', { name: '4 lanes' }).waitFor();
  expect(await page.locator('tbody th a').first().textContent()).toBe('Badghis');
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);

  // Of the day before the ledger was filled nothing is known.
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/gaps?on=${yesterday}`);
  await page.getByText('No need and no supply had been recorded by then').waitFor();
  await page.getByRole('button', { name: 'Back to now' }).click();
  await page.getByRole('heading', { name: '34 lanes' }).waitFor();

  await page.goto(`/gaps/AF32/food_security?since=${yesterday}`);
  await page.getByText(WORDS.en.addsUp).waitFor();
  await page.locator('#changes').getByText('Received').first().waitFor();
  await expectSound(opened);
});
