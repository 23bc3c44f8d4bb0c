/** Flags and discrepancies worked from opening to reopening, with the mouse and by keyboard alone; a disputed receipt decided: in a real browser, on the real service. */
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import type en from '../../src/web/cases/texts/en.json';
import type { Discrepancy } from '../../src/reconciliation/contract.ts';
import { expectSound, openPage, screenshot, signInOn, type WebLanguage } from '../support/chromium.ts';
import { demoOfSuite } from '../support/demo-service.ts';
import { keyboardOf } from '../support/keyboard.ts';
import { ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';

const demo = demoOfSuite();

const DAY_MS = 86_400_000;
const ME = 'Demo Manager';

function wordsIn(language: WebLanguage): Record<keyof typeof en, string> {
  const file = new URL(`../../src/web/cases/texts/${language}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<keyof typeof en, string>;
}

const act = (dialog: Locator, name: string) =>
  dialog.getByRole('group').first().getByRole('button', { name, exact: true });
const send = (dialog: Locator, name: string) =>
  dialog.locator('form').getByRole('button', { name, exact: true });

test.each([
  ['en', 'light', 'food_security'],
  ['fa', 'dark', 'education'],
] as const)('a flag is worked with the keyboard alone, in %s and %s', async (language, theme, sector) => {
  const { url, password } = demo();
  const words = wordsIn(language);
  const opened = await openPage(url, `/flags?sector=${sector}`, { language, theme });
  const { page } = opened;
  const keyboard = keyboardOf(page);
  await signInOn(page, 'manager@demo.test', password);
  const column = (state: 'open' | 'in_action' | 'resolved') =>
    page.getByRole('region', { name: words[`state.${state}`], exact: true });
  await column('open').locator('button').first().waitFor();
  await screenshot(page, `flags-${language}`);
  await expectSound(opened);
  expect(await page.locator('[data-place]').count()).toBeGreaterThan(3);

  // To the board, one card down, and open it.
  const title = (await page.locator('[data-place="0 1"] > span').first().textContent()) ?? '';
  await keyboard.tabTo(page.locator('[data-place="0 0"]'));
  await keyboard.press('ArrowDown', 'Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: title }).waitFor();

  await keyboard.enter(act(dialog, words['act.acknowledge']));
  await act(dialog, words['act.acknowledge']).waitFor({ state: 'detached' });
  await keyboard.enter(act(dialog, words['act.assign']));
  await keyboard.enter(dialog.getByRole('button', { name: words.toMe, exact: true }));
  await keyboard.enter(send(dialog, words['act.assign']));
  await dialog.getByText(words.ownedBy.replace('{owner}', ME)).waitFor();
  for (const [chosen, said] of [
    ['act', 'Two lorries ordered'],
    ['comment', 'They left Hirat'],
    ['resolve', 'All of it is covered now'],
    ['reopen', 'One lorry turned back'],
  ] as const) {
    await keyboard.enter(act(dialog, words[`act.${chosen}`]));
    await dialog.locator('textarea').waitFor();
    await keyboard.type(said);
    await keyboard.enter(send(dialog, words[`act.${chosen}`]));
    await dialog.locator('li').getByText(said).waitFor();
    await dialog.locator('form').waitFor({ state: 'detached' });
  }
  // Each step under the name of who took it.
  expect(await dialog.getByText(ME, { exact: true }).count()).toBe(6);
  await screenshot(page, `flag-${language}`);
  await expectSound(opened);
  await keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await column('open').getByText(title).waitFor();
  await column('open').getByText(ME).first().waitFor();
});

test.each([
  ['en', 'dark', 1440, 0],
  ['fa', 'light', 360, 1],
] as const)(
  'a discrepancy is handled from opening to reopening, in %s, %s and %i px',
  async (language, theme, width, card) => {
    const { url, password } = demo();
    const words = wordsIn(language);
    const opened = await openPage(url, '/discrepancies?kind=damage', { language, theme, width });
    const { page } = opened;
    await signInOn(page, 'manager@demo.test', password);
    const column = (state: 'open' | 'resolved') =>
      page.getByRole('region', { name: words[`state.${state}`], exact: true });
    await column('open').locator('button').first().waitFor();
    await screenshot(page, `discrepancies-${language}`);
    await expectSound(opened);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);

    await page.locator(`[data-place="0 ${card}"]`).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: words['kind.damage'] }).waitFor();
    const id = new URL(page.url()).searchParams.get('case');
    await act(dialog, words['act.acknowledge']).click();
    await act(dialog, words['act.acknowledge']).waitFor({ state: 'detached' });
    await act(dialog, words['act.assign']).click();
    await dialog.getByLabel(words.owner).fill('Office in Hirat');
    await send(dialog, words['act.assign']).click();
    await dialog.getByText(words.ownedBy.replace('{owner}', 'Office in Hirat')).waitFor();
    await act(dialog, words['act.comment']).click();
    await dialog.locator('textarea').fill('Photographs asked for');
    await send(dialog, words['act.comment']).click();
    await dialog.locator('li').getByText('Photographs asked for').waitFor();

    // A reason has to be given; in words only where it is none of those listed.
    await act(dialog, words['act.resolve']).click();
    expect(await send(dialog, words['act.resolve']).isDisabled()).toBe(true);
    await dialog.locator('form').getByRole('button', { name: words.chooseReason }).click();
    await page.getByRole('option', { name: words['reason.written_off'], exact: true }).click();
    await send(dialog, words['act.resolve']).click();
    await act(dialog, words['act.reopen']).waitFor();
    const read = async () => (await demo().get<Discrepancy>(`/discrepancies/${id}`)).body;
    expect(await read()).toMatchObject({
      ...{ state: 'resolved', owner: 'Office in Hirat' },
      resolution: { reason: 'written_off' },
    });

    await act(dialog, words['act.reopen']).click();
    await dialog.locator('textarea').fill('The carrier pays');
    await send(dialog, words['act.reopen']).click();
    await act(dialog, words['act.resolve']).waitFor();
    expect(await dialog.getByText(ME, { exact: true }).count()).toBe(5);
    await screenshot(page, `discrepancy-${language}`);
    await expectSound(opened);
    expect(await read()).toMatchObject({ state: 'open', resolution: null });
  },
);

/** A receipt that two phones sent, of which nobody has said which is true. */
async function disputedReceipt(waybill: string): Promise<void> {
  const ledger = ledgerOf(demo());
  const at = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
  const shipment = await ledger.ship(await ledger.organisation(`Sender of ${waybill}`), {
    ...{ waybill, plannedDispatch: at(9).slice(0, 10), eta: at(3).slice(0, 10) },
    lines: [{ item: WHEAT, quantity: 50_000 }],
  });
  await ledger.tell(shipment, { type: 'dispatched', occurredAt: at(9) });
  for (const [phone, days] of [
    ['phone-1', 3],
    ['phone-2', 2],
  ] as const)
    await ledger.tell(shipment, {
      ...{ type: 'received', occurredAt: at(days), deviceId: `${waybill}-${phone}`, deviceSeq: 1 },
      lines: [{ line: lineOf(shipment), good: 20_000 }],
    });
  await demo().settled();
}

test.each([
  ['en', 'light', 'mouse'],
  ['fa', 'dark', 'keyboard'],
] as const)(
  'a disputed receipt is decided with both versions in sight, in %s and %s, by %s',
  async (language, theme, by) => {
    const { url, password } = demo();
    const words = wordsIn(language);
    const waybill = `TWICE-${language}`;
    await disputedReceipt(waybill);
    const opened = await openPage(url, '/discrepancies?kind=suspected_duplicate_receipt&province=AF23', {
      language,
      theme,
    });
    const { page } = opened;
    await signInOn(page, 'manager@demo.test', password);
    const open = page.getByRole('region', { name: words['state.open'], exact: true });
    const keyboard = keyboardOf(page);
    await open.locator('button').first().waitFor();
    if (by === 'mouse') await open.locator('button').first().click();
    else await keyboard.enter(open.locator('[data-place="0 0"]'));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: words['kind.suspected_duplicate_receipt'] }).waitFor();
    await dialog.locator('article').nth(1).waitFor();
    expect(await dialog.locator('article').count()).toBe(2);
    expect(await dialog.getByText(`${waybill}-phone-1`).count()).toBe(1);
    expect(await dialog.getByText(`${waybill}-phone-2`).count()).toBe(1);
    await screenshot(page, `dispute-${language}`);
    await expectSound(opened);
    const onlyFirst = dialog.getByRole('button', {
      name: language === 'en' ? 'Only receipt 1 counts' : 'تنها رسید ۱ شمرده شود',
    });
    if (by === 'mouse') await onlyFirst.click();
    else await keyboard.enter(onlyFirst);
    // The event closes the case once the facts are reconciled.
    await onlyFirst.waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await page
      .getByRole('region', { name: words['state.resolved'], exact: true })
      .locator('button')
      .first()
      .waitFor();
  },
);
