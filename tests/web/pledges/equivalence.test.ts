/** What is counted while somebody writes is what the ledger counts once it is recorded. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { items as catalogue, sectors as recorded } from '../../../src/catalogue/catalogue.ts';
import { toItem } from '../../../src/catalogue/view.ts';
import { personDaysMilli, toMilli, toPersonMonths } from '../../../src/platform/quantity.ts';
import { MINOR_DIGITS } from '../../../src/pledges/rules/currencies.ts';
import { moneyPersonDaysMilli } from '../../../src/pledges/rules/equivalence.ts';
import { toUsdCents } from '../../../src/pledges/rules/money.ts';
import { bodyOf } from '../../../src/web/pledges/rules/body.ts';
import { type Draft, newDraft, newLine } from '../../../src/web/pledges/rules/draft.ts';
import {
  bySector,
  ofGoods,
  ofLine,
  ofMoney,
  usdCentsOf,
} from '../../../src/web/pledges/rules/equivalence.ts';
import { CURRENCIES, fromMinor, minorDigitsOf, toMinor } from '../../../src/web/text/currencies.ts';
import { formatMoney } from '../../../src/web/text/numbers.ts';

const items = new Map(catalogue.map((item) => [item.code, toItem(item)]));
const sectors = new Map(
  recorded.map(({ costPerPmUsdCents, ...sector }) => [
    sector.code,
    { ...sector, costPerPmUsd: costPerPmUsdCents },
  ]),
);
const itemOf = (code: string) => items.get(code)!;
const draftOf = (changes: Partial<Draft> = {}): Draft => ({ ...newDraft('2026-11-27', 'donor'), ...changes });

describe('goods', () => {
  test('500 t of flour are 1.75 billion kilocalories and 27,778 person-months', () => {
    const { steps, pm, isEstimate } = ofGoods(itemOf('wheat_flour'), 500_000);
    expect(steps.map(({ kind }) => kind)).toEqual(['tonnes', 'kcal', 'pm']);
    expect(steps.map(({ value }) => Math.round(value))).toEqual([500, 1_750_000_000, 27_778]);
    expect([Math.round(pm!), isEstimate]).toEqual([27_778, false]);
  });

  test('2,500 School-in-a-Box are 100,000 learners for three months', () => {
    const { steps } = ofGoods(itemOf('school_in_a_box'), 2_500);
    expect(steps[0]).toEqual({ kind: 'people', value: 100_000, months: 3, sector: 'education' });
    expect(steps[1]).toEqual({ kind: 'pm', value: 300_000 });
  });

  test('of every item, what the ledger says, to the thousandth', () => {
    const quantity = fc.integer({ min: 1, max: 1_000_000_000 }).map((milli) => milli / 1_000);
    fc.assert(
      fc.property(fc.constantFrom(...catalogue), quantity, (item, much) => {
        const { numerator, denominator } = item.coverage;
        const ledger = toPersonMonths(personDaysMilli(toMilli(much), numerator, denominator));
        expect(ofGoods(itemOf(item.code), much).pm).toBeCloseTo(ledger, 2);
      }),
    );
  });
});

describe('money', () => {
  test('is an estimate by the cost of its sector, and none where it has no sector', () => {
    const sector = sectors.get('food_security')!;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 11 }), (cents) => {
        const ledger = toPersonMonths(moneyPersonDaysMilli(cents, sector.costPerPmUsd));
        expect(ofMoney(cents, sector).pm).toBeCloseTo(ledger, 2);
      }),
    );
    expect(ofMoney(100, sector).isEstimate).toBe(true);
    expect(ofMoney(100, undefined)).toMatchObject({ pm: null, steps: [{ kind: 'usd', value: 100 }] });
  });

  test('in another currency comes to the cent of the ledger; without a rate it is told of nothing', () => {
    expect(usdCentsOf(500_000, { currency: 'EUR', rate: 0.824 })).toBe(
      toUsdCents(50_000_000, 'EUR', '0.824'),
    );
    expect(usdCentsOf(500_000, { currency: 'EUR' })).toBeUndefined();
    expect(usdCentsOf(2_950.5, { currency: 'USD' })).toBe(295_050);
    const line = { ...newLine(), sector: 'trade' as const, amount: 500 };
    const draft = draftOf({ contributionType: 'financial', currency: 'EUR', lines: [line] });
    expect(ofLine(line, draft, items, sectors).steps).toEqual([]);
  });

  test('has the currencies and minor units of the ledger, not those of the browser', () => {
    expect(CURRENCIES).toEqual([...MINOR_DIGITS.keys()].sort());
    for (const [code, digits] of MINOR_DIGITS) expect([code, minorDigitsOf(code)]).toEqual([code, digits]);
    // What Intl takes for whole afghanis has two digits more.
    expect(formatMoney(295_000, 'AFN', 'en').replaceAll(/\s/g, ' ')).toBe('AFN 2,950');
    expect(toMinor(1.005, 'KWD')).toBe(1_005);
    expect(fromMinor(1_005, 'KWD')).toBe(1.005);
  });
});

test('people of different sectors are never summed', () => {
  const all = [
    ofGoods(itemOf('wheat_flour'), 18),
    ofGoods(itemOf('rice'), 17.5),
    ofGoods(itemOf('school_in_a_box'), 1),
  ];
  expect(bySector(all).map(({ sector, pm }) => [sector, Math.round(pm)])).toEqual([
    ['food_security', 2],
    ['education', 120],
  ]);
});

test('what is written in tonnes is sent in kilograms, kits as they are, amounts in minor units', () => {
  const line = { ...newLine(), item: 'wheat_flour', province: 'AF23', quantity: 0.0505, amount: 99.99 };
  const kits = { ...newLine(), item: 'school_in_a_box', quantity: 12, weightUnit: 't' as const };
  const body = bodyOf(draftOf({ reference: ' KZ-1 ', lines: [line, kits] }), items, 'different');
  expect(body.lines).toEqual([
    { sector: 'food_security', province: 'AF23', item: 'wheat_flour', quantity: 50.5, amount: 9_999 },
    { sector: 'education', province: null, item: 'school_in_a_box', quantity: 12, amount: null },
  ]);
  expect(body).toMatchObject({
    ...{ reference: 'KZ-1', ratePerUsd: 1, rateDate: '2026-11-27', duplicateAnswer: 'different' },
  });
  const money = { ...newLine(), sector: 'unallocated' as const, amount: 10, item: 'rice', quantity: 5 };
  const financial = draftOf({ contributionType: 'financial', currency: 'JPY', rate: 150, lines: [money] });
  // Goods that were written before money was chosen stay in the draft and are not sent.
  expect(bodyOf(financial, items).lines).toEqual([
    { sector: 'unallocated', province: null, item: null, quantity: null, amount: 10 },
  ]);
});
