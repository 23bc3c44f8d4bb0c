/** A coordinator's day in a real browser on the real service: without a network, through a killed tab, and back. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { toDataURL } from 'qrcode';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { axeFindings, expectSound, openPage, screenshot, signInOn } from '../support/chromium.ts';
import { ledgerOf, lineOf, type Ledger } from '../support/ledger.ts';
import { PASSWORD, person } from '../support/people.ts';
import { serviceOfSuite } from '../support/service.ts';
import { testClock } from '../support/clock.ts';

const service = serviceOfSuite({ clock: testClock(new Date().toISOString()) });

const HOUR_MS = 3_600_000;
let count = 0;

/** A lorry of 1,000 bags of flour on its way to Ghor, and somebody who waits for it there. */
async function lorry(): Promise<{ email: string; shipment: Awaited<ReturnType<Ledger['ship']>> }> {
  count += 1;
  const ledger = ledgerOf(service());
  const donor = await ledger.organisation(`Donor ${count}`);
  const shipment = await ledger.ship(donor, {
    waybill: `WB-${850 + count}`,
    ...{ plannedDispatch: null, eta: new Date(Date.now() + 48 * HOUR_MS).toISOString().slice(0, 10) },
    lines: [{ item: 'wheat_flour', quantity: 50_000, packs: 1000, packFactor: 50 }],
  });
  await ledger.tell(shipment, {
    type: 'dispatched',
    occurredAt: new Date(Date.now() - 24 * HOUR_MS).toISOString(),
  });
  await service().settled();
  const email = `field${count}@ghor.test`;
  await person(service(), email, { role: 'coordinator', provinces: ['AF23'] });
  return { email, shipment };
}

/** A photograph as a camera makes it: far larger than may be sent. */
const photo = async () => ({
  name: 'IMG_0001.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp(randomBytes(300 * 225 * 3), { raw: { width: 300, height: 225, channels: 3 } })
    .resize(2000, 1500)
    .jpeg()
    .toBuffer(),
});

const receiptsOf = async (id: string) =>
  (await ledgerOf(service()).shipment(id)).events.filter((event) => event.type === 'received');

/** The service worker holds everything by the end of the first visit. */
async function workerReady(page: Page): Promise<void> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await page.waitForFunction('navigator.serviceWorker.controller !== null');
}

/** A camera that sees the code of a waybill: this browser cannot read codes by itself, so the reader is fetched. */
async function holdBeforeCamera(page: Page, text: string): Promise<void> {
  const code = await toDataURL(text, { margin: 4 });
  await page.evaluate(`navigator.mediaDevices.getUserMedia = async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
    const context = canvas.getContext('2d');
    const image = Object.assign(new Image(), { src: ${JSON.stringify(code)} });
    await image.decode();
    setInterval(() => {
      context.fillStyle = '#cccccc';
      context.fillRect(0, 0, 640, 480);
      context.drawImage(image, 170, 90, 300, 300);
    }, 50);
    return canvas.captureStream(10);
  };`);
}

/** What was drawn last is on the disk of the phone. */
const DRAFT_IS_SIGNED = `new Promise((resolve) => {
  const opening = indexedDB.open('field');
  opening.onsuccess = () => {
    const db = opening.result;
    const asked = db.transaction('drafts').objectStore('drafts').getAll();
    asked.onsuccess = () => {
      db.close();
      resolve(asked.result.some(({ draft }) => draft.signature !== null));
    };
  };
})`;

const WORDS = {
  en: {
    goods: 'Wheat flour, fortified',
    receipt: 'Receipt',
    good: 'Good',
    damaged: 'Damaged',
    counted: 'I have counted',
    expected: 'By the waybill',
    reason: 'Reason',
    next: 'Next',
    receiver: 'Received by',
    record: 'Record the receipt',
    written: 'The receipt is written down',
    sendNow: 'Send now',
    empty: 'Everything has been sent.',
    note: 'Goods received note (PDF)',
    whole: '50,000 kg',
    numbers: ['968', '20'],
  },
  fa: {
    goods: 'آرد گندم',
    receipt: 'رسید',
    good: 'سالم',
    damaged: 'خراب',
    counted: 'شمردم',
    expected: 'مطابق بارنامه',
    reason: 'دلیل',
    next: 'بعدی',
    receiver: 'تسلیم‌گیرنده',
    record: 'ثبت رسید',
    written: 'رسید ثبت شد',
    sendNow: 'اکنون بفرست',
    empty: 'همه چیز فرستاده شده است.',
    note: 'سند رسید اجناس (PDF)',
    whole: '۵۰٬۰۰۰ کیلوگرام',
    numbers: ['۹۶۸', '٢٠'],
  },
} as const;

