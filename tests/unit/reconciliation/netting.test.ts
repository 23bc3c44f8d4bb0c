/** An excess on one waybill and a shortage on another (`domain.md` §7), on CARE's waybills and on random ones. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accounted,
  at,
  dispatched,
  line as planned,
  received,
  shipment,
  stateAt,
} from '../shipments/cargo.ts';
import {
  type NettingLine,
  nettingLinesOf,
  type Pairing,
  reviseHints,
  type StandingHint,
} from '../../../src/reconciliation/rules/netting.ts';

const HOUR = 3_600_000;

const line = (
  side: NettingLine['side'],
  shipment: string,
  quantityMilli: number,
  hours = 0,
  until = hours,
): NettingLine => ({
  ...{ shipment, line: `line of ${shipment}`, side, item: 'wheat_flour', place: 'AF21', quantityMilli },
  ...{ firstAt: hours * HOUR, lastAt: until * HOUR },
});
const excess = (...of: [string, number, number?, number?]) => line('excess', ...of);
const short = (...of: [string, number, number?, number?]) => line('short', ...of);

let made = 0;
const standing = ({ excess, short, quantityMilli }: Pairing, state: StandingHint['state']): StandingHint => ({
  ...{ id: `hint ${(made += 1)}`, state, quantityMilli },
  ...{ excessShipment: excess.shipment, excessLine: excess.line, excessMilli: excess.quantityMilli },
  ...{ shortShipment: short.shipment, shortLine: short.line, shortMilli: short.quantityMilli },
});
const proposalsOf = (lines: readonly NettingLine[], hints: readonly StandingHint[] = []) =>
  reviseHints(lines, hints).propose;
const told = (pairs: readonly Pairing[]) =>
  pairs.map(({ excess, short, quantityMilli }) => `${excess.shipment}→${short.shipment} ${quantityMilli}`);

/** Each 1,000 bags dispatched: 25 missing on 850, 10 too many on 853, 10 missing on 854. */
const CARE = [short('850', 25), excess('853', 10), short('854', 10)];

describe('is proposed', () => {
  it.each<[string, NettingLine[], string[]]>([
    ["CARE's waybills: the exact match, and 25 remain short on 850", CARE, ['853→854 10']],
    [
      'whatever is nearer, the exact match',
      [short('a', 25), excess('b', 10), short('c', 10, 48)],
      ['b→c 10'],
    ],
    ['without an exact match, part of a shortage', [short('a', 25), excess('b', 10)], ['b→a 10']],
    ['and part of an excess', [short('a', 10), excess('b', 25)], ['b→a 10']],
    ['each excess once', [excess('a', 30), short('b', 25), short('c', 5)], ['a→b 25']],
    ['several for one shortage', [short('a', 25), excess('b', 10), excess('c', 15, 1)], ['b→a 10', 'c→a 15']],
    [
      'never more than is missing',
      [short('a', 25), excess('b', 20), excess('c', 20, 1)],
      ['b→a 20', 'c→a 5'],
    ],
    ['the nearest in time', [excess('a', 10), short('b', 20, 9), short('c', 20, 3)], ['a→c 10']],
    ['the lower id at the same instant', [excess('a', 10), short('c', 20), short('b', 20)], ['a→b 10']],
    ['within 48 h', [excess('a', 10), short('b', 10, 48)], ['a→b 10']],
    ['not later', [excess('a', 10), short('b', 10, 48.001)], []],
    ['not earlier', [excess('a', 10, 48.001), short('b', 10)], []],
    ['of several receipts the nearest count', [excess('a', 10, 0, 70), short('b', 10, 100)], ['a→b 10']],
    ['nothing on one and the same waybill', [excess('a', 10), short('a', 10)], []],
    ['nothing without a shortage', [excess('a', 10), excess('b', 10)], []],
    ['nothing at all of nothing', [], []],
  ])('%s', (_case, lines, expected) => {
    expect(told(proposalsOf(lines))).toEqual(expected);
    expect(told(proposalsOf(lines.toReversed()))).toEqual(expected);
  });
});

