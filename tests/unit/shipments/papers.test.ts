/** Waybills, counting sheets and goods received notes in the words of each language. */
import { describe, expect, it } from 'vitest';
import { PRINT_LANGUAGES, type PrintDocument } from '../../../src/platform/print/document.ts';
import { newId } from '../../../src/platform/ids.ts';
import type { BlindShipment } from '../../../src/shipments/contract/blind.ts';
import type { GoodsReceivedNote } from '../../../src/shipments/contract/grn.ts';
import type { Shipment } from '../../../src/shipments/contract.ts';
import { shipmentLink } from '../../../src/shipments/print/link.ts';
import { noteDocument } from '../../../src/shipments/print/note-document.ts';
import type { PaperFor } from '../../../src/shipments/print/phrases.ts';
import { paperTexts } from '../../../src/shipments/print/texts.ts';
import { countingDocument, waybillDocument } from '../../../src/shipments/print/waybill-document.ts';
import {
  REASON_CODES,
  RESPONSIBILITIES,
  SHIPMENT_STATUSES,
  STANDINGS,
} from '../../../src/shipments/rules/codes.ts';
import { cargoWords } from '../../../src/shipments/words.ts';
import { placeholders, textsOf } from '../../support/texts.ts';

const ID = '019ac3f2-7b1e-7c3a-9f10-3a2b1c0d9e8f';

describe.each([
  ['words of cargo', cargoWords],
  ['texts of papers', paperTexts],
] as const)('the %s', (_name, catalogues) => {
  const english = new Map(textsOf(catalogues.en));

  it.each(PRINT_LANGUAGES)('are all there in %s, with the same placeholders', (lang) => {
    const told = new Map(textsOf(catalogues[lang]));
    expect([...told.keys()]).toEqual([...english.keys()]);
    for (const [at, text] of told) {
      expect(text.trim()).not.toBe('');
      expect([at, placeholders(text)]).toEqual([at, placeholders(english.get(at)!)]);
    }
  });

  it.each(['fa', 'ps'] as const)('are in %s where they are said to be', (lang) => {
    const same = textsOf(catalogues[lang]).filter(([at, text]) => text === english.get(at));
    expect(same.filter(([, text]) => /[A-Za-z]{2}/.test(text.replace(/\{\w+\}/g, '')))).toEqual([]);
    expect(textsOf(catalogues[lang]).filter(([, text]) => /[كيى٠-٩]/.test(text) && lang === 'fa')).toEqual(
      [],
    );
  });
});

it('there is a word for every reason, responsibility, status and standing', () => {
  for (const words of Object.values(cargoWords)) {
    expect(Object.keys(words.reasons)).toEqual([...REASON_CODES]);
    expect(Object.keys(words.responsibilities)).toEqual([...RESPONSIBILITIES]);
    expect(Object.keys(words.statuses)).toEqual([...SHIPMENT_STATUSES]);
    expect(Object.keys(words.standings)).toEqual([...STANDINGS]);
  }
});

describe('what the code of a paper opens', () => {
  it.each([
    ['https://aid.example.org', false, `https://aid.example.org/shipments/${ID}`],
    ['https://aid.example.org/', true, `https://aid.example.org/shipments/${ID}?blind=1`],
    ['https://example.org/aid/', false, `https://example.org/aid/shipments/${ID}`],
    [undefined, false, `/shipments/${ID}`],
    [undefined, true, `/shipments/${ID}?blind=1`],
  ])('of a service at %s, blind %s', (publicUrl, isBlind, link) => {
    expect(shipmentLink(publicUrl, ID, isBlind)).toBe(link);
  });
});

const figures = { good: 0, damaged: 0, missing: 0, excess: 0, lost: 0, returned: 0, outstanding: 0 };
const line = (changes: Partial<Shipment['lines'][number]> = {}) =>
  ({
    ...{ id: newId(), item: 'wheat_flour', unit: 'KGM', quantity: 50_000, packs: 1000, packFactor: 50 },
    ...{ batch: '7-KZ', expiresOn: '2027-06-30', destination: null, dispatched: 0, ...figures },
    ...changes,
  }) as Shipment['lines'][number];