test.each(['en', 'fa'] as const)(
  'counts blind without a network, loses the tab, comes back, and it arrives once, in %s',
  async (language) => {
    const words = WORDS[language];
    const { email, shipment } = await lorry();
    const opened = await openPage(service().url, '/field', {
      ...{ language, width: 360, height: 740, theme: language === 'en' ? 'light' : 'dark' },
    });
    const { page, context } = opened;
    await signInOn(page, email, PASSWORD);
    await page.getByText(shipment.waybill).waitFor();
    await workerReady(page);
    await screenshot(page, `field-list-${language}`);
    await expectSound(opened);

    await context.setOffline(true);
    await page.reload();
    await page.getByText(shipment.waybill).click();
    await page.getByText(words.goods).first().waitFor();
    // How much there should be is nowhere before the count.
    expect(await page.locator('main').textContent()).not.toMatch(/50,000|۵۰٬۰۰۰/);
    await screenshot(page, `field-shipment-${language}`);
    expect(await axeFindings(page)).toEqual([]);
    await page.locator('main').getByRole('link', { name: words.receipt, exact: true }).click();
    await page.getByRole('textbox', { name: words.good }).fill(words.numbers[0]);
    await page.getByRole('textbox', { name: words.damaged }).fill(words.numbers[1]);
    expect(await page.locator('main').textContent()).not.toMatch(/50,000|۵۰٬۰۰۰/);
    await screenshot(page, `field-count-${language}`);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: words.counted }).click();

    await page.getByText(words.whole, { exact: true }).waitFor();
    // Not without reasons: 20 bags are damaged, 12 missing.
    await page.getByRole('button', { name: words.next }).click();
    await page.getByRole('alert').waitFor();
    await page.getByRole('combobox', { name: words.reason }).nth(0).selectOption('wet_damage');
    await page.getByRole('combobox', { name: words.reason }).nth(1).selectOption('theft_pilferage');
    await screenshot(page, `field-explain-${language}`);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: words.next }).click();

    await page.locator('input[type=file]').setInputFiles(await photo());
    await page.getByText(`${shipment.waybill}-1.jpg`).waitFor();
    await page.getByRole('textbox', { name: words.receiver }).fill('Gul Ahmad');
    const pad = page.locator('canvas');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (!box) throw new Error('there is nothing to sign on');
    await page.mouse.move(box.x + 20, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 90, box.y + 50);
    await page.mouse.up();
    // A draft lives through a reload as well.
    await page.waitForFunction(DRAFT_IS_SIGNED);
    await page.reload();
    await page.getByText(`${shipment.waybill}-1.jpg`).waitFor();
    await screenshot(page, `field-sign-${language}`);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: words.record }).click();
    await page.getByRole('heading', { name: words.written }).waitFor();
    await screenshot(page, `field-done-${language}`);
    await page.reload();
    await page.close();

    const back = await context.newPage();
    await back.goto('/queue');
    await back.locator('main').getByText(shipment.waybill).first().waitFor();
    await screenshot(back, `field-queue-${language}`);
    expect(await axeFindings(back)).toEqual([]);
    expect(await receiptsOf(shipment.id)).toEqual([]);
    await context.setOffline(false);
    await back.getByRole('button', { name: words.sendNow }).click();
    await back.getByText(words.empty).waitFor();
    await back.getByRole('link', { name: words.note }).waitFor();
    await screenshot(back, `field-queue-sent-${language}`);

    const [receipt, ...more] = await receiptsOf(shipment.id);
    expect(more).toEqual([]);
    expect(receipt).toMatchObject({
      ...{ blind: true, source: 'web' },
      lines: [
        { good: 48_400, damaged: 0, missing: 0, excess: 0, against: 48_400, packs: 968 },
        { damaged: 1000, reason: 'wet_damage', packs: 20, receiver: 'Gul Ahmad' },
        { missing: 600, reason: 'theft_pilferage' },
      ],
    });
    const { attachments } = await ledgerOf(service()).shipment(shipment.id);
    expect(attachments.map(({ missing, mediaType }) => ({ missing, mediaType }))).toEqual([
      { missing: false, mediaType: 'image/jpeg' },
      { missing: false, mediaType: 'image/png' },
    ]);
    expect(opened.complaints).toEqual([]);
  },
);

test('two phones record the same goods: both are kept, and both versions are shown', async () => {
  const { email, shipment } = await lorry();
  const body = (deviceId: string) => ({
    ...{ id: newId(), type: 'received' as const, deviceId, deviceSeq: 1 },
    occurredAt: new Date(Date.now() - HOUR_MS).toISOString(),
    lines: [{ line: lineOf(shipment), good: 10_000 }],
  });
  await ledgerOf(service()).tell(shipment, body('phone-of-another'));
  await service().settled();
  const { page } = await openPage(service().url, '/field', { width: 360, height: 740 });
  await signInOn(page, email, PASSWORD);
  await page.getByText(shipment.waybill).waitFor();
  await holdBeforeCamera(page, `https://aid.example/shipments/${shipment.id}`);
  await page.getByRole('button', { name: 'Scan a waybill' }).click();
  await page.waitForURL(`**/field/${shipment.id}`);
  await page.locator('main').getByRole('link', { name: 'Receipt', exact: true }).click();
  await page.getByRole('textbox', { name: 'Good' }).fill('200');
  await page.getByRole('button', { name: 'I have counted' }).click();
  await page.getByText('comes later').click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Record the receipt' }).click();
  await page.getByText('It has arrived at the service.').waitFor();
  expect((await receiptsOf(shipment.id)).map(({ standing }) => standing)).toEqual(['counted', 'disputed']);
  await page.goto(`/field/${shipment.id}`);
  const dispute = page.getByRole('region', { name: 'Two receipts say the same' });
  await dispute.waitFor();
  expect(await dispute.getByText('good 10,000').count()).toBe(2);
  expect(await dispute.getByRole('heading', { name: 'Second · this phone' }).count()).toBe(1);
  await screenshot(page, 'field-dispute-en');
  expect(await axeFindings(page)).toEqual([]);
});

