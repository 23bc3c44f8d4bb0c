/** A coordinator's day in a real browser on the real service: without a network, through a killed tab, and back. */
import { hash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page, Route } from 'playwright-core';
import { toDataURL } from 'qrcode';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { axeFindings, expectSound, openPage, screenshot, signInOn } from '../support/chromium.ts';
import { fingers, keyboard } from '../support/hands.ts';
import { ledgerOf, type Ledger } from '../support/ledger.ts';
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
    reason: 'Reason',
    reasons: ['Wet', 'Theft or pilferage'],
    next: 'Next',
    receiver: 'Received by',
    signTyped: 'Sign with the typed name',
    record: 'Record the receipt',
    written: 'The receipt is written down',
    arrived: 'It has arrived at the service.',
    queue: 'Waiting to send',
    sendNow: 'Send now',
    save: 'Save to a file',
    taken: '0 entries taken, 1 was here already.',
    notReached: 'The service was not reached.',
    empty: 'Everything has been sent.',
    note: 'Goods received note (PDF)',
    whole: '50,000 kg',
    numbers: ['968', '20'],
    later: 'comes later',
    scan: 'Scan a waybill',
    dispute: 'Two receipts say the same',
    here: /this phone$/,
    figures: 'good 10,000',
    onlySecond: 'Only receipt 2 counts',
    open: 'Open',
    setAside: 'Set aside by decision, not counted',
  },
  fa: {
    goods: 'آرد گندم',
    receipt: 'رسید',
    good: 'سالم',
    damaged: 'خراب',
    counted: 'شمردم',
    reason: 'دلیل',
    reasons: ['ترشده', 'سرقت'],
    next: 'بعدی',
    receiver: 'تسلیم‌گیرنده',
    signTyped: 'امضا با نام نوشته‌شده',
    record: 'ثبت رسید',
    written: 'رسید ثبت شد',
    arrived: 'به سرویس رسیده است.',
    queue: 'در انتظار ارسال',
    sendNow: 'اکنون بفرست',
    save: 'ذخیره در فایل',
    taken: '۰ ثبت گرفته شد، ۱ از پیش بود.',
    notReached: 'به سرویس دسترسی نشد.',
    empty: 'همه چیز فرستاده شده است.',
    note: 'سند رسید اجناس (PDF)',
    whole: '۵۰٬۰۰۰ کیلوگرام',
    numbers: ['۹۶۸', '٢٠'],
    later: 'بعداً می‌رسد',
    scan: 'اسکن بارنامه',
    dispute: 'دو رسید یک چیز می‌گویند',
    here: /این تلفون$/,
    figures: 'سالم ۱۰٬۰۰۰',
    onlySecond: 'تنها رسید ۲ شمرده شود',
    open: 'باز',
    setAside: 'به فیصله کنار گذاشته شده، حساب نمی‌شود',
  },
} as const;

/** Signs with the finger; who has only keys signs with the name they typed. */
async function draw(page: Page): Promise<void> {
  const pad = page.locator('canvas');
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is nothing to sign on');
  await page.mouse.move(box.x + 20, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 50);
  await page.mouse.up();
}