describe('of what people decided', () => {
  const [pair] = proposalsOf(CARE) as [Pairing];

  it.each(['proposed', 'accepted'] as const)('%s ones stand, and use their excess', (state) => {
    expect(reviseHints(CARE, [standing(pair, state)])).toEqual({ propose: [], withdraw: [] });
  });

  it('dismissed ones do not come back; the excess may be what another waybill misses', () => {
    const dismissed = standing(pair, 'dismissed');
    const { propose, withdraw } = reviseHints(CARE, [dismissed]);
    expect([told(propose), withdraw]).toEqual([['853→850 10'], []]);
    const [other] = propose as [Pairing];
    expect(reviseHints(CARE, [dismissed, standing(other, 'dismissed')])).toEqual({
      propose: [],
      withdraw: [],
    });
  });

  it('accepted ones leave the rest of a shortage to others', () => {
    const lines = [short('a', 25), excess('b', 10)];
    const [part] = proposalsOf(lines) as [Pairing];
    const later = [...lines, excess('c', 20, 5)];
    expect(told(proposalsOf(later, [standing(part, 'accepted')]))).toEqual(['c→a 15']);
  });

  it.each<[string, NettingLine[]]>([
    ['the excess is another', [short('850', 25), excess('853', 11), short('854', 10)]],
    ['the excess is gone', [short('850', 25), short('854', 10)]],
    ['the shortage is another', [short('850', 25), excess('853', 10), short('854', 9)]],
    ['it came days later', [short('850', 25, 99), excess('853', 10), short('854', 10, 99)]],
  ])('all are withdrawn when %s', (_case, lines) => {
    for (const state of ['proposed', 'accepted', 'dismissed'] as const) {
      const hint = standing(pair, state);
      expect(reviseHints(lines, [hint]).withdraw).toEqual([hint]);
    }
  });

  it('what was withdrawn says nothing any more', () => {
    expect(told(proposalsOf(CARE, [standing(pair, 'withdrawn')]))).toEqual(['853→854 10']);
  });
});