const shipment = (changes: Partial<Shipment> = {}): Shipment => ({
  ...{ id: ID, waybill: 'WB-850', consignor: 'a', consignee: 'b', carrier: 'Ahmad & Sons' },
  ...{ vehicle: '4711-KBL', origin: 'Almaty', crossing: 'hairatan', status: 'planned', flags: [] },
  originCountry: null,
  destination: { province: 'AF23', district: 'AF2301' },
  ...{ plannedDispatch: '2026-11-10', eta: '2026-11-28', etaMonth: '2026-11', currentEta: '2026-11-28' },
  ...{ lines: [line()], events: [], attachments: [] },
  ...{ recordedAt: '2026-11-09T06:00:00.000Z', asOf: '2026-11-24T06:00:00.000Z' },
  ...changes,
});

const paper = (changes: Partial<PaperFor> = {}): PaperFor => ({
  ...{ lang: 'en', link: shipmentLink(undefined, ID), isInside: true },
  nameOf: (id) => ({ a: 'Kazakhstan', b: 'World Food Programme' })[id] ?? id,
  ...changes,
});

const shown = (text: string) => text.replace(/[\u200f\u2068\u2069]/g, '');
const factsOf = ({ facts }: PrintDocument) =>
  Object.fromEntries(facts.map(({ label, value }) => [label, shown(value)]));
const rowsOf = ({ groups, heads, columns }: PrintDocument['tables'][number]) =>
  groups.flatMap(({ heading, rows }) =>
    rows.map(({ label, cells }) => ({
      [heads[0]]: shown(heading),
      [heads[1]]: label,
      ...Object.fromEntries(columns.map((column, at) => [column.label, shown(cells[at]!)])),
    })),
  );

describe('a waybill', () => {
  it('says who sends what to whom, by which way, and when in both calendars', () => {
    expect(factsOf(waybillDocument(shipment(), paper()))).toEqual({
      ...{ Waybill: 'WB-850', Consignor: 'Kazakhstan', Consignee: 'World Food Programme' },
      ...{ Carrier: 'Ahmad & Sons', Vehicle: '4711-KBL', Origin: 'Almaty' },
      ...{ 'Crossing or airport': 'Hairatan', Destination: 'Ghor · Feroz Koh AF2301' },
      'Planned dispatch': '10 November 2026 (19 Aqrab 1405)',
      'Expected arrival (ETA)': '28 November 2026 (7 Qaws 1405)',
      ...{ Status: 'Planned', 'Recorded on': '9 November 2026 (18 Aqrab 1405), 10:30', 'Shipment id': ID },
    });
  });

  it('has Persian digits for what is counted and dated, and leaves codes as they are', () => {
    const document = waybillDocument(shipment(), paper({ lang: 'fa' }));
    expect(shown(document.title)).toBe('بارنامهٔ WB-850');
    expect(factsOf(document)).toMatchObject({
      ...{ بارنامه: 'WB-850', 'واسطهٔ نقلیه': '4711-KBL', 'شناسهٔ محموله': ID },
      'تاریخ متوقع رسیدن': '۷ قوس ۱۴۰۵ (۲۸ نومبر ۲۰۲۶)',
    });
    expect(rowsOf(document.tables[0]!)).toEqual([
      {
        ...{ جنس: '۱. آرد گندم', واحد: 'کیلوگرام', مقدار: '۵۰٬۰۰۰', بسته: '۱٬۰۰۰', 'در هر بسته': '۵۰' },
        ...{ بارشده: '', 'بچ نمبر': '7-KZ', 'قابل استفاده تا': '۹ سرطان ۱۴۰۶ (۳۰ جون ۲۰۲۷)' },
        مقصد: 'غور · Feroz Koh AF2301',
      },
    ]);
  });

  it('leaves room for what is loaded until the shipment has moved, then says it; and adds up by unit', () => {
    const lines = [
      line(),
      line({ item: 'rice', quantity: 1000.5 }),
      line({ item: 'market_stall_kit', unit: 'H87' }),
    ];
    const loaded = (of: Shipment) =>
      rowsOf(waybillDocument(of, paper()).tables[0]!).map(({ Quantity, Unit, Loaded }) => [
        ...[Quantity, Unit, Loaded],
      ]);
    expect(loaded(shipment({ lines }))).toEqual([
      ['50,000', 'kg', ''],
      ['1,000.5', 'kg', ''],
      ['50,000', 'pieces', ''],
      ['51,000.5', 'kg', ''],
      ['50,000', 'pieces', ''],
    ]);
    const moved = lines.map((one, index) => ({ ...one, dispatched: index === 0 ? 49_000 : 0 }));
    expect(loaded(shipment({ lines: moved })).map(([, , last]) => last)).toEqual([
      ...['49,000', '0', '0'],
      ...['49,000', '0'],
    ]);
  });

  it('leaves out what was not on it, and says that it is cancelled, diverted or expected later', () => {
    const diverted = (standing: string, province: string) =>
      ({
        type: 'diverted',
        standing,
        destination: { province, district: null },
      }) as Shipment['events'][number];
    const document = waybillDocument(
      shipment({
        ...{ status: 'cancelled', currentEta: '2026-12-04', lines: [line(), line({ id: null })] },
        events: [diverted('counted', 'AF27'), diverted('voided', 'AF01')],
      }),
      paper(),
    );
    expect(document.mark).toBe('CANCELLED');
    expect(document.tables[0]!.groups).toHaveLength(1);
    expect(factsOf(document)).toMatchObject({
      ...{ 'Diverted to': 'Kandahar', 'Arrival expected now': '4 December 2026 (13 Qaws 1405)' },
    });
    expect(waybillDocument(shipment(), paper()).mark).toBeUndefined();
  });

  it('says outside that it does not tell everything, and the month where the day is not told', () => {
    const document = waybillDocument(
      shipment({ vehicle: null, crossing: null, plannedDispatch: null, eta: null, currentEta: null }),
      paper({ isInside: false }),
    );
    expect(factsOf(document)).toMatchObject({
      ...{ Vehicle: '—', 'Crossing or airport': '—', 'Planned dispatch': '—' },
      'Expected arrival (ETA)': 'November 2026',
    });
    expect(document.notes[0]!.items).toContain(paperTexts.en.outside);
    expect(waybillDocument(shipment(), paper()).notes[0]!.items).not.toContain(paperTexts.en.outside);
  });
});

