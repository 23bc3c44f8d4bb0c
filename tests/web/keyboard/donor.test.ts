/** The main tasks of a donor and of an administrator without a mouse, and with the focus always in sight. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { kabulDay } from '../../../src/web/text/dates.ts';
import { openPage } from '../../support/chromium.ts';
import { testClock } from '../../support/clock.ts';
import { keyboardOf } from '../../support/keyboard.ts';
import { FOOD, ledgerOf } from '../../support/ledger.ts';
import { PASSWORD, person } from '../../support/people.ts';
import { serviceOfSuite } from '../../support/service.ts';

const LASTS_MS = 180_000;
const service = serviceOfSuite({ clock: testClock(new Date().toISOString()) });

async function signedIn(email: string, path: string): Promise<Page> {
  const { page } = await openPage(service().url, path);
  await page.locator('form').waitFor();
  // The address has the focus already.
  await page.keyboard.type(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('nav').first().waitFor();
  return page;
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });
const link = (page: Page, name: string | RegExp) => page.getByRole('link', { name, exact: true });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

test(
  'a donor logs a pledge, follows it, hands it on, divides it and makes it firm',
  async () => {
    const ledger = ledgerOf(service());
    const today = kabulDay(new Date(service().clock.now()));
    const organisation = await ledger.organisation('Steppe');
    const { email } = await person(service(), 'donor@steppe.test', { role: 'donor', organisation });
    await ledger.pledge(organisation, {
      ...{ reference: 'KZ-office', decidedOn: today, rateDate: today, expectedBy: null },
      lines: [{ sector: FOOD, province: 'AF23', item: 'wheat_flour', quantity: 500_000, amount: 29_500_000 }],
    });
    const page = await signedIn(email, '/pledges');
    const keyboard = keyboardOf(page);
    const dialog = page.getByRole('dialog');

    // Begun, left, and gone on with: what was written is there.
    await keyboard.enter(link(page, 'Log a pledge'));
    await keyboard.find(page.getByRole('combobox', { name: 'Item', exact: true }), 'Wheat flour, fortified');
    await keyboard.write(field(page, 'Quantity in tonnes'), '500');
    await page.getByText('27,778 person-months').first().waitFor();
    await keyboard.write(field(page, 'Value, if known'), '295000');
    await page.waitForURL('**/pledges/new?draft=*');
    await keyboard.enter(link(page, 'Pledges'));
    await keyboard.enter(link(page, 'Without a reference'));
    await page.getByText(/This is what you wrote/).waitFor();
    await keyboard.write(field(page, 'Reference'), 'KZ-mine');
    await page.keyboard.press('Enter');

    // It resembles another one, which has to be answered before anything else.
    await dialog.getByText('KZ-office').waitFor();
    await keyboard.enter(button(page, 'It is a different pledge'));
    await page.getByRole('heading', { level: 1, name: 'KZ-mine' }).waitFor();

    // Two fifths of it for Ghor, then all of it firm.
    await keyboard.enter(button(page, 'Allocate Wheat flour, fortified'));
    await dialog.waitFor();
    await keyboard.find(page.getByRole('combobox', { name: 'Province', exact: true }), 'Ghor');
    await keyboard.write(field(page, 'Quantity in tonnes'), '200');
    await keyboard.enter(dialog.getByRole('button', { name: 'Allocate', exact: true }));
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: 'Ghor' }).waitFor();
    await keyboard.enter(button(page, 'Change status'));
    await dialog.waitFor();
    await keyboard.enter(dialog.getByRole('button', { name: 'Record', exact: true }));
    await dialog.waitFor({ state: 'detached' });

    // The picture in another measure, by the arrows; a figure of the table opens to its records, and the focus comes back to it.
    await keyboard.enter(link(page, 'What became of it'));
    await keyboard.tabTo(page.getByRole('radio', { name: 'Person-months' }));
    await page.keyboard.press('ArrowRight');
    await page.waitForURL('**/statement?measure=*');
    const figure = button(page, /the records of/).first();
    await keyboard.enter(figure);
    await keyboard.escape();
    await expect.poll(() => figure.and(page.locator(':focus')).count()).toBe(1);

    // A link for somebody else, and taken back.
    await keyboard.enter(button(page, 'Share'));
    await keyboard.enter(button(page, 'Make the link'));
    await keyboard.tabTo(field(page, 'Link'));
    expect(await field(page, 'Link').inputValue()).toContain('/shared/');
    await keyboard.enter(button(page, 'Revoke'));
    await button(page, 'Revoke').waitFor({ state: 'detached' });
    await keyboard.enter(button(page, 'Back'));
    await dialog.waitFor({ state: 'detached' });

    const { items } = (
      await service().get<{ items: { reference: string; status: string; lines: unknown[] }[] }>('/pledges', {
        q: 'KZ-mine',
      })
    ).body;
    expect(items).toMatchObject([
      { status: 'commitment', lines: [{ quantity: 500_000 }, { province: 'AF23', quantity: 200_000 }] },
    ]);
  },
  LASTS_MS,
);

test(
  'an administrator invites somebody, narrows and ends their charge, and reads of it in the trail',
  async () => {
    const { email } = await person(service(), 'admin@partner.test', { role: 'admin' });
    const page = await signedIn(email, '/users');
    const keyboard = keyboardOf(page);
    const dialog = page.getByRole('dialog');
    await keyboard.enter(link(page, 'Invite somebody'));
    await keyboard.write(field(page, 'E-mail address'), 'zarina@partner.test');
    await keyboard.write(field(page, 'Name'), 'Zarina');
    await keyboard.enter(page.getByRole('button', { name: /Role$/ }), 'Space');
    await page.getByRole('option', { name: 'Field coordinator' }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await keyboard.enter(button(page, 'Send the invitation'));
    await page.locator('code', { hasText: '/invitation#' }).waitFor();

    // From the whole country to Ghor and Hirat alone.
    await keyboard.enter(link(page, 'To Zarina'));
    await keyboard.tabTo(page.getByRole('radio', { name: 'All provinces' }));
    await page.keyboard.press('ArrowRight');
    await keyboard.enter(page.getByRole('checkbox', { name: 'Ghor' }), 'Space');
    await keyboard.enter(page.getByRole('checkbox', { name: 'Hirat' }), 'Space');
    await keyboard.enter(button(page, 'Save'));
    await page.getByText('Saved', { exact: true }).waitFor();
    const charge = async () =>
      (
        await service().get<{ items: { role: string; provinces: string[]; disabled: boolean }[] }>('/users', {
          q: 'zarina@partner.test',
        })
      ).body.items;
    expect(await charge()).toMatchObject([{ role: 'manager', provinces: ['AF23', 'AF32'], disabled: false }]);

    // Shut out, after being asked.
    await keyboard.enter(button(page, 'Shut out'));
    await dialog.waitFor();
    await keyboard.enter(dialog.getByRole('button', { name: 'Shut out', exact: true }));
    await dialog.waitFor({ state: 'detached' });
    await button(page, 'Let in again').waitFor();
    expect(await charge()).toMatchObject([{ disabled: true }]);

    // Who did it is in the trail, and the entry opens and closes.
    await keyboard.enter(link(page, 'Audit'));
    await page.getByText('changeUser').first().waitFor();
    const entry = page.locator('tbody button').first();
    await keyboard.enter(entry);
    await dialog.getByText('changeUser').waitFor();
    await keyboard.escape();
    await expect.poll(() => entry.and(page.locator(':focus')).count()).toBe(1);
  },
  LASTS_MS,
);