/** In English with the keyboard alone, in Dari with the finger. */
test.each(['en', 'fa'] as const)(
  'counts blind without a network, loses the tab and an answer, comes back, and it arrives once, in %s',
  async (language) => {
    const words = WORDS[language];
    const { email, shipment } = await lorry();
    const opened = await openPage(service().url, '/field', {
      ...{ language, width: 360, height: 740, theme: language === 'en' ? 'light' : 'dark' },
      keepsOffline: true,
    });
    const { page, context } = opened;
    const hands = language === 'en' ? keyboard(page) : fingers();
    await signInOn(page, email, PASSWORD);
    await page.getByText(shipment.waybill).waitFor();
    await workerReady(page);
    await screenshot(page, `field-list-${language}`);
    await expectSound(opened);

    await context.setOffline(true);
    await page.reload();
    await hands.press(page.locator('main li').getByRole('link', { name: shipment.waybill }));
    await page.getByText(words.goods).first().waitFor();
    // How much there should be is nowhere before the count.
    expect(await page.locator('main').textContent()).not.toMatch(/50,000|۵۰٬۰۰۰/);
    await screenshot(page, `field-shipment-${language}`);
    expect(await axeFindings(page)).toEqual([]);
    await hands.press(page.locator('main').getByRole('link', { name: words.receipt, exact: true }));
    await hands.write(page.getByRole('textbox', { name: words.good }), words.numbers[0]);
    await hands.write(page.getByRole('textbox', { name: words.damaged }), words.numbers[1]);
    expect(await page.locator('main').textContent()).not.toMatch(/50,000|۵۰٬۰۰۰/);
    await screenshot(page, `field-count-${language}`);
    expect(await axeFindings(page)).toEqual([]);
    await hands.press(page.getByRole('button', { name: words.counted }));

    await page.getByText(words.whole, { exact: true }).waitFor();
    // Another step begins at its name, also for whoever hears it.
    expect(await page.evaluate('document.activeElement.textContent')).toMatch(/2|۲/);
    // Not without reasons: 20 bags are damaged, 12 missing.
    await hands.press(page.getByRole('button', { name: words.next }));
    await page.getByRole('alert').waitFor();
    const reasons = page.getByRole('combobox', { name: words.reason });
    await reasons.first().and(page.locator(':focus')).waitFor();
    await hands.choose(reasons.nth(0), words.reasons[0]);
    await hands.choose(reasons.nth(1), words.reasons[1]);
    await screenshot(page, `field-explain-${language}`);
    expect(await axeFindings(page)).toEqual([]);
    await hands.press(page.getByRole('button', { name: words.next }));

    await hands.give(page.locator('input[type=file]'), await photo());
    await page.getByText(`${shipment.waybill}-1.jpg`).waitFor();
    await hands.write(page.getByRole('textbox', { name: words.receiver }), 'Gul Ahmad');
    if (language === 'en') await hands.press(page.getByRole('button', { name: words.signTyped }));
    else await draw(page);
    // A draft lives through a reload as well.
    await expect.poll(() => page.evaluate(DRAFT_IS_SIGNED)).toBe(true);
    await page.reload();
    await page.getByText(`${shipment.waybill}-1.jpg`).waitFor();
    await screenshot(page, `field-sign-${language}`);
    expect(await axeFindings(page)).toEqual([]);
    await hands.press(page.getByRole('button', { name: words.record }));
    await page.getByRole('heading', { name: words.written }).waitFor();
    await screenshot(page, `field-done-${language}`);
    await page.reload();
    await page.close();

    const back = await context.newPage();
    const again = language === 'en' ? keyboard(back) : fingers();
    await back.goto('/queue');
    await back.locator('main').getByText(shipment.waybill).first().waitFor();
    await screenshot(back, `field-queue-${language}`);
    expect(await axeFindings(back)).toEqual([]);
    // It can leave the phone as a file, and comes back without doubling anything.
    const [download] = await Promise.all([
      back.waitForEvent('download'),
      again.press(back.getByRole('button', { name: words.save })),
    ]);
    const buffer = readFileSync(await download.path());
    await again.give(back.locator('input[type=file]'), {
      ...{ name: 'queue.json', mimeType: 'application/json', buffer },
    });
    await back.getByText(words.taken).waitFor();
    expect(await receiptsOf(shipment.id)).toEqual([]);

    // The network is back, and every answer is lost on the way: the service has it, the phone does not know, however often it tries.
    let lost = 0;
    const losing = async (route: Route): Promise<void> => {
      await route.fetch();
      lost += 1;
      await route.abort();
    };
    await back.route('**/api/v1/sync', losing);
    await context.setOffline(false);
    await back.getByText(words.notReached).waitFor();
    await expect.poll(() => lost).toBeGreaterThan(0);
    const before = lost;
    await again.press(back.getByRole('button', { name: words.sendNow }));
    await expect.poll(() => lost).toBeGreaterThan(before);
    expect(await receiptsOf(shipment.id)).toHaveLength(1);
    await back.unroute('**/api/v1/sync', losing);
    // By itself, when the network returns once more.
    await context.setOffline(true);
    await context.setOffline(false);
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

/** Two hundred bags, on the page of the receipt; the rest comes later. */
async function countTwoHundred(page: Page, words: (typeof WORDS)[keyof typeof WORDS]): Promise<void> {
  await page.locator('main').getByRole('link', { name: words.receipt, exact: true }).click();
  await page.getByRole('textbox', { name: words.good }).fill('200');
  await page.getByRole('button', { name: words.counted }).click();
  await page.getByText(words.later).click();
  await page.getByRole('button', { name: words.next }).click();
  await page.getByRole('button', { name: words.record }).click();
}

test.each(['en', 'fa'] as const)(
  'two phones record the same goods: both are kept and shown, and the manager decides, in %s',
  async (language) => {
    const words = WORDS[language];
    const { email, shipment } = await lorry();
    const manager = `manager${count}@ghor.test`;
    await person(service(), manager, { role: 'manager' });
    const phones = await Promise.all(
      ['first', 'second'].map(async () => {
        const { page, context } = await openPage(service().url, '/field', {
          ...{ language, width: 360, height: 740, keepsOffline: true },
        });
        await signInOn(page, email, PASSWORD);
        await page.getByText(shipment.waybill).waitFor();
        return { page, context };
      }),
    );
    const [first, second] = phones as [(typeof phones)[number], (typeof phones)[number]];
    await first.page.getByText(shipment.waybill).click();
    await countTwoHundred(first.page, words);
    await first.page.getByText(words.arrived).waitFor();

    // The second has no network from here on: the reader of codes, which this browser does not have of its own, is on the phone already.
    await workerReady(second.page);
    await second.context.setOffline(true);
    await holdBeforeCamera(second.page, `https://aid.example/shipments/${shipment.id}`);
    await second.page.getByRole('button', { name: words.scan }).click();
    await second.page.waitForURL(`**/field/${shipment.id}`);
    await countTwoHundred(second.page, words);
    await second.page.getByRole('heading', { name: words.written }).waitFor();
    await second.context.setOffline(false);
    await second.page.getByText(words.arrived).waitFor();
    const standings = async () => (await receiptsOf(shipment.id)).map(({ standing }) => standing);
    expect(await standings()).toEqual(['counted', 'disputed']);
    await second.page.goto(`/field/${shipment.id}`);
    const dispute = second.page.getByRole('region', { name: words.dispute });
    await dispute.waitFor();
    expect(await dispute.getByText(words.figures).count()).toBe(2);
    await dispute.getByRole('heading', { name: words.here }).waitFor();
    await screenshot(second.page, `field-dispute-${language}`);
    expect(await axeFindings(second.page)).toEqual([]);

    await service().settled();
    const desk = await openPage(service().url, '/discrepancies?kind=suspected_duplicate_receipt', {
      language,
    });
    await signInOn(desk.page, manager, PASSWORD);
    await desk.page.getByRole('region', { name: words.open, exact: true }).locator('button').first().click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByRole('link', { name: shipment.waybill }).waitFor();
    await dialog.getByRole('button', { name: words.onlySecond }).click();
    await dialog.getByRole('button', { name: words.onlySecond }).waitFor({ state: 'detached' });
    expect(await standings()).toEqual(['set_aside', 'counted']);
    // The phone that is looked at is told of it by the stream.
    await dispute.waitFor({ state: 'detached' });
    await second.page.getByText(words.setAside).waitFor();
  },
);

test('an event is three taps, also in the dark and in Pashto; a sign-in that ended keeps the queue', async () => {
  const { email, shipment } = await lorry();
  const { page, context } = await openPage(service().url, '/field', {
    ...{ language: 'ps', theme: 'dark', width: 360, height: 740, keepsOffline: true },
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

test('photographs and a signature that are still being made are waited for, one beside the other', async () => {
  const { email, shipment } = await lorry();
  const { page } = await openPage(service().url, '/field', { width: 360, height: 740 });
  await signInOn(page, email, PASSWORD);
  // An old phone: every picture takes it a second and a half.
  await page.evaluate(`{
    const own = HTMLCanvasElement.prototype.toBlob;
    HTMLCanvasElement.prototype.toBlob = function (...given) { setTimeout(() => own.apply(this, given), 1500); };
  }`);
  await page.getByText(shipment.waybill).click();
  await page.locator('main').getByRole('link', { name: WORDS.en.receipt, exact: true }).click();
  await page.getByRole('textbox', { name: WORDS.en.good }).fill('1000');
  await page.getByRole('button', { name: WORDS.en.counted }).click();
  await page.getByRole('button', { name: WORDS.en.next }).click();
  for (const taken of [await photo(), await photo()])
    await page.locator('input[type=file]').setInputFiles(taken);
  await draw(page);
  // Pressed as soon as the button can be.
  await page.getByRole('button', { name: WORDS.en.record }).click();
  await page.getByRole('heading', { name: WORDS.en.written }).waitFor();
  await expect.poll(async () => (await receiptsOf(shipment.id)).length).toBe(1);
  const attached = async () => (await ledgerOf(service()).shipment(shipment.id)).attachments;
  await expect
    .poll(async () => (await attached()).map(({ missing, mediaType }) => ({ missing, mediaType })))
    .toEqual([
      { missing: false, mediaType: 'image/jpeg' },
      { missing: false, mediaType: 'image/jpeg' },
      { missing: false, mediaType: 'image/png' },
    ]);
});

test('a queue is carried to another phone in a file; what is refused names its field, and is thrown away only when asked', async () => {
  const { email, shipment } = await lorry();
  const phone = { width: 360, height: 740, keepsOffline: true };
  const broken = await openPage(service().url, '/field', phone);
  await signInOn(broken.page, email, PASSWORD);
  await broken.page.getByText(shipment.waybill).click();
  await broken.page.getByRole('button', { name: 'Arrived at a hub' }).waitFor();
  await workerReady(broken.page);
  await broken.context.setOffline(true);
  await broken.page.getByRole('button', { name: 'Arrived at a hub' }).click();
  await broken.page.getByRole('button', { name: 'Write it down' }).click();
  await broken.page.locator('main').getByRole('link', { name: '1 waits to be sent' }).click();
  const [download] = await Promise.all([
    broken.page.waitForEvent('download'),
    broken.page.getByRole('button', { name: 'Save to a file' }).click(),
  ]);
  const saved = JSON.parse(readFileSync(await download.path(), 'utf8')) as {
    commands: { id: string; about: object; command: { body: { id: string } } }[];
    files: object[];
  };
  const [entry] = saved.commands;
  if (!entry) throw new Error('the file holds nothing');
  // One more, of a place that does not exist.
  const id = newId();
  const strange = { ...entry.command.body, id, place: 'AF99' };
  saved.commands.push({ ...entry, id, command: { ...entry.command, body: strange } });
  // And a photograph that is none.
  const scratched = Buffer.from('scratched');
  saved.files.push({
    ...{ hash: hash('sha256', scratched), name: 'scratched.jpg', mediaType: 'image/jpeg' },
    ...{ about: entry.about, data: scratched.toString('base64') },
  });

  const other = await openPage(service().url, '/queue', phone);
  await signInOn(other.page, email, PASSWORD);
  await other.page.getByRole('heading', { name: 'As a file' }).waitFor();
  let timesSent = 0;
  other.page.on('request', (request) => {
    if (request.url().endsWith('/api/v1/attachments')) timesSent += 1;
  });
  await other.page.locator('input[type=file]').setInputFiles({
    ...{ name: 'queue.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(saved)) },
  });
  await other.page.getByText('2 entries taken, 0 were here already.').waitFor();
  await other.page.getByText('Not taken').first().waitFor();
  await other.page.getByRole('listitem').filter({ hasText: 'Place' }).last().waitFor();
  await screenshot(other.page, 'field-queue-refused-en');
  expect(await axeFindings(other.page)).toEqual([]);
  const ofHub = async () =>
    (await ledgerOf(service()).shipment(shipment.id)).events.filter(({ type }) => type === 'arrived_hub');
  expect(await ofHub()).toMatchObject([{ id: entry.id, source: 'file' }]);
  const throwAway = async () => {
    const button = other.page.locator('main').getByRole('button', { name: 'Throw away' });
    const before = await button.count();
    await button.last().click();
    await other.page.getByRole('dialog').getByRole('button', { name: 'Throw away' }).click();
    await expect.poll(() => button.count()).toBe(before - 1);
  };
  const picture = other.page.getByRole('listitem').filter({ hasText: 'scratched.jpg' });
  await picture.getByText('The service could not read this picture.').waitFor();
  expect(timesSent).toBe(1);
  await picture.getByRole('button', { name: 'Send again' }).click();
  // Judged once more, and refused once more.
  await expect.poll(() => timesSent).toBe(2);
  await picture.getByText('The service could not read this picture.').waitFor();
  // The picture first, which comes last; then the entry.
  await throwAway();
  await picture.waitFor({ state: 'detached' });
  await throwAway();
  await other.page.getByText('Everything has been sent.').waitFor();

  // The first phone works again: it sends the same once more, and it is recorded once.
  await broken.context.setOffline(false);
  await broken.page.getByRole('button', { name: 'Send now' }).click();
  await broken.page.getByText('Everything has been sent.').waitFor();
  expect(await ofHub()).toHaveLength(1);
});