test('an event is three taps, also in the dark and in Pashto; a sign-in that ended keeps the queue', async () => {
  const { email, shipment } = await lorry();
  const { page, context } = await openPage(service().url, '/field', {
    ...{ language: 'ps', theme: 'dark', width: 360, height: 740 },
  });
  await signInOn(page, email, PASSWORD);
  await page.getByText(shipment.waybill).waitFor();
  await screenshot(page, 'field-list-ps');
  await context.clearCookies();
  await page.getByText(shipment.waybill).click();
  await page.getByRole('button', { name: 'د لېږد مرکز ته ورسېد' }).click();
  const save = page.getByRole('button', { name: 'ثبت یې کړئ' });
  await save.waitFor();
  await screenshot(page, 'field-event-ps');
  expect(await axeFindings(page)).toEqual([]);
  await save.click();
  await page.locator('main ol').getByText('د لېږلو په تمه').waitFor();
  await page.locator('main').getByRole('link', { name: 'د لېږلو په تمه' }).first().waitFor();
  await page.evaluate(`history.pushState(null, '', '/queue'); dispatchEvent(new PopStateEvent('popstate'))`);
  await page.getByRole('button', { name: 'اوس یې ولېږه' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('input[autocomplete=current-password]').fill(PASSWORD);
  await dialog.locator('button[type=submit]').click();
  await page.getByText('هر څه لېږل شوي دي.').waitFor();
  const { events } = await ledgerOf(service()).shipment(shipment.id);
  expect(events.filter(({ type }) => type === 'arrived_hub')).toHaveLength(1);
});

test('a queue is carried to another phone in a file; what is refused names its field, and is thrown away only when asked', async () => {
  const { email, shipment } = await lorry();
  const broken = await openPage(service().url, '/field', { width: 360, height: 740 });
  await signInOn(broken.page, email, PASSWORD);
  await broken.page.getByText(shipment.waybill).click();
  await broken.page.getByRole('button', { name: 'Arrived at a hub' }).waitFor();
  await broken.context.setOffline(true);
  await broken.page.getByRole('button', { name: 'Arrived at a hub' }).click();
  await broken.page.getByRole('button', { name: 'Write it down' }).click();
  await broken.page.locator('main').getByRole('link', { name: '1 waits to be sent' }).click();
  const [download] = await Promise.all([
    broken.page.waitForEvent('download'),
    broken.page.getByRole('button', { name: 'Save to a file' }).click(),
  ]);
  const saved = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
    commands: { id: string; command: { body: { id: string } } }[];
  };
  const [entry] = saved.commands;
  if (!entry) throw new Error('the file holds nothing');
  // One more, of a place that does not exist.
  const id = newId();
  const strange = { ...entry.command.body, id, place: 'AF99' };
  saved.commands.push({ ...entry, id, command: { ...entry.command, body: strange } });

  const other = await openPage(service().url, '/queue', { width: 360, height: 740 });
  await signInOn(other.page, email, PASSWORD);
  await other.page.getByRole('heading', { name: 'As a file' }).waitFor();
  await other.page.locator('input[type=file]').setInputFiles({
    ...{ name: 'queue.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(saved)) },
  });
  await other.page.getByText('2 entries taken, 0 were here already.').waitFor();
  await other.page.getByText('Not taken').waitFor();
  await other.page.getByRole('listitem').filter({ hasText: 'Place' }).last().waitFor();
  await screenshot(other.page, 'field-queue-refused-en');
  expect(await axeFindings(other.page)).toEqual([]);
  const ofHub = async () =>
    (await ledgerOf(service()).shipment(shipment.id)).events.filter(({ type }) => type === 'arrived_hub');
  expect(await ofHub()).toMatchObject([{ id: entry.id, source: 'file' }]);
  await other.page.getByRole('button', { name: 'Throw away' }).click();
  await other.page.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click();
  await other.page.getByText('Everything has been sent.').waitFor();

  // The first phone works again: it sends the same once more, and it is recorded once.
  await broken.context.setOffline(false);
  await broken.page.getByRole('button', { name: 'Send now' }).click();
  await broken.page.getByText('Everything has been sent.').waitFor();
  expect(await ofHub()).toHaveLength(1);
});
