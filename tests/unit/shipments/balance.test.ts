import { describe, expect, it } from 'vitest';
import type { ShipmentEvent } from '../../../src/shipments/rules/facts.ts';
import {
  accounted,
  at,
  dispatched,
  event,
  line,
  received,
  shipment,
  stateAt,
  unitsOf,
  voided,
} from './cargo.ts';

const nothing = {
  dispatched: 0,
  good: 0,
  damaged: 0,
  missing: 0,
  excess: 0,
  lost: 0,
  returned: 0,
  outstanding: 0,
};
const lost = (days: number, units: number) => accounted('lost', days, units);
const returned = (days: number, units: number) => accounted('returned', days, units);

describe('what was dispatched', () => {
  const quiet: [string, ShipmentEvent[]][] = [
    ['nothing is known', []],
    ['booked and loaded', [event('booked', at(-3), {}), event('loaded', at(-1), {})]],
    [
      'a delay, a diversion, a note',
      [
        event('delayed', at(1), { eta: '2026-12-20' }),
        event('diverted', at(1), { destination: { province: 'AF17', district: null } }),
        event('note', at(1), {}),
      ],
    ],
    [
      'a distribution',
      [event('distributed', at(1), { lines: [{ line: 'flour', quantityMilli: 5, people: 1 }] })],
    ],
  ];
  it.each(quiet)('is 0 while %s', (_, events) => {
    expect(unitsOf(stateAt(2, events))).toEqual(nothing);
  });

  it.each(['arrived_border', 'customs_held', 'customs_released', 'arrived_hub', 'departed_hub'] as const)(
    'is what was planned once %s shows movement',
    (type) => {
      expect(unitsOf(stateAt(2, [event(type, at(1), {})]))).toEqual({
        ...nothing,
        dispatched: 1000,
        outstanding: 1000,
      });
    },
  );

  it('is what was loaded, on the lines that the dispatch names', () => {
    const facts = shipment({ lines: [line(), line({ id: 'oil', item: 'veg_oil' })] });
    const state = stateAt(1, [dispatched(0, { flour: 900 })], facts);
    expect(state.lines.map((account) => account.dispatched)).toEqual([900_000, 1_000_000]);
  });

  it('is what the latest dispatch naming it says, and what was planned when that is voided', () => {
    const first = dispatched(0, { flour: 900 });
    const second = dispatched(1, { flour: 1100 });
    expect(unitsOf(stateAt(2, [second, first]))).toMatchObject({ dispatched: 1100 });
    expect(unitsOf(stateAt(2, [second, first, voided(second, 2)]))).toMatchObject({ dispatched: 900 });
    expect(unitsOf(stateAt(2, [first, voided(first, 2), dispatched(1)]))).toMatchObject({ dispatched: 1000 });
  });

  it('adds up when one dispatch names a line twice', () => {
    const quantities = [400_000, 500_000].map((quantityMilli) => ({ line: 'flour', quantityMilli }));
    expect(unitsOf(stateAt(2, [event('dispatched', at(0), { lines: quantities })])).dispatched).toBe(900);
  });
});

