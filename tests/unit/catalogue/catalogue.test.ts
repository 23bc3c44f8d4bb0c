import { describe, expect, it } from 'vitest';
import { itemOf, items, matchItem, sectorOf, sectors } from '../../../src/catalogue/catalogue.ts';
import { listItems, listSectors } from '../../../src/catalogue/contract.ts';
import { personDaysMilli, toMilli, toPersonMonths } from '../../../src/platform/quantity.ts';

/** Thousandths of a person-day that a quantity of an item covers. */
function covers(code: string, quantity: number): number {
  const { numerator, denominator } = itemOf(code)?.coverage ?? { numerator: 0, denominator: 1 };
  return personDaysMilli(toMilli(quantity), numerator, denominator);
}

describe('what items cover', () => {
  it('1 t of wheat flour covers 1,666.667 person-days, 55.556 person-months', () => {
    expect(covers('wheat_flour', 1000)).toBe(1_666_667);
    expect(toPersonMonths(covers('wheat_flour', 1000))).toBe(55.556);
  });

  it('one School-in-a-Box covers 3,600 person-days, 120 person-months over 3 months', () => {
    expect(covers('school_in_a_box', 1)).toBe(3_600_000);
    expect(toPersonMonths(covers('school_in_a_box', 1))).toBe(120);
    expect(itemOf('school_in_a_box')?.monthsOfUse).toBe(3);
  });

  it('2,500 School-in-a-Box serve 100,000 learners for 3 months', () => {
    expect(toPersonMonths(covers('school_in_a_box', 2500))).toBe(100_000 * 3);
  });

  it('a full ration is one person-month', () => {
    expect(toPersonMonths(covers('food_ration_full', 1))).toBe(1);
  });

  it('flour, oil, pulses and salt for a family of 7 are about 54 % of its energy', () => {
    const basket =
      covers('wheat_flour', 50) +
      covers('veg_oil', 4.6) +
      covers('pulses_split_peas', 6.25) +
      covers('salt_iodised', 0.5);
    expect(basket / (7 * 30 * 1000)).toBeCloseTo(0.537, 3);
  });

  it('salt has no energy', () => {
    expect(covers('salt_iodised', 1000)).toBe(0);
  });
});

describe('the catalogue', () => {
  it('has the three sectors, trade without a humanitarian cluster', () => {
    expect(sectors.map(({ code, hpcCluster, carryMonths }) => [code, hpcCluster, carryMonths])).toEqual([
      ['food_security', 'FSC', 6],
      ['education', 'EDU', 0],
      ['trade', null, 0],
    ]);
    expect(sectorOf('unallocated')).toBeUndefined();
  });

  it('costs a person-month in whole cents, as the plan of 2026 does', () => {
    expect(sectors.map((sector) => sector.costPerPmUsdCents)).toEqual([456, 815, 2500]);
    expect(Math.round(65_110_160_900 / (11_911_619 * 12))).toBe(456);
    expect(Math.round(6_004_000_000 / (613_774 * 12))).toBe(815);
  });

  it('has 15 items with a sector, a unit and an honest status', () => {
    expect(items).toHaveLength(15);
    for (const item of items) {
      expect(sectorOf(item.sector)).toBeDefined();
      expect(item.unit).toMatch(/^[A-Z0-9]{2,3}$/);
      expect(item.source).not.toBe('');
      expect(item.nameStatus).toContain('to be confirmed by native speakers');
    }
    expect(items.filter((item) => item.sector === 'trade').map((item) => item.status)).toEqual(
      Array.from({ length: 3 }, () => 'proposal'),
    );
  });

  it('finds an item by code and by name, and suggests for a typo', () => {
    expect(matchItem('Wheat-Flour')).toMatchObject({ found: { code: 'wheat_flour' } });
    expect(matchItem('آرد گندم')).toMatchObject({ found: { code: 'wheat_flour' } });
    expect(matchItem('wheat flower')).toMatchObject({ suggestions: [{ code: 'wheat_flour' }] });
    expect(itemOf('Wheat flour')).toBeUndefined();
  });

  it('cannot be changed in memory', () => {
    expect(() => Object.assign(itemOf('rice')?.coverage ?? {}, { numerator: 1 })).toThrow(TypeError);
  });
});

describe('the contract of the catalogue', () => {
  it('answers an item in the words of the API', () => {
    const answer = {
      items: [
        {
          code: 'wheat_flour',
          sector: 'food_security',
          unit: 'KGM',
          name: { en: 'Wheat flour, fortified', fa: 'آرد گندم', ps: 'د غنمو اوړه' },
          nameStatus: 'Dari and Pashto to be confirmed by native speakers',
          coverage: { personDays: [3500, 2100], monthsOfUse: 1 },
          usualPack: '50 kg bag',
          status: 'planning value',
          source: 'kcal/kg planning value',
        },
      ],
      nextCursor: null,
    };
    const { body } = listItems.responses[200];
    expect(body.parse(answer)).toEqual(answer);
    expect(body.safeParse({ items: [{ ...answer.items[0], extra: 1 }], nextCursor: null }).success).toBe(
      false,
    );
    expect(listItems.query.safeParse({ sector: 'unallocated' }).success).toBe(false);
  });

  it('answers the cost of a person-month in integer cents', () => {
    const trade = sectorOf('trade');
    const { costPerPmUsdCents, ...rest } = trade ?? { costPerPmUsdCents: 0 };
    const { body } = listSectors.responses[200];
    const accepts = (costPerPmUsd: number): boolean =>
      body.safeParse({ items: [{ ...rest, costPerPmUsd }], nextCursor: null }).success;
    expect(accepts(costPerPmUsdCents)).toBe(true);
    expect(accepts(25.5)).toBe(false);
  });
});
