import { assert, integer, property } from 'fast-check';
import { expect, test } from 'vitest';
import {
  ageOf,
  dayIn,
  formatDay,
  formatDayBoth,
  formatMoment,
  formatMonth,
  isoOf,
  kabulDay,
  kabulMonth,
  monthNames,
} from '../../../src/web/text/dates.ts';

/** First and last days of months of 1405, a common year, and the leap day of 1403. */
test.each([
  ['2026-03-21', { year: 1405, month: 1, day: 1 }],
  ['2026-09-22', { year: 1405, month: 6, day: 31 }],
  ['2026-09-23', { year: 1405, month: 7, day: 1 }],
  ['2026-11-27', { year: 1405, month: 9, day: 6 }],
  ['2027-03-20', { year: 1405, month: 12, day: 29 }],
  ['2025-03-20', { year: 1403, month: 12, day: 30 }],
])('%s is a day of the Solar Hijri calendar', (day, expected) => {
  expect(dayIn('persian', new Date(`${day}T12:00:00Z`), 'UTC')).toEqual(expected);
});

test('each language has its own months in both calendars', () => {
  const day = '2026-11-27';
  expect(formatDay(day, 'en')).toBe('27 November 2026');
  expect(formatDay(day, 'en', 'persian')).toBe('6 Qaws 1405');
  expect(formatDay(day, 'fa', 'persian')).toBe('۶ قوس ۱۴۰۵');
  expect(formatDay(day, 'fa')).toBe('۲۷ نومبر ۲۰۲۶');
  expect(formatDay(day, 'ps', 'persian')).toBe('۶ ليندۍ ۱۴۰۵');
  expect(formatDay(day, 'ps')).toBe('۲۷ نومبر ۲۰۲۶');
  expect(formatMonth('2026-11', 'ps')).toBe('نومبر ۲۰۲۶');
});

test('whoever reads Dari or Pashto finds the Solar Hijri day first', () => {
  expect(formatDayBoth('2026-11-27', 'en')).toBe('27 November 2026 (6 Qaws 1405)');
  expect(formatDayBoth('2026-11-27', 'fa')).toBe('۶ قوس ۱۴۰۵ (۲۷ نومبر ۲۰۲۶)');
});

test('days are those of Kabul, half an hour off the others', () => {
  const before = new Date('2026-11-30T19:29:59Z');
  const after = new Date('2026-11-30T19:30:00Z');
  expect([kabulDay(before), kabulDay(after)]).toEqual(['2026-11-30', '2026-12-01']);
  expect([kabulMonth(before), kabulMonth(after)]).toEqual(['2026-11', '2026-12']);
  expect(formatMoment('2026-11-27T10:00:00Z', 'en')).toBe('27 November 2026, 14:30');
});

test('an age is told in the greatest unit of which there are two', () => {
  const now = Date.parse('2026-11-27T10:00:00Z');
  expect(ageOf('2026-11-27T10:00:30Z', now)).toEqual({ unit: 'minutes', count: 0 });
  expect(ageOf('2026-11-27T08:01:00Z', now)).toEqual({ unit: 'minutes', count: 119 });
  expect(ageOf('2026-11-25T10:01:00Z', now)).toEqual({ unit: 'hours', count: 47 });
  expect(ageOf('2026-11-25T10:00:00Z', now)).toEqual({ unit: 'days', count: 2 });
});

test.each(['gregory', 'persian'] as const)(
  'a day of the calendar %s is the ISO day it came from, for a century',
  (calendar) => {
    assert(
      property(integer({ min: 0, max: 36_500 }), (days) => {
        const at = new Date(Date.UTC(1990, 0, 1, 12) + days * 86_400_000);
        expect(isoOf(calendar, dayIn(calendar, at, 'UTC'))).toBe(at.toISOString().slice(0, 10));
      }),
    );
  },
);

test('days that do not exist are none', () => {
  expect(isoOf('persian', { year: 1405, month: 12, day: 30 })).toBeUndefined();
  expect(isoOf('persian', { year: 1403, month: 12, day: 30 })).toBe('2025-03-20');
  expect(isoOf('persian', { year: 1405, month: 7, day: 31 })).toBeUndefined();
  expect(isoOf('gregory', { year: 2026, month: 2, day: 29 })).toBeUndefined();
  expect(isoOf('gregory', { year: 2026, month: 13, day: 1 })).toBeUndefined();
});

test('the months of a calendar are twelve, in order', () => {
  expect(monthNames('persian', 'fa')).toEqual([
    ...['حمل', 'ثور', 'جوزا', 'سرطان', 'اسد', 'سنبلهٔ'],
    ...['میزان', 'عقرب', 'قوس', 'جدی', 'دلو', 'حوت'],
  ]);
  expect(monthNames('persian', 'ps')[8]).toBe('ليندۍ');
  expect(monthNames('gregory', 'en')).toHaveLength(12);
  expect(monthNames('gregory', 'en')[11]).toBe('December');
});
