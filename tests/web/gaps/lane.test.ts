import { type Arbitrary, array, assert, nat, option, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GapExplanation } from '../../../src/gaps/contract/explain.ts';
import { heightsOf, scaleOf } from '../../../src/web/gaps/rules/chart.ts';
import { movesOf, remainderOf, toldOf } from '../../../src/web/gaps/rules/explanation.ts';
import { CLASSES, type SupplyClass } from '../../../src/web/ui/classes.ts';

const parts = record(
  Object.fromEntries(CLASSES.map((one) => [one, nat(10_000)])) as Record<SupplyClass, Arbitrary<number>>,
);

describe('the chart of a lane', () => {
  test('stacks the parts without a hole up to the need', () => {
    assert(
      property(parts, (of) => {
        const stacked = heightsOf(of);
        let floor = 0;
        for (const { from, to } of stacked) {
          expect(from).toBe(floor);
          floor = to;
        }
        expect(floor).toBe(CLASSES.reduce((sum, one) => sum + of[one], 0));
      }),
    );
  });

  test('its scale reaches above everything, in at most five steps', () => {
    assert(
      property(array(record({ needPm: option(nat(5e6)), carriedPm: nat(5e6) })), (months) => {
        const { top, ticks } = scaleOf(months);
        for (const { needPm, carriedPm } of months)
          expect(top).toBeGreaterThanOrEqual(Math.max(needPm ?? 0, carriedPm));
        expect(ticks.length).toBeLessThanOrEqual(6);
        expect(ticks.at(-1)).toBe(top);
      }),
    );
  });
});

const NOTHING = {
  ...{ need: 0, delivered: 0, inTransit: 0, late: 0, held: 0, stale: 0, firm: 0, pledged: 0, lost: 0 },
  ...{ unpledged: 0, excess: 0 },
};
type Difference = GapExplanation['total'][number];
const moved = (month: string, some: Partial<Difference>): Difference => ({ ...NOTHING, month, ...some });

describe('an explanation', () => {
  const step = (difference: Difference) => ({
    at: '2026-11-20T00:00:00.000Z',
    facts: [],
    moved: [difference],
  });
  const whole = {
    total: [moved('2026-11', { delivered: 60_000, unpledged: -60_000 })],
    time: [moved('2026-11', { late: 30_000, inTransit: -30_000 })],
    steps: [
      step(moved('2026-11', { delivered: 60_000, late: -30_000, inTransit: 30_000, unpledged: -60_000 })),
    ],
  };

  test('adds up when time and facts are the total', () => {
    expect(remainderOf(whole)).toBe(0);
    expect(remainderOf({ ...whole, time: [] })).toBe(30_000);
  });

  test('is said in person-months, equal moves of many months once', () => {
    const needs = ['2026-11', '2026-12'].map((month) => moved(month, { need: 900_000, unpledged: 900_000 }));
    expect(toldOf(movesOf(needs))).toEqual([
      { part: 'need', pm: 30, months: ['2026-11', '2026-12'] },
      { part: 'unpledged', pm: 30, months: ['2026-11', '2026-12'] },
    ]);
  });
});
