import { describe, expect, it } from 'vitest';
import type { PledgeStatus } from '../../../src/reconciliation/rules/owned-parcel.ts';
import { toPersonMonths } from '../../../src/platform/quantity.ts';
import type { ShipmentEvent } from '../../../src/shipments/rules/facts.ts';
import {
  accounted,
  at,
  decided,
  dispatched,
  event,
  line,
  received,
  shipment,
  to,
  voided,
} from '../shipments/cargo.ts';
import { parcelsAt, told } from './coverage.ts';

const left = dispatched(0);
const news = (days: number) => event('note', at(days), {});
const delay = (days: number, eta: string) => event('delayed', at(days), { eta });
const divert = (days: number, province: string) => event('diverted', at(days), { destination: to(province) });

describe('coverage', () => {
  it('1 t of wheat flour is 1,666.667 person-days or 55.556 person-months', () => {
    const [parcel] = parcelsAt(1, [left]);
    expect(parcel).toMatchObject({ sector: 'food_security', personDaysMilli: 1_666_667, monthsOfUse: 1 });
    expect(toPersonMonths(parcel!.personDaysMilli)).toBe(55.556);
  });

  it('a School-in-a-Box is 120 person-months over 3 months', () => {
    const facts = shipment({ lines: [line({ item: 'school_in_a_box', quantityMilli: 1000 })] });
    const [parcel] = parcelsAt(1, [left], facts);
    expect(parcel).toMatchObject({ sector: 'education', personDaysMilli: 3_600_000, monthsOfUse: 3 });
    expect(toPersonMonths(parcel!.personDaysMilli)).toBe(120);
  });

  it('50 t of flour, 48 good, 1.5 wet and 0.5 missing: delivered and lost in one parcel each', () => {
    const facts = shipment({ lines: [line({ quantityMilli: 50_000_000 })] });
    const receipt = received(10, [
      { good: 48_000, damaged: 1500, reason: 'wet_damage' },
      { missing: 500, reason: 'short_loaded' },
    ]);
    const parcels = parcelsAt(11, [left, receipt], facts);
    expect(told(parcels)).toEqual(['delivered AF23 2026-11→2026-11 48000', 'lost AF23 2026-11→2026-11 2000']);
    expect(parcels.map((parcel) => toPersonMonths(parcel.personDaysMilli))).toEqual([2666.667, 111.111]);
  });

  it('is rounded once for all receipts of a month', () => {
    const thirds = [1, 2, 3].map((days) => received(days, [{ good: 0.001 }]));
    const [parcel] = parcelsAt(4, [left, ...thirds]).filter(({ class: kind }) => kind === 'delivered');
    expect(parcel!.personDaysMilli).toBe(5); // 3 g × 3500 / 2100; rounded each time it would be 6
  });

  it('names the line, its pledge line and the item', () => {
    const facts = shipment({ lines: [line({ pledgeLine: 'P1' })] });
    expect(parcelsAt(1, [left], facts)[0]).toMatchObject({
      shipmentLine: 'flour',
      pledgeLine: 'P1',
      item: 'wheat_flour',
    });
  });
});

