/** What can stand in for what is missing: by weight, as the sources have it, and never oil for cereal. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gramsOf, rationParts, substitutions } from '../../../src/catalogue/rations.ts';
import { isForbidden, substitutesFor } from '../../../src/catalogue/rules/substitution.ts';

const ratio = (commodity: string, substitute: string, numerator: number, denominator = 1) => ({
  ...{ commodity, substitute, numerator, denominator },
});
const COMMODITIES = ['cereals', 'pulses', 'oil', 'blended_food', 'sugar', 'salt'];

describe('what can stand in', () => {
  const table = [ratio('oil', 'cereals', 3), ratio('oil', 'sugar', 2), ratio('cereals', 'pulses', 1, 2)];
  const there: Record<string, { inLane: number; unallocated: number }> = {
    cereals: { inLane: 100, unallocated: 50 },
    pulses: { inLane: 30, unallocated: 0 },
  };
  const availableOf = (commodity: string) => there[commodity] ?? { inLane: 0, unallocated: 0 };

  it.each([
    [
      '150 of cereal for 50 of oil: 3 for 1',
      'oil',
      100,
      [
        ['cereals', 300, 50],
        ['sugar', 200, 0],
      ],
    ],
    [
      'never more than is missing',
      'oil',
      20,
      [
        ['cereals', 60, 20],
        ['sugar', 40, 0],
      ],
    ],
    ['30 of pulses for 60 of cereal: 1 for 2', 'cereals', 101, [['pulses', 51, 60]]],
    ['nothing for salt', 'salt', 10, []],
  ] as const)('%s', (_case, commodity, missing, expected) => {
    const advice = substitutesFor({ commodity, missing }, table, availableOf);
    expect(
      advice.map(({ substitution, needed, covers }) => [substitution.substitute, needed, covers]),
    ).toEqual(expected);
  });

  it('is never oil for cereal, whatever the table says, nor more than is there or missing', () => {
    const anyRatio = fc.record({
      commodity: fc.constantFrom(...COMMODITIES),
      substitute: fc.constantFrom(...COMMODITIES),
      numerator: fc.integer({ min: 1, max: 5 }),
      denominator: fc.integer({ min: 1, max: 5 }),
    });
    const anything = fc.tuple(
      fc.array(anyRatio, { maxLength: 20 }),
      fc.constantFrom(...COMMODITIES),
      fc.nat(1e9),
      fc.record({ inLane: fc.nat(1e9), unallocated: fc.nat(1e9) }),
    );
    fc.assert(
      fc.property(anything, ([some, commodity, missing, available]) => {
        const withOil = [...some, ratio('cereals', 'oil', 1, 3)];
        for (const { substitution, covers, needed } of substitutesFor(
          { commodity, missing },
          withOil,
          () => available,
        )) {
          expect([commodity, substitution.substitute]).not.toEqual(['cereals', 'oil']);
          expect(substitution.commodity).toBe(commodity);
          expect(covers).toBeLessThanOrEqual(missing);
          const there = available.inLane + available.unallocated;
          expect(covers * substitution.numerator).toBeLessThanOrEqual(there * substitution.denominator);
          expect(needed * substitution.denominator).toBeGreaterThanOrEqual(missing * substitution.numerator);
        }
      }),
    );
  });
});

describe('the tables of a release', () => {
  it('a full ration is 555 g of six parts', () => {
    expect(rationParts.map(({ commodity }) => commodity)).toEqual(COMMODITIES);
    expect(rationParts.reduce((sum, { gramsPerDay }) => sum + gramsPerDay, 0)).toBe(555);
  });

  it('ratios are those of UNHCR and WFP, and oil stands in for no cereal', () => {
    const told = substitutions
      .filter(({ status }) => status === 'sourced')
      .map(
        ({ commodity, substitute, numerator, denominator }) =>
          `${numerator} ${substitute} for ${denominator} ${commodity}`,
      );
    expect(told).toEqual([
      '3 cereals for 1 oil',
      '2 cereals for 1 pulses',
      '2 sugar for 1 oil',
      '1 blended_food for 1 pulses',
      '1 pulses for 1 blended_food',
    ]);
    expect(substitutions.filter(isForbidden)).toEqual([]);
    for (const { longestMonths } of substitutions) expect(longestMonths).toBe(1);
  });

  it('a ration holds all its parts: 16.65 kg a person and month', () => {
    const [cereals] = rationParts;
    expect(gramsOf(cereals!, 'food_ration_full', 2000)).toBe(24_000);
    expect(gramsOf(cereals!, 'rice', 5000)).toBe(5000);
    expect(gramsOf(cereals!, 'veg_oil', 5000)).toBe(0);
    expect(rationParts.reduce((sum, part) => sum + gramsOf(part, 'food_ration_full', 1000), 0)).toBe(16_650);
  });
});
