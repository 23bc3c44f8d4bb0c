import { describe, expect, it } from 'vitest';
import { moneyPersonDaysMilli } from '../../../src/pledges/rules/equivalence.ts';
import { MINOR_DIGITS } from '../../../src/pledges/rules/currencies.ts';
import { fromUsdCents, minorDigits, rateText, toUsdCents } from '../../../src/pledges/rules/money.ts';

describe('US dollars', () => {
  it('500,000 EUR at 0.824 are 606,796 USD to the dollar', () => {
    const cents = toUsdCents(50_000_000, 'EUR', '0.824');
    expect(cents).toBe(60_679_612);
    expect(Math.round(cents / 100)).toBe(606_796);
  });

  it.each([
    // amount in minor units, currency, units per USD → US cents
    ['a dollar is a dollar', 12_345, 'USD', '1', 12_345],
    ['the yen has no minor unit', 1_000_000, 'JPY', '150', 666_667],
    ['the Kuwaiti dinar has a thousand fils', 1_000_000, 'KWD', '0.3', 333_333],
    ['the afghani has a hundred puls', 7_000_000, 'AFN', '70', 100_000],
    ['the unidad de fomento has four digits', 10_000, 'CLF', '0.025', 4_000],
    ['nothing is nothing', 0, 'EUR', '0.824', 0],
  ])('%s', (_what, amountMinor, currency, rate, cents) => {
    expect(toUsdCents(amountMinor, currency, rate)).toBe(cents);
  });

  it.each([
    // half a cent goes to the even one
    [1, '2', 0],
    [3, '2', 2],
    [5, '2', 2],
    [7, '2', 4],
    // anything beyond the half goes up
    [500_001, '1000000', 1],
    [499_999, '1000000', 0],
  ])('%d cents at %s are rounded half-even to %d', (amountMinor, rate, cents) => {
    expect(toUsdCents(amountMinor, 'EUR', rate)).toBe(cents);
  });

  it('are exact where binary fractions are not: 1 at 0.1 are 10', () => {
    expect(toUsdCents(100, 'EUR', '0.1')).toBe(1_000);
    expect(toUsdCents(300_000_000_000_000, 'EUR', '0.3')).toBe(1_000_000_000_000_000);
  });
});

describe('minor units by ISO 4217', () => {
  it.each([
    ['USD', 2],
    ['EUR', 2],
    ['KZT', 2],
    // Node's own table says 0 for AFN, and 0 for IQD.
    ['AFN', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['VND', 0],
    ['KWD', 3],
    ['BHD', 3],
    ['IQD', 3],
    ['TND', 3],
    ['CLF', 4],
  ])('%s has %d', (currency, digits) => {
    expect(minorDigits(currency)).toBe(digits);
  });
});

describe('the currencies', () => {
  it('are those of ISO 4217 that have a minor unit, each once', () => {
    const digits = Object.groupBy(MINOR_DIGITS.values(), (count) => count);
    // 164 in use (two of them since 2024: XCG, ZWG) and 6 withdrawn since 2021.
    expect(Object.entries(digits).map(([count, codes]) => [count, codes?.length])).toEqual([
      ['0', 17],
      ['2', 144],
      ['3', 7],
      ['4', 2],
    ]);
    for (const code of MINOR_DIGITS.keys()) expect(code).toMatch(/^[A-Z]{3}$/);
  });

  it('hold every one that an office near Afghanistan may promise in', () => {
    const near = 'AFN IRR PKR TJS UZS TMT KZT KGS CNY INR RUB TRY AED SAR QAR KWD OMR BHD IQD'.split(' ');
    expect(near.filter((code) => !MINOR_DIGITS.has(code))).toEqual([]);
  });

  it.each(['XXX', 'XTS', 'XAU', 'XDR', 'DEM', 'ABC', 'BTC'])('%s is none', (code) => {
    expect(MINOR_DIGITS.has(code)).toBe(false);
  });
});

describe('dollars and back', () => {
  it.each([
    // US cents, currency, rate → minor units
    [60_679_612, 'EUR', '0.824', 50_000_000],
    [666_667, 'JPY', '150', 1_000_000],
    [333_333, 'KWD', '0.3', 999_999],
    [1, 'EUR', '0.5', 0],
    [3, 'EUR', '0.5', 2],
  ])('%d cents in %s at %s are %d', (cents, currency, rate, minor) => {
    expect(fromUsdCents(cents, currency, rate)).toBe(minor);
  });
});

describe('a rate', () => {
  it.each([
    [0.824, '0.824'],
    [1, '1'],
    [70.25, '70.25'],
    [0.123456789, '0.123456789'],
    [12_000, '12000'],
  ])('%d is kept as the text %s', (rate, text) => {
    expect(rateText(rate)).toBe(text);
  });

  it.each([0, -1, 0.1234567891, 1e-9, 1e21, Number.NaN, Infinity])('%d is refused', (rate) => {
    expect(rateText(rate)).toBeUndefined();
  });
});

describe('what money covers', () => {
  it('456.00 USD at 4.56 USD a person-month are 100 person-months', () => {
    expect(moneyPersonDaysMilli(45_600, 456)).toBe(100 * 30 * 1000);
  });

  it('is rounded half-even to a thousandth of a person-day', () => {
    // 30,000 × 1 / 456 = 65.789…
    expect(moneyPersonDaysMilli(1, 456)).toBe(66);
    expect(moneyPersonDaysMilli(1, 60_000)).toBe(0);
    expect(moneyPersonDaysMilli(3, 60_000)).toBe(2);
  });
});