describe('the balance of 1,000 bags', () => {
  it.each<[string, ShipmentEvent[], Partial<typeof nothing>]>([
    ['on the road', [], { outstanding: 1000 }],
    ['received in full', [received(9, [{ good: 1000 }])], { good: 1000 }],
    [
      'waybill 850: 25 missing, 5 torn and 2 unfit among the 975',
      [received(9, [{ good: 968, damaged: 7, missing: 25, reason: 'torn_package' }])],
      { good: 968, damaged: 7, missing: 25 },
    ],
    [
      'waybill 853: 1,010 received, 18 unfit among them',
      [received(9, [{ good: 992, damaged: 18, excess: 10, reason: 'excess_misrouted' }])],
      { good: 992, damaged: 18, excess: 10 },
    ],
    [
      'waybill 853 counted without saying that 10 are in excess',
      [received(9, [{ good: 992 }, { damaged: 18, reason: 'wet_damage' }])],
      { good: 992, damaged: 18, excess: 10 },
    ],
    [
      'waybill 854: 10 missing',
      [received(9, [{ good: 990, missing: 10, reason: 'short_loaded' }])],
      { good: 990, missing: 10 },
    ],
    [
      'two partial receipts',
      [received(8, [{ good: 300 }]), received(9, [{ good: 200 }])],
      { good: 500, outstanding: 500 },
    ],
    [
      'excess beside a shortage hides nothing',
      [
        received(8, [{ good: 510, excess: 10, reason: 'miscount' }]),
        received(9, [{ good: 490, missing: 10, reason: 'miscount' }]),
      ],
      { good: 1000, missing: 10, excess: 10 },
    ],
    ['part lost', [lost(3, 100)], { lost: 100, outstanding: 900 }],
    ['part returned', [returned(3, 100)], { returned: 100, outstanding: 900 }],
    ['more returned than sent', [returned(3, 1200)], { returned: 1200, excess: 200 }],
    [
      'lost up to what the receipt leaves',
      [received(9, [{ good: 950 }]), lost(3, 80)],
      { good: 950, lost: 50 },
    ],
    ['lost up to what the return leaves', [returned(9, 950), lost(3, 80)], { returned: 950, lost: 50 }],
    [
      'a loss that explains what is missing',
      [lost(3, 10), received(9, [{ good: 990, missing: 10, reason: 'theft_pilferage' }])],
      { good: 990, missing: 10 },
    ],
    ['all lost twice over', [lost(3, 700), lost(4, 700)], { lost: 1000 }],
    [
      'good and then returned again',
      [received(8, [{ good: 1000 }]), returned(9, 30)],
      { good: 1000, returned: 30, excess: 30 },
    ],
  ])('%s', (_, events, expected) => {
    expect(unitsOf(stateAt(10, [dispatched(0), ...events]))).toEqual({
      ...nothing,
      dispatched: 1000,
      ...expected,
    });
  });

  it('flags a loss beyond what is outstanding and keeps its quantity', () => {
    const state = stateAt(10, [dispatched(0), received(9, [{ good: 950 }]), lost(3, 80)]);
    expect(state.flags).toContain('over_received');
    expect(state.lines[0]!.lossBeyondOutstanding).toBe(30_000);
  });
});

describe('an unplanned item', () => {
  it.each([
    ['counted as good', { good: 5 }],
    ['said to be excess', { good: 5, excess: 5, reason: 'substituted' }],
  ])('%s is a line of its own, all of it excess', (_, entry) => {
    const state = stateAt(10, [dispatched(0), received(9, [{ line: null, item: 'rice', ...entry }])]);
    expect(state.lines.map((account) => [account.line?.id ?? null, account.item])).toEqual([
      ['flour', 'wheat_flour'],
      [null, 'rice'],
    ]);
    expect(unitsOf(state, 1)).toEqual({ ...nothing, good: 5, excess: 5 });
    expect(state.flags).toEqual(['over_received']);
  });

  it('is one line per item, by item, whatever the receipts', () => {
    const state = stateAt(10, [
      received(8, [
        { line: null, item: 'salt_iodised', good: 1 },
        { line: null, item: 'rice', good: 2 },
      ]),
      received(9, [{ line: null, item: 'rice', good: 3 }]),
    ]);
    expect(state.lines.slice(1).map(({ item, good }) => [item, good])).toEqual([
      ['rice', 5000],
      ['salt_iodised', 1000],
    ]);
  });
});

describe('what is distributed', () => {
  it('is kept beside the balance, not in it', () => {
    const given = event('distributed', at(9), {
      lines: [{ line: 'flour', quantityMilli: 70_000, people: 10 }],
    });
    const state = stateAt(10, [dispatched(0), received(8, [{ good: 1000 }]), given]);
    expect(state.lines[0]!.distributed).toBe(70_000);
    expect(unitsOf(state)).toMatchObject({ good: 1000, outstanding: 0 });
  });
});

describe('entries naming a line the shipment does not have', () => {
  it('change nothing', () => {
    const strange = [
      dispatched(0, { elsewhere: 9 }),
      received(1, [{ line: 'elsewhere', good: 9 }]),
      accounted('lost', 2, 9, { line: 'elsewhere' }),
    ];
    expect(unitsOf(stateAt(3, strange))).toEqual({ ...nothing, dispatched: 1000, outstanding: 1000 });
  });
});
