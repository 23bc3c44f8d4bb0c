/** A donor logs a pledge, is asked whether it is there already, follows it to delivery and hands on what became of it: in a real browser, on the real service. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { HOUR_MS } from '../../src/platform/calendar.ts';
import { kabulDay } from '../../src/web/text/dates.ts';
import {
  axeFindings,
  expectSound,
  expectSoundByDayAndNight,
  type OpenedPage,
  openPage,
  screenshot,
  showIn,
  signInOn,
  type WebLanguage,
} from '../support/chromium.ts';
import { testClock } from '../support/clock.ts';
import { FOOD, ledgerOf, lineOf } from '../support/ledger.ts';
import { PASSWORD, person } from '../support/people.ts';
import { pledgesOf } from '../support/pledges.ts';
import { serviceOfSuite } from '../support/service.ts';

/** A whole task of a person, on two processors that others use too. */
const LASTS_MS = 300_000;
// The browser's clock is the machine's; the service's stands still at the same moment.
const service = serviceOfSuite({ clock: testClock(new Date().toISOString()) });

const WORDS = {
  en: {
    ...{ item: 'Item', flour: 'Wheat flour, fortified', province: 'Province', ghor: 'Ghor' },
    ...{ tonnes: 'Quantity in tonnes', written: '500', value: 'Value, if known', worth: '295,000' },
    ...{
      pm: '27,778 person-months',
      save: 'Save the pledge',
      reference: 'Reference',
      noReference: 'Give it a reference',
    },
    ...{
      different: 'It is a different pledge',
      toStatement: 'What became of it',
      delivered: 'Delivered: the records of',
    },
    ...{ share: 'Share', makeLink: 'Make the link', link: 'Link', revoke: 'Revoke', back: 'Back' },
    ...{ gone: 'This link does not work, or no longer', none: 'No pledges yet', new: 'Log a pledge' },
    ...{
      restored: /This is what you wrote/,
      changeStatus: 'Change status',
      cancelled: 'It is cancelled',
      why: 'Why it is cancelled',
      cancel: 'Cancel the pledge',
    },
  },
  fa: {
    ...{ item: 'جنس', flour: 'آرد گندم', province: 'ولایت', ghor: 'غور' },
    ...{ tonnes: 'مقدار به تُن', written: '۵۰۰', value: 'ارزش، اگر معلوم است', worth: '۲۹۵٬۰۰۰' },
    ...{ pm: '۲۷٬۷۷۸ نفر-ماه', save: 'ثبت وعده', reference: 'مرجع', noReference: 'مرجع بنویسید' },
    ...{ different: 'وعده‌ای دیگر است', toStatement: 'چه شد', delivered: 'رسیده: سوابق' },
    ...{ share: 'اشتراک', makeLink: 'ساختن پیوند', link: 'پیوند', revoke: 'لغو', back: 'بازگشت' },
    ...{ gone: 'این پیوند کار نمی‌کند، یا دیگر نه', none: 'هنوز وعده‌ای نیست', new: 'ثبت وعده' },
    ...{
      restored: /این همان است که/,
      changeStatus: 'تغییر وضعیت',
      cancelled: 'لغو شد',
      why: 'چرا لغو می‌شود',
      cancel: 'لغو وعده',
    },
  },
} as const;

/** A name that nobody has: what an attempt before this one left in the service is not its own. */
const ofThisAttempt = () => randomUUID().slice(0, 8);

/** Sound by day and by night: the English pages in both, the Dari ones, of the same components and colours, by night. */
async function expectSoundPage(opened: OpenedPage, language: WebLanguage = 'en'): Promise<void> {
  if (language === 'en') return expectSoundByDayAndNight(opened);
  await showIn(opened.page, 'dark');
  await expectSound(opened);
}

/** Finds it by typing, as somebody does who knows what it is called. */
async function choose(page: Page, label: string, name: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).fill(name);
  await page.getByRole('option', { name, exact: true }).click();
}