describe('a counting sheet', () => {
  const { waybill, origin, crossing, destination, ...rest } = shipment();
  const blind = {
    ...{ ...rest, waybill, origin, crossing, destination, blind: true },
    lines: [
      { id: newId(), item: 'wheat_flour', unit: 'KGM', batch: '7-KZ', expiresOn: null, destination: null },
    ],
  } as unknown as BlindShipment;

  it('names the goods and leaves every figure to be written in, with lines for what nobody announced', () => {
    const [table] = countingDocument(blind, paper()).tables;
    expect(table!.toFill).toBe(true);
    const empty = { Packs: '', Good: '', Damaged: '', Remarks: '' };
    const unnamed = { Unit: '', Batch: '', 'Good until': '', Destination: '', ...empty };
    expect(rowsOf(table!)).toEqual([
      {
        ...{ Item: '1. Wheat flour, fortified', Unit: 'kg', Batch: '7-KZ', 'Good until': '—' },
        ...{ Destination: 'Ghor · Feroz Koh AF2301', ...empty },
      },
      { Item: '2', ...unnamed },
      { Item: '3', ...unnamed },
    ]);
  });
});

describe('a goods received note', () => {
  const RECEIPT = '019ac3f2-7b1e-7c3a-9f10-3a2b9e0f1a2b';
  const said = { reason: null, reasonText: null, responsibility: null, receiver: null, deliverer: null };
  const entry = (changes: object) => ({
    ...{ line: ID, item: null, good: 0, damaged: 0, missing: 0, excess: 0, against: 0, ...said },
    ...{ place: null, batch: null, expiresOn: null, packs: null, ...changes },
  });
  const note = (changes: object = {}) =>
    ({
      ...{ number: 'WB-850/GRN-9E0F1A2B', shipment: ID, event: RECEIPT, waybill: 'WB-850' },
      consignor: { id: 'a', name: 'Kazakhstan' },
      consignee: { id: 'b', name: 'World Food Programme' },
      ...{ carrier: null, vehicle: null, origin: 'Almaty', place: 'AF2301' },
      ...{ receivedAt: '2026-11-14T09:00:00.000Z', recordedAt: '2026-11-14T10:00:00.000Z' },
      ...{ receivers: ['Gul Agha'], deliverers: ['Rahim', 'Zalmay'], recordedBy: 'phone 7' },
      ...{ note: 'rain on the pass', attachments: ['ab'.repeat(32)], blind: true },
      ...{ standing: 'counted', voidedBy: [], asOf: '2026-11-24T06:00:00.000Z' },
      lines: [
        {
          ...{ line: ID, item: 'wheat_flour', unit: 'KGM', planned: 50_000, dispatched: 50_000 },
          ...{ previouslyReceived: 0, good: 48_000, damaged: 1500, missing: 500, excess: 0, outstanding: 0 },
          ...{ packs: 990, packsDiffer: true },
          entries: [
            entry({ good: 48_000, batch: '7-KZ', deliverer: 'Rahim', receiver: 'Gul Agha' }),
            entry({ damaged: 1500, reason: 'wet_damage', responsibility: 'carrier' }),
            entry({ missing: 500, reason: 'other', reasonText: 'swept away' }),
          ],
        },
      ],
      ...changes,
    }) as unknown as GoodsReceivedNote;

  it('says what came of each line, entry by entry with reason and responsibility', () => {
    const [balance, entries] = noteDocument(note(), paper()).tables;
    expect(rowsOf(balance!)).toEqual([
      {
        ...{ Item: '1. Wheat flour, fortified', Unit: 'kg', Planned: '50,000', Dispatched: '50,000' },
        ...{ 'Received before': '0', Good: '48,000', Damaged: '1,500', Missing: '500', Excess: '0' },
        ...{ 'Still to come': '0', Packs: '990' },
      },
    ]);
    const nothing = { Good: '0', Damaged: '0', Missing: '0', Excess: '0', Batch: '—', 'Delivered by': '—' };
    const of = { Item: '1. Wheat flour, fortified', Responsibility: '—' };
    // One receiver stands in the head; nobody named a place or a last good day.
    expect(rowsOf(entries!)).toEqual([
      { ...of, ...nothing, Entry: '1', Good: '48,000', Reason: '—', Batch: '7-KZ', 'Delivered by': 'Rahim' },
      { ...of, ...nothing, Entry: '2', Damaged: '1,500', Reason: 'Wet', Responsibility: 'Carrier' },
      { ...of, ...nothing, Entry: '3', Missing: '500', Reason: 'Other: swept away' },
    ]);
  });

  it('says it in Dari', () => {
    const [, entries] = noteDocument(note(), paper({ lang: 'fa' })).tables;
    expect(rowsOf(entries!)[1]).toMatchObject({ خساره‌دیده: '۱٬۵۰۰', دلیل: 'ترشده', مسئولیت: 'ترانسپورت' });
  });

  it('names the receipt, the persons, the count, the files and the remarks', () => {
    const document = noteDocument(note(), paper());
    expect(factsOf(document)).toMatchObject({
      ...{ 'Note number': 'WB-850/GRN-9E0F1A2B', Waybill: 'WB-850', 'Receipt id': RECEIPT },
      ...{ 'Place of receipt': 'Ghor · Feroz Koh AF2301', Carrier: 'not given' },
      ...{ 'Received on': '14 November 2026 (23 Aqrab 1405), 13:30', 'Delivered by': 'Rahim · Zalmay' },
      ...{ Count: 'Blind: before the waybill was looked at', Standing: 'Counts' },
    });
    expect(document.mark).toBeUndefined();
    expect(document.notes.map(({ items }) => items).slice(0, 2)).toEqual([
      ['Line 1: the packs counted do not hold the quantity counted.', 'rain on the pass'],
      ['ab'.repeat(32)],
    ]);
    expect(document.signatures!.parties.map(({ name }) => shown(name))).toEqual([
      ...['Rahim · Zalmay', 'Gul Agha', ''],
    ]);
  });

  it.each([
    ['voided', 'VOIDED', 'باطل'],
    ['disputed', 'DISPUTED', 'مورد اختلاف'],
    ['set_aside', 'SET ASIDE', 'کنارگذاشته'],
  ] as const)('that is %s says so first', (standing, mark, dari) => {
    const document = noteDocument(note({ standing }), paper());
    expect(document.mark).toBe(mark);
    expect(document.notes[0]!.items[0]).toBe(paperTexts.en.standingNotes[standing]);
    expect(noteDocument(note({ standing }), paper({ lang: 'fa' })).mark).toBe(dari);
  });

  it('says who voided it, when and why', () => {
    const voidedBy = [{ event: ID, at: '2026-11-15T09:00:00.000Z', recordedBy: 'Gul', note: 'wrong truck' }];
    const [, second] = noteDocument(note({ standing: 'voided', voidedBy }), paper()).notes[0]!.items;
    expect(shown(second!)).toBe('Voided on 15 November 2026 (24 Aqrab 1405), 13:30 by Gul: wrong truck');
  });
});
