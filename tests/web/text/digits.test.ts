import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import { latinDigits, parseNumber } from '../../../src/web/text/digits.ts';

test.each([
  ['12345', 12_345],
  ['۱۲۳۴۵', 12_345],
  ['١٢٣٤٥', 12_345],
  ['12,345.5', 12_345.5],
  ['۱۲٬۳۴۵٫۵', 12_345.5],
  ['١٢٬٣٤٥٫٥', 12_345.5],
  ['۱۲،۳۴۵', 12_345],
  [' 1 000 ', 1_000],
  ['\u200f۵۰', 50],
  ["1'000'000", 1_000_000],
  ['−3', -3],
  ['-۰', 0],
  ['0.001', 0.001],
])('%s means %d', (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test.each([
  '',
  ' ',
  'abc',
  '1,5',
  '12,34',
  '1.2.3',
  '1.',
  '.5',
  '1e3',
  '0x10',
  '۱٫',
  '--1',
  '1,0000',
  'Infinity',
])('"%s" is no number, or could be two', (text) => {
  expect(parseNumber(text)).toBeUndefined();
});

const SETS = { latn: 'en-GB', arabext: 'fa-AF', arab: 'ar-EG' };

test.each(Object.entries(SETS))('whatever is shown in %s is read back as the same', (set, locale) => {
  const format = new Intl.NumberFormat(`${locale}-u-nu-${set}`, { maximumFractionDigits: 3 });
  assert(
    property(integer({ min: -(10 ** 12), max: 10 ** 12 }), (milli) => {
      const value = milli / 1000;
      expect(parseNumber(format.format(value))).toBe(Number(value.toFixed(3)) + 0);
    }),
  );
});

test('digits alone are changed, and nothing else', () => {
  expect(latinDigits('WB-۸۵۰ / ٨٥٠ كب')).toBe('WB-850 / 850 كب');
});
