import { assert, constantFrom, date, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { newId as serverId } from '../../../src/platform/ids.ts';
import { EVENT_TYPES, SHIPMENT_STATUSES } from '../../../src/shipments/rules/codes.ts';
import { fitted } from '../../../src/web/field/photo.ts';
import { pauseAfter } from '../../../src/web/field/rules/backoff.ts';
import { eventFaults, type EventForm, eventOf } from '../../../src/web/field/rules/event.ts';
import { instantInKabul, timeInKabul } from '../../../src/web/field/rules/moment.ts';
import { offersFor, othersThan, statusAfter } from '../../../src/web/field/rules/offers.ts';
import { fieldOf } from '../../../src/web/field/rules/refusal.ts';
import { findWaybill, shipmentOfCode } from '../../../src/web/field/rules/scan.ts';
import { rankByStake } from '../../../src/web/field/rules/stake.ts';
import { isUuidV7, uuidV7 } from '../../../src/web/field/rules/uuid.ts';
import type { HeldShipment } from '../../../src/web/field/store/database.ts';
import { kabulDay } from '../../../src/web/text/dates.ts';
import { newEvent } from '../../../src/shipments/contract/events.ts';

type Items = Parameters<typeof rankByStake>[1];
type Line = { item: string; quantity: number; dispatched: number; pm: number };

const ITEMS = new Map(
  [
    { code: 'flour', sector: 'food_security', coverage: { personDays: [3500, 2100] } },
    { code: 'kit', sector: 'education', coverage: { personDays: [3600, 1] } },
  ].map((item) => [item.code, item]),
) as unknown as Items;

const shipmentOf = (waybill: string, eta: string, lines: Line[]) =>
  ({
    ...{ id: waybill, waybill, eta, currentEta: null },
    lines: lines.map(({ item, quantity, dispatched, pm }) => ({
      ...{ item, quantity, dispatched, pm: { outstanding: pm } },
    })),
  }) as unknown as HeldShipment;

test('first those on which most people wait; people of two sectors are not added up; then what is due first', () => {
  const ranked = rankByStake(
    [
      shipmentOf('mixed', '2026-12-01', [
        { item: 'flour', quantity: 1, dispatched: 1, pm: 60 },
        { item: 'kit', quantity: 1, dispatched: 1, pm: 60 },
      ]),
      shipmentOf('later', '2026-12-02', [{ item: 'flour', quantity: 1, dispatched: 1, pm: 100 }]),
      shipmentOf('sooner', '2026-12-01', [{ item: 'flour', quantity: 1, dispatched: 1, pm: 100 }]),
      // 18 t of flour keep 1,000 people for a month; it has not left, so nothing is outstanding.
      shipmentOf('planned', '2026-12-09', [{ item: 'flour', quantity: 18_000, dispatched: 0, pm: 0 }]),
    ],
    ITEMS,
  );
  expect(ranked.map(({ shipment }) => shipment.waybill)).toEqual(['planned', 'sooner', 'later', 'mixed']);
  expect(ranked[0]?.stakes).toEqual([{ sector: 'food_security', pm: 1000 }]);
  expect(ranked[3]?.stakes).toHaveLength(2);
});

test('every status offers something, and the rest is one tap further', () => {
  for (const status of SHIPMENT_STATUSES) {
    const offers = offersFor({ status, crossing: 'hairatan' });
    expect(offers.length).toBeGreaterThan(0);
    expect([...offers, ...othersThan(offers)].toSorted()).toEqual(
      EVENT_TYPES.filter(
        (type) => !['booked', 'diverted', 'cancelled', 'decided', 'voided'].includes(type),
      ).toSorted(),
    );
  }
  expect(offersFor({ status: 'in_transit', crossing: null })).not.toContain('arrived_border');
  expect(statusAfter('planned', ['dispatched', 'note', 'arrived_border'])).toBe('at_border');
});

test('ids are UUIDv7 like those of the service, and sorted by the moment', () => {
  assert(
    property(integer({ min: 0, max: 2 ** 47 }), integer({ min: 0, max: 255 }), (ms, byte) => {
      const random = new Uint8Array(16).fill(byte);
      expect(isUuidV7(uuidV7(ms, random))).toBe(true);
      expect(uuidV7(ms, random) < uuidV7(ms + 1, random)).toBe(true);
    }),
  );
  expect(isUuidV7(serverId())).toBe(true);
  expect(uuidV7(0x01_89_ab_cd_ef_01, new Uint8Array(16).fill(255))).toBe(
    '0189abcd-ef01-7fff-bfff-ffffffffffff',
  );
});

test('pauses grow to a quarter of an hour and no further', () => {
  expect([1, 2, 3, 9, 50].map((failures) => pauseAfter(failures, 1))).toEqual([
    ...[5_000, 10_000, 20_000, 900_000, 900_000],
  ]);
  expect(pauseAfter(1, 0)).toBe(2_500);
});

test('a day and time in Kabul is the instant it was taken from', () => {
  assert(
    property(
      date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
      (at) => {
        const minute = new Date(Math.floor(at.getTime() / 60_000) * 60_000);
        expect(instantInKabul(kabulDay(minute), timeInKabul(minute))).toBe(minute.toISOString());
      },
    ),
  );
  expect(instantInKabul('2026-11-27', { hour: 24, minute: 0 })).toBeUndefined();
  expect(instantInKabul(undefined, { hour: 1, minute: 0 })).toBeUndefined();
});

test.each([
  ['an address', 'https://aid.example/shipments/01890000-0000-7000-8000-000000000001', true],
  ['without a service', '/shipments/01890000-0000-7000-8000-000000000001?blind=1', true],
  ['the id alone', ' 01890000-0000-7000-8000-00000000000A ', true],
  ['another page', 'https://aid.example/pledges/01890000-0000-7000-8000-000000000001', false],
  ['something else', 'https://example.org', false],
])('the code of a waybill opens its shipment: %s', (_, text, isOne) => {
  expect(isUuidV7(shipmentOfCode(text))).toBe(isOne);
});

test('a waybill is found by a part of its number, in any digits', () => {
  const all = ['WB-850', 'WB-1850/2'].map((waybill) => ({ shipment: { waybill } }));
  expect(findWaybill(all, 'wb۸۵')).toHaveLength(1);
  expect(findWaybill(all, '٨٥٠')).toHaveLength(2);
  expect(findWaybill(all, '')).toHaveLength(2);
});

test('a photograph is made smaller, never larger, and keeps its shape', () => {
  expect(fitted(4000, 3000)).toEqual({ width: 1600, height: 1200 });
  expect(fitted(800, 600)).toEqual({ width: 800, height: 600 });
  expect(fitted(3000, 1)).toEqual({ width: 1600, height: 1 });
});

const LINE = '01890000-0000-7000-8000-000000000002';
const form = (changes: Partial<EventForm>): EventForm => ({
  ...{ id: '01890000-0000-7000-8000-000000000001', type: 'note', occurredAt: undefined, note: '' },
  ...{ eta: undefined, quantities: {}, people: {}, reason: null, reasonText: '', responsibility: null },
  ...changes,
});

test('what is missing of an event is named', () => {
  expect(eventFaults(form({}))).toEqual(['note']);
  expect(eventFaults(form({ type: 'delayed' }))).toEqual(['eta']);
  expect(eventFaults(form({ type: 'lost', reason: 'other' }))).toEqual(['lines', 'reasonText']);
  expect(eventFaults(form({ type: 'arrived_hub' }))).toEqual([]);
});

test('every event that is offered is one that the service takes', () => {
  const complete = {
    ...{ note: 'seen', eta: '2026-12-01', quantities: { [LINE]: 5 }, people: { [LINE]: 3 } },
    reason: 'wet_damage' as const,
  };
  assert(
    property(constantFrom(...othersThan([]).filter((type) => type !== 'received')), (type) => {
      const event = eventOf(form({ ...complete, type }), '2026-11-27T06:00:00.000Z');
      expect(newEvent.safeParse(event).error).toBeUndefined();
    }),
  );
});

test('a pointer of the service is a field of the form', () => {
  expect(fieldOf('/body/lines/1/reasonText')).toEqual({ field: 'reasonText', position: 2 });
  expect(fieldOf('/body/eta')).toEqual({ field: 'newEta', position: undefined });
  expect(fieldOf('/body')).toEqual({ field: 'fieldName.entry', position: undefined });
});