test.each(['en', 'fa'] as const)(
  'from promise to province, in %s',
  async (language) => {
    const words = WORDS[language];
    const ledger = ledgerOf(service());
    const hoursAgo = (hours: number) => new Date(service().clock.now() - hours * HOUR_MS).toISOString();
    const today = kabulDay(new Date(service().clock.now()));
    const own = ofThisAttempt();
    const organisation = await ledger.organisation(`Steppe ${own}`);
    const { email } = await person(service(), `${own}@steppe.test`, { role: 'donor', organisation });
    const reference = `KZ-${language}-014`;

    const opened = await openPage(service().url, '/pledges', {
      language,
      ...(language === 'fa' && { width: 360, height: 740 }),
    });
    const { page } = opened;
    await signInOn(page, email, PASSWORD);
    await page.getByText(words.none).waitFor();
    await expectSoundPage(opened, language);

    // Goods, a province and how much: what it means for people is told while one writes.
    await page.getByRole('link', { name: words.new }).click();
    await choose(page, words.item, words.flour);
    await choose(page, words.province, words.ghor);
    await page.getByLabel(words.tonnes).fill(words.written);
    await page.getByLabel(words.value).fill(words.worth);
    await page.getByText(words.pm).first().waitFor();

    // What is missing is told beside its field; what is written survives a closed page.
    await page.getByRole('button', { name: words.save }).click();
    await page.getByText(words.noReference).waitFor();
    await expect
      .poll(() => page.evaluate('document.activeElement.getAttribute("aria-invalid")'))
      .toBe('true');
    await expectSoundPage(opened, language);
    await screenshot(page, `pledge-form-${language}`);
    await page.waitForURL('**/pledges/new?draft=*');
    await page.reload();
    await page.getByText(words.restored).waitFor();
    expect(await page.getByLabel(words.tonnes).inputValue()).toBe(words.written);
    await page.getByLabel(words.reference, { exact: true }).fill(reference);

    // The same promise was recorded meanwhile by somebody else in the same office.
    const known = await ledger.pledge(organisation, {
      ...{ reference: 'KZ-office', decidedOn: today, rateDate: today, expectedBy: null },
      lines: [{ sector: FOOD, province: 'AF23', item: 'wheat_flour', quantity: 500_000, amount: 29_500_000 }],
    });
    await page.getByRole('button', { name: words.save }).click();
    const question = page.getByRole('dialog');
    await question.getByText('KZ-office').waitFor();
    await expectSoundPage(opened, language);
    await screenshot(page, `duplicate-${language}`);
    await question.getByRole('button', { name: words.different }).click();
    await page.getByRole('heading', { level: 1, name: reference }).waitFor();
    expect(
      await page.evaluate('Object.keys(localStorage).filter((key) => key.startsWith("pledge-draft"))'),
    ).toEqual([]);
    const id = new URL(page.url()).pathname.split('/')[2] ?? '';
    const pledge = await ledger.pledgeOf(id);
    expect(pledge.lines).toMatchObject([{ item: 'wheat_flour', quantity: 500_000, amount: 29_500_000 }]);
    expect(pledge.duplicateAnswer).toMatchObject({ answer: 'different', candidates: [{ id: known.id }] });
    await expectSoundPage(opened, language);

    // Cargo goes and arrives, told by others: 400 of 500 t, of which 10 t are wet.
    const shipment = await ledger.ship(organisation, {
      ...{ waybill: `WB-${language}`, plannedDispatch: today, eta: today },
      lines: [{ item: 'wheat_flour', quantity: 400_000, pledgeLine: pledge.lines[0]!.id }],
    });
    const line = lineOf(shipment);
    await ledger.tell(shipment, { type: 'dispatched', occurredAt: hoursAgo(2) });
    await ledger.tell(shipment, {
      type: 'received',
      occurredAt: hoursAgo(1),
      lines: [{ line, good: 390_000, damaged: 10_000, reason: 'wet_damage' }],
    });
    await service().settled();

    // The statement says so, in a picture and in numbers; a figure opens to the receipt behind it.
    await page.getByRole('link', { name: words.toStatement }).click();
    const figure = page.getByRole('button', { name: words.delivered }).first();
    await figure.waitFor();
    expect((await figure.textContent())?.includes(language === 'en' ? '390 t' : '۳۹۰')).toBe(true);
    await expectSoundPage(opened, language);
    await screenshot(page, `statement-${language}`);
    await figure.click();
    const records = page.getByRole('dialog');
    await records.getByRole('link', { name: `WB-${language}` }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await records.getByRole('link', { name: `WB-${language}` }).click();
    await page.getByRole('heading', { level: 1, name: `WB-${language}` }).waitFor();
    await expectSoundPage(opened, language);
    await screenshot(page, `shipment-${language}`);
    await page.goBack();

    // Handed on with a link, which opens without signing in, until it is revoked.
    await records.getByRole('button', { name: words.back }).click();
    await page.getByRole('button', { name: words.share, exact: true }).click();
    const sharing = page.getByRole('dialog');
    await sharing.getByRole('button', { name: words.makeLink }).click();
    const link = await sharing.getByLabel(words.link, { exact: true }).inputValue();
    const stranger = await openPage(service().url, new URL(link).pathname, { language });
    await stranger.page
      .getByText(language === 'en' ? '390 t' : '۳۹۰ تُن')
      .first()
      .waitFor();
    expect(await stranger.page.getByText(words.ghor).count()).toBeGreaterThan(0);
    await expectSoundPage(stranger, language);
    await screenshot(stranger.page, `shared-${language}`);
    await sharing.getByRole('button', { name: words.revoke, exact: true }).click();
    await sharing.getByRole('button', { name: words.revoke, exact: true }).waitFor({ state: 'detached' });
    await stranger.page.reload();
    await stranger.page.getByText(words.gone).waitFor();

    // Cancelled with a reason, which stays to be read.
    await page.goto(`/pledges/${known.id}`);
    await page.getByRole('button', { name: words.changeStatus }).click();
    const change = page.getByRole('dialog');
    await change.getByText(words.cancelled, { exact: true }).click();
    await change.getByLabel(words.why).fill('Entered twice');
    await change.getByRole('button', { name: words.cancel }).click();
    await change.waitFor({ state: 'detached' });
    await page.getByText('Entered twice').waitFor();
    expect((await ledger.pledgeOf(known.id)).status).toBe('cancelled');

    // The list tells both apart at a glance.
    await page.goto(`/pledges?q=${reference}`);
    await page.getByRole('link', { name: reference }).waitFor();
    expect(await page.getByRole('link', { name: 'KZ-office' }).count()).toBe(0);
    await expectSoundPage(opened, language);
    await screenshot(page, `pledges-${language}`);
    await page.goto('/shipments');
    await page.getByRole('link', { name: `WB-${language}` }).waitFor();
    await expectSoundPage(opened, language);
  },
  LASTS_MS,
);

test(
  'is divided, made firm in part, and edited by two at once, of whom one decides',
  async () => {
    const ledger = ledgerOf(service());
    const today = kabulDay(new Date(service().clock.now()));
    const own = ofThisAttempt();
    const organisation = await ledger.organisation(`Altai ${own}`);
    const { email } = await person(service(), `${own}@altai.test`, { role: 'donor', organisation });
    const { id } = await ledger.pledge(organisation, {
      ...{ reference: 'ALT-1', status: 'pledge', decidedOn: today, rateDate: today, expectedBy: null },
      lines: [{ sector: FOOD, item: 'wheat_flour', quantity: 500_000, amount: 29_500_000 }],
    });
    const opened = await openPage(service().url, `/pledges/${id}`);
    const { page } = opened;
    await signInOn(page, email, PASSWORD);

    // Two fifths of it for Ghor.
    await page.getByRole('button', { name: 'Allocate Wheat flour, fortified' }).click();
    const dialog = page.getByRole('dialog');
    await choose(page, 'Province', 'Ghor');
    await dialog.getByLabel('Quantity in tonnes').fill('200');
    await dialog.getByText('300 t stays unallocated').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Allocate', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: 'Ghor' }).waitFor();

    // Of its value 95,000 dollars become firm: a pledge of its own.
    await page.getByRole('button', { name: 'Change status' }).click();
    await dialog.getByText('Only a part of it').click();
    await dialog.getByLabel('How much').fill('95000');
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Record' }).click();
    await page.getByRole('link', { name: /Part 1 that was split off: Commitment/ }).waitFor();
    const whole = await ledger.pledgeOf(id);
    const part = await ledger.pledgeOf(whole.children[0]!.id);
    const worth = ({ lines }: typeof whole) =>
      lines.filter(({ parent }) => parent === null).reduce((sum, { amount }) => sum + (amount ?? 0), 0);
    expect([worth(whole), worth(part), part.status]).toEqual([20_000_000, 9_500_000, 'commitment']);

    // Both change the reference; the other one the earmarking, too, and here a line is added, of which the item was forgotten at first.
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Reference', { exact: true }).fill('ALT-1 mine');
    await page.getByRole('button', { name: 'Add a line' }).click();
    const added = page.getByRole('group', { name: 'Line 3' });
    await added.getByLabel('Quantity').fill('5');
    await page.getByRole('button', { name: 'Save the change' }).click();
    // One is led there, and sees what is wrong: the list stays closed until it is asked for.
    const item = added.getByRole('combobox', { name: 'Item', exact: true });
    await added.getByText('Choose an item').waitFor();
    await expect.poll(() => item.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await page.getByRole('listbox').count()).toBe(0);
    await expectSoundPage(opened);
    await item.click();
    await page.getByRole('option', { name: 'Sugar', exact: true }).waitFor();
    await item.fill('Rice');
    await page.getByRole('option', { name: 'Rice', exact: true }).click();
    await added.getByText('286 person-months').waitFor();
    const theirs = await pledgesOf(service()).edit({ id }, '*', { reference: 'ALT-1 theirs', earmarking: 4 });
    expect(theirs.status).toBe(200);
    await page.getByRole('button', { name: 'Save the change' }).click();
    await dialog.getByText('ALT-1 theirs').waitFor();
    expect(await dialog.getByText('ALT-1 mine').count()).toBe(1);
    expect(await dialog.getByRole('row', { name: /Line 3.*Rice 5 t/ }).count()).toBe(1);
    await expectSoundPage(opened);
    await screenshot(page, 'conflict-en');
    // Theirs is taken, and what was dropped brought back on top of it; only then it is saved.
    await dialog.getByRole('button', { name: 'Take theirs, drop mine' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Reference', { exact: true }).inputValue()).toBe('ALT-1 theirs');
    expect(await added.count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await added.getByText('286 person-months').waitFor();
    await page.getByRole('button', { name: 'Save the change' }).click();
    await page.getByRole('heading', { level: 1, name: 'ALT-1 mine' }).waitFor();
    // Only what was written here was written over.
    const saved = await ledger.pledgeOf(id);
    expect(saved).toMatchObject({ reference: 'ALT-1 mine', earmarking: 4 });
    expect(saved.lines.at(-1)).toMatchObject({ item: 'rice', sector: FOOD, province: null, quantity: 5_000 });
    await page.getByText('ALT-1 theirs → ALT-1 mine').waitFor();
  },
  LASTS_MS,
);
