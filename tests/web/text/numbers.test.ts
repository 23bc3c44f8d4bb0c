import { expect, test } from 'vitest';
import { formatMoney, formatNumber, formatPm, formatShare } from '../../../src/web/text/numbers.ts';

test('a share is never called more than it is', () => {
  expect(formatShare(0.999, 'en')).toBe('99%');
  expect(formatShare(0.29, 'en')).toBe('29%');
  expect(formatShare(1, 'en')).toBe('100%');
});

test('numbers are in the digits of the language', () => {
  expect(formatPm(1_396_930.4, 'en')).toBe('1,396,930');
  expect(formatPm(1_396_930.4, 'ps')).toBe(formatPm(1_396_930.4, 'fa'));
  expect(formatNumber(1.5, 'fa')).toBe('۱٫۵');
});

test('money is in minor units, of which yen have none and dinars three', () => {
  expect(formatMoney(29_500_000, 'USD', 'en')).toBe('USD\u00a0295,000');
  expect(formatMoney(29_550, 'USD', 'en')).toBe('USD\u00a0295.50');
  expect(formatMoney(295, 'JPY', 'en')).toBe('JPY\u00a0295');
  expect(formatMoney(1_500, 'KWD', 'en')).toBe('KWD\u00a01.500');
});
