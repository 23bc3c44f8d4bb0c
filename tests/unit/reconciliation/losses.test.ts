import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  lossIndicators,
  type LossSum,
  percentOf,
} from '../../../src/reconciliation/rules/loss-indicators.ts';
import { LOSS_KINDS, lossesOf } from '../../../src/reconciliation/rules/losses.ts';
import type { ShipmentEvent } from '../../../src/shipments/rules/facts.ts';
import { foldShipment } from '../../../src/shipments/rules/fold.ts';
import { retold } from '../shipments/histories.ts';
import {
  accounted,
  decided,
  dispatched,
  received,
  reference,
  shipment,
  stateAt,
  voided,
} from '../shipments/cargo.ts';
import { evaluation } from '../shipments/histories.ts';
import { stories, worlds } from './stories.ts';

/** Losses of the one line in units, in words; what was dispatched left out. */
const told = (events: readonly ShipmentEvent[], netted?: ReadonlyMap<string, number>) =>
  lossesOf(shipment(), stateAt(60, events), netted).flatMap(
    ({ phase, kind, day, reason, responsibility, quantityMilli }) =>
      phase === 'dispatched'
        ? []
        : [`${quantityMilli / 1000} ${kind ?? phase} ${day} ${reason} ${responsibility}`],
  );

const wet = { damaged: 100, reason: 'wet_damage', responsibility: 'carrier' } as const;
const stolen = { missing: 50, reason: 'theft_pilferage' } as const;
const phone = (deviceId: string) => ({ deviceId });

describe('the losses of 1,000 bags', () => {
  const first = received(5, [{ good: 900 }, wet], phone('phone-1'));
  const again = received(6, [{ good: 900 }, wet], phone('phone-2'));
  const mistaken = received(5, [{ good: 850 }, wet, stolen]);

  it.each<[string, ShipmentEvent[], string[]]>([
    ['that all arrived', [dispatched(1), received(5, [{ good: 1000 }])], []],
    [
      'of which some came wet and some did not come, each for its reason',
      [dispatched(1), received(5, [{ good: 850 }, wet, stolen])],
      ['100 damaged 2026-11-15 wet_damage carrier', '50 missing 2026-11-15 theft_pilferage null'],
    ],
    [
      'lost on the way',
      [dispatched(1), accounted('lost', 3, 200)],
      ['200 lost 2026-11-13 theft_pilferage null'],
    ],
    [
      'of which more is reported lost than there were',
      [accounted('lost', 2, 700), accounted('lost', 3, 700)],
      ['700 lost 2026-11-12 theft_pilferage null', '300 lost 2026-11-13 theft_pilferage null'],
    ],
    [
      'missing at the receipt and reported lost as well: they are the same',
      [dispatched(1), accounted('lost', 3, 50), received(5, [{ good: 950 }, stolen])],
      ['50 missing 2026-11-15 theft_pilferage null'],
    ],
    [
      'received and lost from the warehouse later, beyond what is missing',
      [dispatched(1), received(5, [{ good: 950 }, stolen]), accounted('lost', 9, 80)],
      ['50 missing 2026-11-15 theft_pilferage null', '30 post_delivery 2026-11-19 theft_pilferage null'],
    ],
    [
      'of which more is reported lost after delivery than came in good order',
      [dispatched(1), received(5, [{ good: 900 }, wet]), accounted('lost', 9, 5000)],
      ['100 damaged 2026-11-15 wet_damage carrier', '900 post_delivery 2026-11-19 theft_pilferage null'],
    ],
    ['told by a receipt that was voided', [dispatched(1), mistaken, voided(mistaken, 6)], []],
    ['told by a receipt that was set aside', [dispatched(1), mistaken, decided(mistaken, false, 6)], []],
    [
      'told twice: the disputed receipt counts nothing',
      [dispatched(1), first, again],
      ['100 damaged 2026-11-15 wet_damage carrier'],
    ],
    [
      'of an item nobody sent',
      [dispatched(1), received(5, [{ line: null, item: 'rice', damaged: 7, reason: 'wrong_item' }])],
      ['7 damaged 2026-11-15 wrong_item null'],
    ],
  ])('%s', (_what, events, expected) => {
    expect(told(events)).toEqual(expected);
  });

  it('do not hold what turned up on another waybill', () => {
    const events = [dispatched(1), received(5, [{ good: 850 }, wet, stolen])];
    expect(told(events, new Map([['flour', 20_000]]))).toEqual([
      '100 damaged 2026-11-15 wet_damage carrier',
      '30 missing 2026-11-15 theft_pilferage null',
    ]);
  });
});