describe('what is outstanding has one class', () => {
  const held = event('customs_held', at(1), {});
  it.each<[string, number, ShipmentEvent[], string]>([
    ['in transit', 2, [left], 'inTransit AF23 2026-11→2026-11 1000'],
    [
      're-scheduled within the month it was first due',
      2,
      [left, delay(1, '2026-11-30')],
      'inTransit AF23 2026-11→2026-11 1000',
    ],
    ['re-scheduled beyond it', 2, [left, delay(1, '2026-12-02')], 'late AF23 2026-11→2026-12 1000'],
    [
      'until its first ETA has ended in Kabul',
      19 - 1e-6,
      [left, news(18)],
      'inTransit AF23 2026-11→2026-11 1000',
    ],
    ['past its first ETA', 19, [left, news(18)], 'late AF23 2026-11→2026-11 1000'],
    [
      'past its first ETA though re-scheduled',
      19,
      [left, news(18), delay(1, '2026-11-30')],
      'late AF23 2026-11→2026-11 1000',
    ],
    ['past its month: expected no earlier than now', 60, [left, news(58)], 'late AF23 2026-11→2027-01 1000'],
    ['held before late', 3, [left, held, delay(2, '2026-12-02')], 'held AF23 2026-11→2026-12 1000'],
    ['stale before held', 9, [left, held], 'stale AF23 2026-11→2026-11 1000'],
    [
      'diverted: at the latest destination',
      4,
      [left, divert(3, 'AF17'), divert(2, 'AF21')],
      'inTransit AF17 2026-11→2026-11 1000',
    ],
    [
      'less what was returned',
      2,
      [left, accounted('returned', 1, 400)],
      'inTransit AF23 2026-11→2026-11 600',
    ],
  ])('%s', (_, days, events, expected) => {
    expect(told(parcelsAt(days, events))).toEqual([expected]);
  });

  it('each line at its own destination, until diverted', () => {
    const facts = shipment({
      lines: [line(), line({ id: 'oil', item: 'veg_oil', destination: to('AF21') })],
    });
    const provinces = (events: ShipmentEvent[]) =>
      parcelsAt(4, events, facts).map((parcel) => parcel.province);
    expect(provinces([left])).toEqual(['AF23', 'AF21']);
    expect(provinces([left, divert(1, 'AF17')])).toEqual(['AF17', 'AF17']);
  });

  it('without any ETA goes to the unallocated bucket', () => {
    expect(told(parcelsAt(2, [left], shipment({ eta: null })))).toEqual(['inTransit - 2026-11→2026-11 1000']);
  });

  it('without an ETA at creation is due by the first that a delay gave', () => {
    const delays = [delay(1, '2026-12-02'), delay(2, '2027-01-02')];
    expect(told(parcelsAt(3, [left, ...delays], shipment({ eta: null })))).toEqual([
      'late AF23 2026-12→2027-01 1000',
    ]);
  });
});

describe('what has not moved yet', () => {
  const pledged = shipment({ lines: [line({ pledgeLine: 'P1' })] });
  it.each<[string, PledgeStatus, string[]]>([
    ['of a pledge', 'pledge', ['pledged AF23 2026-11→2026-11 1000']],
    ['of a commitment', 'commitment', ['firm AF23 2026-11→2026-11 1000']],
    ['of a paid pledge', 'paid', ['firm AF23 2026-11→2026-11 1000']],
    ['of a cancelled pledge', 'cancelled', []],
    ['of an expired pledge', 'expired', []],
  ])('%s', (_, pledge, expected) => {
    expect(told(parcelsAt(0, [], pledged, { pledge }))).toEqual(expected);
  });

  it.each(['cancelled', 'expired'] as const)('counts once dispatched, though its pledge is %s', (pledge) => {
    expect(told(parcelsAt(1, [left], pledged, { pledge }))).toEqual(['inTransit AF23 2026-11→2026-11 1000']);
  });

  it('is firm when it fulfils no pledge, also where its crossing is closed', () => {
    const closures = [{ status: 'closed', from: at(-9), until: null, recordedAt: at(-9) } as const];
    expect(told(parcelsAt(0, [], shipment(), { closures }))).toEqual(['firm AF23 2026-11→2026-11 1000']);
  });

  it('belongs to the latest destination, by its current ETA', () => {
    const events = [divert(-2, 'AF17'), delay(-1, '2026-12-05')];
    expect(told(parcelsAt(0, events))).toEqual(['firm AF17 2026-11→2026-12 1000']);
  });

  it('makes none when cancelled', () => {
    expect(parcelsAt(0, [event('cancelled', at(-1), {})])).toEqual([]);
  });
});

