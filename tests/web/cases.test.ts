/** A flag is worked with the keyboard alone, and a disputed receipt decided: in a real browser, on the real service. */
import { expect, test } from 'vitest';
import { expectSound, openPage, type OpenedPage, screenshot, signInOn } from '../support/chromium.ts';
import { demoOfSuite } from '../support/demo-service.ts';

const demo = demoOfSuite();

const WORDS = {
  en: {
    ...{ open: 'Open', resolved: 'Resolved', acknowledge: 'Acknowledge', act: 'Act', resolve: 'Resolve' },
    ...{ inAction: 'In action', onlyFirst: 'Only receipt 1 counts', dispute: 'Disputed receipt' },
  },
  fa: {
    ...{ open: 'باز', resolved: 'حل شده', acknowledge: 'دیدم', act: 'اقدام', resolve: 'حل' },
    ...{ inAction: 'در دست اقدام', onlyFirst: 'تنها رسید ۱ شمرده شود', dispute: 'رسید مورد اختلاف' },
  },
} as const;

/** Tab until the focus is on a button of this name. */
async function tabTo({ page }: OpenedPage, name: string): Promise<void> {
  for (let tabs = 0; tabs < 60; tabs += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate<string>(`document.activeElement?.textContent ?? ''`);
    if (focused.trim() === name) return;
  }
  throw new Error(`Tab never came to ${name}`);
}

test.each([
  ['en', 'light', 'food_security'],
  ['fa', 'dark', 'education'],
] as const)('a flag is worked with the keyboard alone, in %s and %s', async (language, theme, sector) => {
  const { url, password } = demo();
  const words = WORDS[language];
  const opened = await openPage(url, `/flags?sector=${sector}`, { language, theme });
  const { page } = opened;
  await signInOn(page, 'manager@demo.test', password);
  const column = page.getByRole('region', { name: words.open, exact: true });
  await column.locator('button').first().waitFor();
  await screenshot(page, `flags-${language}`);
  await expectSound(opened);
  const count = () => page.locator('[data-place]').count();
  expect(await count()).toBeGreaterThan(3);

  // To the board, one card down, and open it.
  const second = await page.locator('[data-place="0 1"] > span').first().textContent();
  while ((await page.evaluate('document.activeElement?.dataset.place ?? ""')) !== '0 0')
    await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: second ?? '' }).waitFor();

  await tabTo(opened, words.acknowledge);
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: words.acknowledge, exact: true }).waitFor({ state: 'detached' });
  await tabTo(opened, words.act);
  await page.keyboard.press('Enter');
  await dialog.locator('textarea').waitFor();
  await page.keyboard.type('Two lorries ordered');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await dialog.getByText('Two lorries ordered').waitFor();
  await screenshot(page, `flag-${language}`);
  await expectSound(opened);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page
    .getByRole('region', { name: words.inAction, exact: true })
    .getByText(second ?? '')
    .waitFor();
});

test.each(['en'] as const)(
  'a disputed receipt is decided with both versions in sight, in %s',
  async (language) => {
    const { url, password } = demo();
    const words = WORDS[language];
    const opened = await openPage(url, '/discrepancies?kind=suspected_duplicate_receipt', { language });
    const { page } = opened;
    await signInOn(page, 'manager@demo.test', password);
    await page.getByRole('region', { name: words.open, exact: true }).locator('button').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: words.dispute }).waitFor();
    await dialog.locator('article').nth(1).waitFor();
    expect(await dialog.locator('article').count()).toBe(2);
    expect(await dialog.getByText('SAMPLE-phone-farah-1').count()).toBe(1);
    expect(await dialog.getByText('SAMPLE-phone-farah-2').count()).toBe(1);
    await screenshot(page, `dispute-${language}`);
    await expectSound(opened);
    await dialog.getByRole('button', { name: words.onlyFirst }).click();
    // The event closes the case once the facts are reconciled.
    await dialog.getByRole('button', { name: words.onlyFirst }).waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: words.resolved, exact: true }).locator('button').first().waitFor();
  },
);