describe('the losses of any shipment', () => {
  it('add up to the damaged, missing and lost of its balances, and to what was dispatched, in whatever order they are told', () => {
    const world = stories.chain((story) => fc.tuple(fc.constant(story), retold(story.events)));
    fc.assert(
      fc.property(world, worlds, evaluation, ([{ facts, events }, other], closings, now) => {
        const state = foldShipment(facts, events, closings, now);
        const losses = lossesOf(facts, state);
        const sum = (of: (one: (typeof losses)[number]) => boolean) =>
          losses.filter(of).reduce((total, { quantityMilli }) => total + quantityMilli, 0);
        for (const kind of LOSS_KINDS)
          expect(sum((one) => one.kind === kind)).toBe(
            state.lines.reduce((total, line) => total + line[kind], 0),
          );
        expect(sum(({ phase }) => phase === 'dispatched')).toBe(
          state.lines.reduce((total, { dispatched }) => total + dispatched, 0),
        );
        const good = state.lines.reduce((total, line) => total + line.good, 0);
        expect(sum(({ phase }) => phase === 'post_delivery')).toBeLessThanOrEqual(good);
        expect(losses.every(({ quantityMilli }) => quantityMilli > 0)).toBe(true);
        expect(lossesOf(facts, foldShipment(facts, other, reference(), now))).toEqual(
          lossesOf(facts, foldShipment(facts, events, reference(), now)),
        );
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the indicators', () => {
  const lossOf = (changes: Partial<LossSum>): LossSum => ({
    ...{ key: null, phase: 'pre_delivery', kind: 'missing', item: 'wheat_flour', pledgeLine: null },
    ...{ quantityMilli: 1_000_000, personDaysMilli: 1_666_667 },
    ...changes,
  });
  const measures = {
    valueOf: (line: string, milli: number) => (line === 'priced' ? milli / 10_000 : null),
    isWeighed: (item: string) => item !== 'school_in_a_box',
  };
  const sent = { item: 'wheat_flour', quantityMilli: 100_000_000, personDaysMilli: 166_666_667 };

  it('of WFP: 17,898 t of 5.6 million t are 0.32 %', () => {
    const tonnes = (count: number) => count * 1_000_000;
    expect(percentOf(tonnes(17_898), tonnes(5_600_000))).toBe(0.32);
    expect([percentOf(1, 0), percentOf(null, 5), percentOf(5, null), percentOf(0, 5)]).toEqual([
      null,
      null,
      null,
      0,
    ]);
  });

  it('have a group for what nobody explained, and the share of each cause in everything sent', () => {
    const { groups, totals } = lossIndicators(
      {
        by: 'cause',
        sums: [
          lossOf({}),
          lossOf({
            key: 'wet_damage',
            kind: 'damaged',
            pledgeLine: 'priced',
            quantityMilli: 2_000_000,
            personDaysMilli: 3_333_333,
          }),
        ],
        dispatched: [{ key: null, ...sent }],
        waybills: [
          { key: null, phase: 'pre_delivery', waybills: 1 },
          { key: 'wet_damage', phase: 'pre_delivery', waybills: 2 },
        ],
        allWaybills: [{ phase: 'pre_delivery', waybills: 2 }],
      },
      measures,
    );
    expect(
      groups.map(({ key, preDelivery }) => [
        key,
        preDelivery.waybills,
        preDelivery.percentOfTonnes,
        preDelivery.amountUsd,
      ]),
    ).toEqual([
      ['wet_damage', 2, 2, 200],
      ['unknown', 1, 1, null],
    ]);
    expect(totals.preDelivery).toMatchObject({
      kilogramsMilli: 3_000_000,
      percentOfTonnes: 3,
      percentOfPm: 3,
      waybills: 2,
      amountUsd: 200,
    });
    expect(totals.postDelivery).toMatchObject({ personDaysMilli: 0, percentOfTonnes: 0, amountUsd: null });
  });

  it('have a carrier once, however it is spelled, and what crosses no border apart', () => {
    const groupsBy = (by: 'carrier' | 'crossing', keys: (string | null)[]) =>
      lossIndicators(
        {
          by,
          sums: keys.map((key) => lossOf({ key })),
          dispatched: [{ key: keys[0]!, ...sent }],
          waybills: [],
          allWaybills: [],
        },
        measures,
      ).groups.map(({ key, preDelivery }) => [key, preDelivery.kilogramsMilli, preDelivery.percentOfTonnes]);
    expect(groupsBy('carrier', ['Ariana Trucks', 'ariana trucks', null])).toEqual([
      ['Ariana Trucks', 2_000_000, 2],
      ['unknown', 1_000_000, null],
    ]);
    expect(groupsBy('crossing', ['hairatan', null])).toEqual([
      ['hairatan', 1_000_000, 1],
      ['none', 1_000_000, null],
    ]);
  });

  it('add up kilograms alone to tonnes', () => {
    const kits = lossOf({ item: 'school_in_a_box', quantityMilli: 5_000 });
    const { totals } = lossIndicators(
      { by: 'item', sums: [kits], dispatched: [], waybills: [], allWaybills: [] },
      measures,
    );
    expect(totals.preDelivery).toMatchObject({
      kilogramsMilli: null,
      percentOfTonnes: null,
      percentOfPm: null,
    });
    expect([...totals.preDelivery.items]).toEqual([['school_in_a_box', 5_000]]);
  });
});