describe('what was received', () => {
  const december = 25; // the 5th of December; the first ETA was in November
  it.each<[string, ShipmentEvent[], string[]]>([
    [
      'in two months and two provinces',
      [received(5, [{ good: 300 }]), received(december, [{ good: 700 }], { place: 'AF2301' })],
      ['delivered AF23 2026-11→2026-11 300', 'delivered AF23 2026-11→2026-12 700'],
    ],
    [
      'an entry in excess: good units first, due when they came',
      [received(december, [{ good: 1000, damaged: 10, excess: 10, reason: 'miscount' }])],
      [
        'delivered AF23 2026-11→2026-12 990',
        'delivered AF23 2026-12→2026-12 10',
        'lost AF23 2026-11→2026-11 10',
      ],
    ],
    [
      'more excess than good units: the damaged ones next',
      [received(december, [{ good: 5, damaged: 20, excess: 15, reason: 'miscount' }, { good: 990 }])],
      [
        'delivered AF23 2026-12→2026-12 5',
        'delivered AF23 2026-11→2026-12 990',
        'lost AF23 2026-11→2026-11 10',
      ],
    ],
    [
      'more than was sent: from the latest receipts',
      [received(5, [{ good: 900 }]), received(december, [{ good: 150 }])],
      [
        'delivered AF23 2026-11→2026-11 900',
        'delivered AF23 2026-11→2026-12 100',
        'delivered AF23 2026-12→2026-12 50',
      ],
    ],
    [
      'more than was sent, over several receipts',
      [received(5, [{ good: 1000 }]), received(december, [{ damaged: 30, reason: 'wet_damage' }])],
      ['delivered AF23 2026-11→2026-11 1000', 'lost AF23 2026-11→2026-11 30'],
    ],
    [
      'missing more than was sent',
      [received(december, [{ missing: 1200, reason: 'miscount' }])],
      ['lost AF23 2026-11→2026-11 1000'],
    ],
    [
      'misdelivered: due when it came, and lost where it was due',
      [
        received(december, [{ good: 400, damaged: 100, reason: 'wet_damage' }], { place: 'AF17' }),
        received(december, [{ good: 500 }]),
      ],
      [
        'delivered AF17 2026-12→2026-12 400',
        'delivered AF23 2026-11→2026-12 500',
        'lost AF23 2026-11→2026-11 500',
      ],
    ],
    [
      'misdelivered beyond what was sent: the excess is not lost',
      [received(5, [{ good: 900 }]), received(december, [{ good: 150 }], { place: 'AF17' })],
      [
        'delivered AF23 2026-11→2026-11 900',
        'delivered AF17 2026-12→2026-12 150',
        'lost AF23 2026-11→2026-11 100',
      ],
    ],
    [
      'an item nobody planned: good units only',
      [
        received(december, [
          { good: 1000 },
          { line: null, item: 'rice', good: 5, damaged: 2, reason: 'repack' },
        ]),
      ],
      ['delivered AF23 2026-11→2026-12 1000', 'delivered AF23 2026-12→2026-12 5'],
    ],
    [
      'lost, missing and damaged stay at the planned destination after a diversion',
      [
        divert(1, 'AF17'),
        accounted('lost', 2, 10),
        received(december, [{ good: 985, damaged: 3, missing: 2, reason: 'wet_damage' }]),
      ],
      ['delivered AF17 2026-11→2026-12 985', 'lost AF23 2026-11→2026-11 15'],
    ],
    [
      'returned: no class',
      [received(december, [{ good: 600 }]), accounted('returned', 26, 400)],
      ['delivered AF23 2026-11→2026-12 600'],
    ],
    [
      'voided: nothing',
      (() => {
        const receipt = received(5, [{ good: 1000 }]);
        return [receipt, voided(receipt, 6), accounted('returned', 7, 1000)];
      })(),
      [],
    ],
  ])('%s', (_, events, expected) => {
    expect(told(parcelsAt(26, [left, ...events]))).toEqual(expected);
  });

  it('disputed: it stays outstanding until a person decides', () => {
    const receipts = ['a', 'b'].map((deviceId, index) => received(5 + index, [{ good: 400 }], { deviceId }));
    const events = [left, ...receipts];
    expect(told(parcelsAt(7, events))).toEqual([
      'delivered AF23 2026-11→2026-11 400',
      'inTransit AF23 2026-11→2026-11 600',
    ]);
    expect(told(parcelsAt(7, [...events, decided(receipts[1]!, true, 6.5)]))).toEqual([
      'delivered AF23 2026-11→2026-11 800',
      'inTransit AF23 2026-11→2026-11 200',
    ]);
  });

  it('without any ETA is due when it came, its losses unallocated', () => {
    const receipt = received(5, [{ good: 990, missing: 10, reason: 'miscount' }]);
    expect(told(parcelsAt(60, [left, receipt], shipment({ eta: null })))).toEqual([
      'delivered AF23 2026-11→2026-11 990',
      'lost - 2026-11→2026-11 10',
    ]);
  });

  it('in the month that has begun in Kabul', () => {
    // Midnight in Kabul is half past seven in the evening in UTC: 30 November 19:30 is December.
    const midnight = 21;
    const received1 = received(midnight, [{ good: 1 }]);
    expect(told(parcelsAt(22, [left, received1]))[0]).toBe('delivered AF23 2026-11→2026-12 1');
    const received2 = received(midnight - 1e-6, [{ good: 1 }]);
    expect(told(parcelsAt(22, [left, received2]))[0]).toBe('delivered AF23 2026-11→2026-11 1');
  });
});
