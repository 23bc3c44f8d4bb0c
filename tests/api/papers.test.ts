/** Waybills and goods received notes on paper: opened by people, in three languages, telling no more than whoever opens them may know. */
import { describe, expect, it } from 'vitest';
import type { Principal } from '../../src/platform/access.ts';
import { newId } from '../../src/platform/ids.ts';
import { principalOf } from '../support/acts.ts';
import { GHOR, ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { pagesOf, unspaced } from '../support/pdf.ts';
import { someone } from '../support/pledges.ts';
import { tokenOf } from '../support/principals.ts';
import { readQr } from '../support/qr.ts';
import { engines, KEY, serviceOfTest } from '../support/service.ts';

const PUBLIC_URL = 'https://aid.example.org';

describe.each(engines)('on %s', (engine) => {
  /** 50 t of flour and 1,234 tarpaulins on the road to Chaghcharan, fulfilling a donor's pledge. */
  async function setup(env: Record<string, string> = { PUBLIC_URL }) {
    const service = await serviceOfTest({ engine, principals: true, env });
    const ledger = ledgerOf(service);
    const donor = await ledger.organisation('<b>Kazakhstan</b>');
    const sender = await ledger.organisation(someone());
    const pledge = await ledger.pledge(donor);
    const shipment = await ledger.ship(sender, {
      ...{ waybill: 'WB-850/A', carrier: 'Ahmad & Sons', vehicle: '4711-KBL' },
      destination: { province: GHOR, district: 'AF2301' },
      lines: [
        { item: WHEAT, quantity: 48_765, packs: 976, packFactor: 50, pledgeLine: pledge.lines[0]!.id },
        { item: 'market_stall_kit', quantity: 1234 },
      ],
    });
    await ledger.tell(shipment, { type: 'dispatched' });
    const open = (path: string, headers: Record<string, string> = {}) =>
      fetch(`${service.url}/api/v1/shipments/${shipment.id}/${path}`, {
        headers: { authorization: `Basic ${Buffer.from(`me:${KEY}`).toString('base64')}`, ...headers },
      });
    const page = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await open(path, headers);
      expect([path, answer.status]).toEqual([path, 200]);
      return (await answer.text()).replace(/[\u200f\u2068\u2069]/g, '');
    };
    const file = async (path: string) => pagesOf(new Uint8Array(await (await open(path)).arrayBuffer()));
    const as = (role: Principal['role'], given: Partial<Principal>) => ({
      authorization: `Bearer ${tokenOf(principalOf({ id: newId(), role, ...given }))}`,
    });
    const receive = (changes: object = {}) =>
      ledger.tell(shipment, {
        ...{ type: 'received', occurredAt: '2026-11-14T09:00:00Z', place: 'AF2301', deviceId: 'phone-1' },
        note: 'rain on the pass',
        lines: [
          { line: lineOf(shipment), good: 47_000, receiver: 'Gul Agha', deliverer: 'Rahim' },
          { line: lineOf(shipment), damaged: 1765, reason: 'wet_damage', responsibility: 'carrier' },
        ],
        ...changes,
      } as never);
    return { service, ledger, donor, shipment, open, page, file, as, receive };
  }

  it('a waybill is a page and a file in three languages, and its code opens the shipment', async () => {
    const { open, page, file, shipment } = await setup();
    const answer = await open('waybill.html');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(answer.headers.get('vary')).toContain('accept-language');
    const english = await page('waybill.html');
    expect(english).toContain('<h1><bdi>Waybill WB-850/A</bdi></h1>');
    expect(english).toContain('28 November 2026 (7 Qaws 1405)');
    expect(english).toContain('<td>48,765</td>');
    expect(readQr(/<svg[^]*?<\/svg>/.exec(english)![0])).toBe(`${PUBLIC_URL}/shipments/${shipment.id}`);
    const dari = await page('waybill.html?lang=fa', { 'accept-language': 'ps' });
    expect(dari).toContain('<html lang="fa-AF" dir="rtl">');
    expect(dari).toContain('<td>۴۸٬۷۶۵</td>');
    expect(dari).toContain('WB-850/A');
    expect(await page('waybill.html', { 'accept-language': 'ps-AF, en;q=0.5' })).toContain('۷ ليندۍ ۱۴۰۵');

    const words = {
      en: ['WaybillWB-850/A', '48,765', '28November2026(7Qaws1405)', 'Wheatflour,fortified', 'Intransit'],
      fa: ['بارنامهٔ', '۴۸٬۷۶۵', 'قوس', 'گندم', 'گیرنده'],
      ps: ['بارنامه', '۴۸٬۷۶۵', 'ليندۍ', 'غنمو', 'لېږونکی'],
    };
    for (const [lang, expected] of Object.entries(words)) {
      const printed = (await file(`waybill.pdf?lang=${lang}`)).join('');
      for (const word of [...expected, 'WB-850/A', '4711-KBL', shipment.id]) expect(printed).toContain(word);
    }
    const pdf = await open('waybill.pdf?lang=ps');
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('content-disposition')).toBe(`inline; filename="waybill-${shipment.id}.pdf"`);
  });

  it('thirty lines go over the page, under their heads', async () => {
    const { ledger, service } = await setup();
    const sender = await ledger.organisation(`${'A very long name of an organisation '.repeat(4)}${newId()}`);
    const lines = Array.from({ length: 30 }, (_, at) => ({
      item: WHEAT,
      quantity: 1000 + at,
      batch: `B-${at}`,
    }));
    const { id } = await ledger.ship(sender, { lines });
    const answer = await fetch(`${service.url}/api/v1/shipments/${id}/waybill.pdf`, {
      headers: { authorization: `Bearer ${KEY}` },
    });
    const pages = pagesOf(new Uint8Array(await answer.arrayBuffer()));
    expect(pages.length).toBeGreaterThan(1);
    for (const text of pages.slice(0, 2)) expect(text).toContain('ItemUnitQuantityPacks');
    expect(pages.join('')).toContain('B-29');
    expect(pages.join('')).toContain('30,435');
  });

  it('without an address of its own the code says which shipment it is all the same', async () => {
    const { page, shipment } = await setup({});
    expect(readQr(/<svg[^]*?<\/svg>/.exec(await page('waybill.html'))![0])).toBe(`/shipments/${shipment.id}`);
  });

  it('a counting sheet holds no quantity, and its code does not lead to one', async () => {
    const { page, file, receive, shipment } = await setup();
    await receive();
    const blind = await page('waybill.html?blind=1&lang=en');
    expect(blind).toContain('Counting sheet for waybill WB-850/A');
    expect(blind).toContain('1. Wheat flour, fortified');
    expect(readQr(/<svg[^]*?<\/svg>/.exec(blind)![0])).toBe(`${PUBLIC_URL}/shipments/${shipment.id}?blind=1`);
    const texts = [blind.replace(/<svg[^]*?<\/svg>|<style>[^]*?<\/style>/g, '')];
    for (const lang of ['en', 'fa', 'ps'])
      texts.push((await file(`waybill.pdf?blind=1&lang=${lang}`)).join(''));
    for (const text of texts) {
      expect(text).toContain('WB-850/A');
      // Planned, in packs, loaded, received, damaged.
      expect(text).not.toMatch(/48,?765|976|1,?234|47,?000|1,?765|۴۸٬?۷۶۵|۹۷۶|۱٬?۲۳۴|۴۷٬?۰۰۰|۱٬?۷۶۵/);
      expect(text).not.toMatch(/artly received|قسماً/);
    }
  });

  it('a goods received note says what came, why not all of it, in whose hands, and names its files', async () => {
    const { page, file, receive, open } = await setup();
    const photo = 'ab'.repeat(32);
    const receipt = await receive({ blind: true, attachments: [photo] });
    const english = await page(`grn/${receipt.id}.html`);
    expect(english).toContain(`Goods received note WB-850/A/GRN-${receipt.id.slice(-8).toUpperCase()}`);
    for (const said of ['47,000', '1,765', 'Wet', 'Carrier', 'Gul Agha', 'Rahim', 'rain on the pass', photo])
      expect(english).toContain(said);
    expect(english).toContain('Blind: before the waybill was looked at');
    expect(english).not.toContain('class="mark"');
    const dari = await page(`grn/${receipt.id}.html?lang=fa`);
    for (const said of ['۱٬۷۶۵', 'ترشده', 'ترانسپورت', receipt.id]) expect(dari).toContain(said);
    const pashto = (await file(`grn/${receipt.id}.pdf?lang=ps`)).join('');
    for (const said of ['۴۷٬۰۰۰', 'ترانسپورت', 'GulAgha', photo, receipt.id]) expect(pashto).toContain(said);
    const { headers } = await open(`grn/${receipt.id}.pdf`);
    expect(headers.get('content-disposition')).toBe(`inline; filename="grn-${receipt.id}.pdf"`);
    // The JSON note is where it was, and names the files as well.
    const json = await open(`grn/${receipt.id}`, { authorization: `Bearer ${KEY}` });
    expect(await json.json()).toMatchObject({ attachments: [photo] });
  });

  it('a receipt that is disputed, then voided, says so on every page of its note', async () => {
    const { page, file, receive, ledger, shipment } = await setup();
    await receive();
    const second = await receive({ occurredAt: '2026-11-14T15:00:00Z', deviceId: 'phone-2' });
    const path = `grn/${second.id}`;
    expect(await page(`${path}.html`)).toContain('<p class="mark">DISPUTED</p>');
    expect(await page(`${path}.html?lang=ps`)).toContain('<p class="mark">شخړه‌ییز</p>');
    await ledger.tell(shipment, {
      ...{ type: 'voided', occurredAt: '2026-11-14T16:00:00Z', voids: second.id, note: 'wrong truck' },
    });
    const voided = await page(`${path}.html`);
    expect(voided).toContain('<p class="mark">VOIDED</p>');
    expect(voided).toContain('wrong truck');
    for (const text of await file(`${path}.pdf`)) expect(text).toContain('VOIDED');
    for (const text of await file(`${path}.pdf?lang=fa`)) expect(text).toContain('باطل');
  });

  it('its donor is told province and month, and neither persons, places nor the vehicle', async () => {
    const { page, open, donor, as, receive, shipment } = await setup();
    const outside = as('donor', { organisation: donor });
    const private_ = /4711-KBL|Feroz Koh|AF2301|Hairatan|28 November|Gul Agha|Rahim|rain on the pass/;
    expect(await page('waybill.html')).toMatch(private_);
    const underWay = await page('waybill.html', outside);
    expect(underWay).not.toMatch(private_);
    expect(underWay).toContain('<dd><bdi>November 2026</bdi></dd>');
    expect(underWay).toContain('This copy leaves out');
    expect(await page('waybill.html?blind=1', outside)).not.toMatch(private_);

    const photo = 'cd'.repeat(32);
    const receipt = await receive({ attachments: [photo] });
    const note = await page(`grn/${receipt.id}.html`, outside);
    expect(note).not.toMatch(private_);
    expect(note).not.toContain(photo);
    expect(note).toContain('1,765');
    const pdf = await (await open(`grn/${receipt.id}.pdf`, outside)).arrayBuffer();
    expect(pagesOf(new Uint8Array(pdf)).join('')).not.toMatch(
      /4711-KBL|FerozKoh|AF2301|GulAgha|Rahim|rainonthepass/,
    );
    for (const path of ['waybill.html', 'waybill.pdf', `grn/${receipt.id}.html`, `grn/${receipt.id}.pdf`]) {
      expect((await open(path, as('donor', { organisation: newId() }))).status).toBe(404);
      expect((await open(path, as('coordinator', { provinces: ['AF27'] }))).status).toBe(404);
      expect((await open(path, { authorization: 'Basic bm9ib2R5Om5vdGhpbmc=' })).status).toBe(401);
    }
    expect((await open(`grn/${shipment.id}.pdf`)).status).toBe(404);
    expect((await open('waybill.pdf?lang=de')).status).toBe(400);
  });

  it('what people write is printed as it is written, and nothing more', async () => {
    const { ledger, service, donor } = await setup();
    const evil = '<script>1</script> #panic("x") $y$';
    const { id } = await ledger.ship(donor, { waybill: evil, carrier: evil, origin: evil });
    const get = (ending: string) =>
      fetch(`${service.url}/api/v1/shipments/${id}/waybill.${ending}`, {
        headers: { authorization: `Bearer ${KEY}` },
      });
    const html = await (await get('html')).text();
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;b&gt;Kazakhstan&lt;/b&gt;');
    const printed = pagesOf(new Uint8Array(await (await get('pdf')).arrayBuffer())).join('');
    expect(printed).toContain(unspaced(evil));
  });
});