describe('whatever came', () => {
  const quantity = fc.integer({ min: 1, max: 6 });
  const lines = fc
    .uniqueArray(
      fc.record({
        side: fc.constantFrom('excess' as const, 'short' as const),
        shipment: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
        quantity,
        hours: fc.integer({ min: 0, max: 120 }),
        lasts: fc.constantFrom(0, 0, 30),
      }),
      { maxLength: 9, selector: ({ side, shipment }) => `${side} ${shipment}` },
    )
    .map((list) =>
      list.map(({ side, shipment, quantity, hours, lasts }) =>
        line(side, shipment, quantity, hours, hours + lasts),
      ),
    );
  /** How people decided on proposals, one after another. */
  const decisions = fc.array(fc.constantFrom('accepted' as const, 'dismissed' as const, 'proposed' as const));

  /** Revises, decides on what is proposed, and again, until nothing is left to decide. */
  function live(all: readonly NettingLine[], answers: readonly ('accepted' | 'dismissed' | 'proposed')[]) {
    const hints: StandingHint[] = [];
    for (const answer of [...answers, 'proposed' as const]) {
      const { propose, withdraw } = reviseHints(all, hints);
      for (const { id } of withdraw) hints.find((hint) => hint.id === id)!.state = 'withdrawn';
      hints.push(...propose.map((pair) => standing(pair, 'proposed')));
      const open = hints.find(({ state }) => state === 'proposed');
      if (open) open.state = answer;
    }
    return hints.filter(({ state }) => state !== 'withdrawn');
  }

  it('each excess is used once, no shortage beyond what it is, within 48 h, between two waybills', () => {
    fc.assert(
      fc.property(lines, decisions, (all, answers) => {
        const hints = live(all, answers);
        const live2 = hints.filter(({ state }) => state !== 'dismissed');
        const used = live2.map(({ excessShipment }) => excessShipment);
        expect(new Set(used).size).toBe(used.length);
        for (const hint of live2) {
          const from = all.find(
            ({ side, shipment }) => side === 'excess' && shipment === hint.excessShipment,
          )!;
          const to = all.find(({ side, shipment }) => side === 'short' && shipment === hint.shortShipment)!;
          expect(hint.quantityMilli).toBeLessThanOrEqual(from.quantityMilli);
          expect(hint.excessShipment).not.toBe(hint.shortShipment);
          const isNear = from.firstAt - to.lastAt <= 48 * HOUR && to.firstAt - from.lastAt <= 48 * HOUR;
          expect(isNear).toBe(true);
        }
        for (const { shipment, quantityMilli } of all.filter(({ side }) => side === 'short')) {
          const netted = live2.filter(({ shortShipment }) => shortShipment === shipment);
          expect(netted.reduce((sum, hint) => sum + hint.quantityMilli, 0)).toBeLessThanOrEqual(
            quantityMilli,
          );
        }
      }),
    );
  });

  it('is the same in whatever order it is told, and revised again nothing changes', () => {
    fc.assert(
      fc.property(lines, decisions, fc.array(fc.nat()), (all, answers, order) => {
        const shuffled = all
          .map((one, index) => ({ one, at: order[index] ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(told(proposalsOf(shuffled))).toEqual(told(proposalsOf(all)));
        const hints = live(all, answers);
        const settled = live(all, [...answers, ...answers.map(() => 'proposed' as const)]);
        expect(reviseHints(shuffled, settled)).toEqual({ propose: [], withdraw: [] });
        expect(hints.length).toBeLessThanOrEqual(settled.length);
      }),
    );
  });

  it('an excess that fits a shortage exactly is not used for another while one that fits is free', () => {
    fc.assert(
      fc.property(lines, (all) => {
        const pairs = proposalsOf(all);
        const exact = new Set(
          pairs
            .filter((pair) => pair.excess.quantityMilli === pair.short.quantityMilli)
            .map(({ short }) => short),
        );
        for (const { excess: from, short: to } of pairs) {
          if (exact.has(to)) continue;
          const fits = proposalsOf([from, ...all.filter((one) => one.side === 'short' && !exact.has(one))]);
          expect(fits.some(({ short }) => short.quantityMilli === from.quantityMilli)).toBe(false);
        }
      }),
    );
  });
});

describe('what a waybill has to be netted', () => {
  const of = (facts: ReturnType<typeof shipment>, ...events: ReturnType<typeof received>[]) =>
    nettingLinesOf(facts, stateAt(20, [dispatched(0), ...events], facts)).map(
      ({ line: about, side, place, quantityMilli, firstAt, lastAt }) =>
        [about, side, place, quantityMilli / 1000, firstAt, lastAt].join(' '),
    );
  const missing = (units: number) => ({ good: 10, missing: units, reason: 'miscount' }) as const;

  it('is what is missing of a planned line, with the receipts that say so', () => {
    const told = of(
      shipment(),
      received(3, [{ good: 1 }]),
      received(5, [missing(20)]),
      received(7, [missing(5)]),
      received(9, [{ good: 1 }]),
    );
    expect(told).toEqual([`flour short AF23 25 ${at(5)} ${at(7)}`]);
  });

  it('is what came too many, said so or found by counting, planned or not', () => {
    expect(of(shipment(), received(5, [{ good: 1_010, excess: 10, reason: 'miscount' }]))).toEqual([
      `flour excess AF23 10 ${at(5)} ${at(5)}`,
    ]);
    expect(of(shipment(), received(5, [{ good: 1_000 }]), received(6, [{ good: 7 }]))).toEqual([
      `flour excess AF23 7 ${at(6)} ${at(6)}`,
    ]);
    expect(of(shipment(), received(5, [{ line: null, item: 'rice', good: 7 }]))).toEqual([
      `rice excess AF23 7 ${at(5)} ${at(5)}`,
    ]);
  });

  it('is of the destination of the line, by its district where there is one', () => {
    const facts = shipment({
      lines: [planned({ destination: { province: 'AF20', district: 'AF2001' } }), planned({ id: 'own' })],
    });
    const entries = [missing(1), { line: 'own', ...missing(2) }];
    expect(of(facts, received(5, entries))).toEqual([
      `flour short AF2001 1 ${at(5)} ${at(5)}`,
      `own short AF23 2 ${at(5)} ${at(5)}`,
    ]);
  });

  it('is on one side alone: what came later may be what was missing', () => {
    const first = received(5, [{ good: 990, missing: 10, reason: 'miscount' }]);
    expect(of(shipment(), first, received(6, [{ good: 4 }]))).toEqual([
      `flour short AF23 10 ${at(5)} ${at(5)}`,
    ]);
    expect(of(shipment(), first, received(6, [{ good: 10 }]))).toEqual([]);
    expect(of(shipment(), first, received(6, [{ good: 14 }]))).toEqual([
      `flour excess AF23 14 ${at(6)} ${at(6)}`,
    ]);
  });

  it('is nothing of what no receipt told', () => {
    expect(of(shipment(), accounted('returned', 5, 1_200))).toEqual([]);
  });
});
