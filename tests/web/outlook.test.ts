/** What will be and what could be: forecast, what-if, allocation plan and losses, in a real browser, on the real service. */
import { expect, test } from 'vitest';
import { expectSound, openPage, screenshot, signInOn } from '../support/chromium.ts';
import { demoOfSuite } from '../support/demo-service.ts';
import { FOOD, ledgerOf, WHEAT } from '../support/ledger.ts';

const demo = demoOfSuite();

const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

const WORDS = {
  en: { break: /What runs out when/, cereals: 'Cereals', wet: 'Wet', remove: /^Remove: / },
  fa: { break: /چه چیز کی تمام می‌شود/, cereals: 'غله', wet: 'ترشده', remove: /^حذف: / },
} as const;

test.each([
  ['en', 'light', 1440],
  ['fa', 'dark', 360],
] as const)('forecast, what-if and losses, in %s, %s and %i px', async (language, theme, width) => {
  const { url, password } = demo();
  const words = WORDS[language];
  const opened = await openPage(url, '/forecast?province=AF32', { language, theme, width });
  const { page } = opened;
  await signInOn(page, 'manager@demo.test', password);
  await page.getByRole('region', { name: words.break }).waitFor();
  await page.getByRole('rowheader', { name: words.cereals }).waitFor();
  await screenshot(page, `forecast-${language}`);
  await expectSound(opened);

  // The changes come with the address, as from a colleague.
  const changes = [
    { kind: 'crossing_closed', crossing: 'islam_qala', from: inDays(0) },
    { kind: 'corridor_delay', crossing: 'hairatan', days: 45 },
  ];
  await page.goto(`/what-if?changes=${encodeURIComponent(JSON.stringify(changes))}`);
  await page.locator('path[data-province]').first().waitFor();
  await page.getByText('SAMPLE-HAI-07').waitFor();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  await screenshot(page, `what-if-${language}`);
  await expectSound(opened);
  await page.getByRole('button', { name: words.remove }).last().click();
  await page.getByText('SAMPLE-HAI-07').waitFor({ state: 'detached' });
  expect(decodeURIComponent(page.url())).not.toContain('hairatan');

  await page.goto('/losses');
  await page.getByRole('rowheader', { name: words.wet, exact: true }).waitFor();
  await screenshot(page, `losses-${language}`);
  await expectSound(opened);
});

test('a plan is made, looked at, and accepted once it was confirmed', async () => {
  const { url, password } = demo();
  const ledger = ledgerOf(demo());
  const donor = await ledger.organisation();
  await ledger.pledge(donor, {
    ...{ reference: 'PLANNED-01', earmarking: 1, expectedBy: inDays(20) },
    lines: [{ sector: FOOD, item: WHEAT, quantity: 360_000 }],
  });
  await demo().settled();
  const opened = await openPage(url, '/allocation');
  const { page } = opened;
  await signInOn(page, 'manager@demo.test', password);
  await page.getByRole('button', { name: 'Make a plan' }).click();
  await page.getByText('proposed', { exact: true }).waitFor();
  await page.getByRole('rowheader', { name: 'PLANNED-01' }).first().waitFor();
  await screenshot(page, 'allocation-en');
  await expectSound(opened);

  await page.getByRole('button', { name: 'Accept the plan' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.getByRole('button', { name: 'Accept the plan' }).isDisabled()).toBe(true);
  await dialog.getByText('I have looked at what goes where').click();
  await dialog.getByRole('button', { name: 'Accept the plan' }).click();
  await page.getByText('accepted', { exact: true }).waitFor();
  // What was for nobody has a lane now.
  const { body } = await demo().get<{ items: { reference: string; lines: { province: string | null }[] }[] }>(
    '/pledges?limit=200',
  );
  const allocated = body.items.find(({ reference }) => reference === 'PLANNED-01');
  expect(allocated?.lines.some(({ province }) => province !== null)).toBe(true);
});
