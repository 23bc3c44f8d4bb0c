import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Delivery, stockByItem } from '../../../src/gaps/rules/forecast.ts';
import { crossings } from '../../../src/places/crossings.ts';
import { provinces } from '../../../src/places/places.ts';
import { distanceKm, inlandDays } from '../../../src/places/rules/lead-time.ts';

const delivery = (item: string, arrivalMonth: string, personDaysMilli: number): Delivery => ({
  ...{ item, arrivalMonth, personDaysMilli, quantityMilli: personDaysMilli * 2 },
});

describe('what a stock is made of', () => {
  it.each([
    ['the newest month, when that is enough', 100, [['flour', 100]]],
    [
      'two items of one month in proportion',
      200,
      [
        ['flour', 150],
        ['oil', 50],
      ],
    ],
    [
      'and older ones beyond it',
      450,
      [
        ['flour', 300],
        ['oil', 100],
        ['pulses', 50],
      ],
    ],
    ['nothing of no stock', 0, []],
  ] as const)('%s', (_case, stockMilli, expected) => {
    const came =
      stockMilli === 100
        ? [delivery('flour', '2026-11', 400), delivery('oil', '2026-09', 100)]
        : [
            delivery('flour', '2026-11', 300),
            delivery('oil', '2026-11', 100),
            delivery('pulses', '2026-09', 500),
          ];
    const stock = stockByItem(came, stockMilli);
    expect(Array.from(stock, ([item, { personDaysMilli }]) => [item, personDaysMilli])).toEqual(expected);
  });

  it('is never more than the stock, nor than what came', () => {
    const anything = fc.array(
      fc.record({
        item: fc.constantFrom('flour', 'oil', 'salt'),
        arrivalMonth: fc.constantFrom('2026-09', '2026-10', '2026-11'),
        personDaysMilli: fc.integer({ min: 1, max: 1e9 }),
        quantityMilli: fc.integer({ min: 1, max: 1e9 }),
      }),
    );
    fc.assert(
      fc.property(anything, fc.integer({ min: 0, max: 2e9 }), (came, stockMilli) => {
        const held = [...stockByItem(came, stockMilli).values()];
        const sum = held.reduce((all, { personDaysMilli }) => all + personDaysMilli, 0);
        const whole = came.reduce((all, { personDaysMilli }) => all + personDaysMilli, 0);
        // Each part is rounded to a thousandth of a person-day.
        expect(Math.abs(sum - Math.min(stockMilli, whole))).toBeLessThanOrEqual(came.length);
      }),
    );
  });
});

describe('days inside the country', () => {
  const hairatan = crossings.find(({ code }) => code === 'hairatan')!.point;
  const pointOf = (pcode: string) => provinces.find((province) => province.pcode === pcode)!.point;

  it('grow with the distance, from one day on', () => {
    expect(inlandDays(hairatan, pointOf('AF21'))).toBe(1);
    expect(inlandDays(hairatan, pointOf('AF27'))).toBeGreaterThan(inlandDays(hairatan, pointOf('AF01')));
    expect(inlandDays(null, pointOf('AF27'))).toBe(1);
  });

  it('come from distances on the sphere: Kabul to Kandahar is some 450 km', () => {
    expect(distanceKm(pointOf('AF01'), pointOf('AF27'))).toBeGreaterThan(400);
    expect(distanceKm(pointOf('AF01'), pointOf('AF27'))).toBeLessThan(520);
  });
});
