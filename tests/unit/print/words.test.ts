import { describe, expect, it } from 'vitest';
import {
  calendarDayText,
  centsText,
  dayText,
  numberText,
  timeText,
} from '../../../src/platform/print/words.ts';

describe('numbers and days in print', () => {
  it('are Persian digits in Dari', () => {
    expect(numberText('fa', 1_234_567.5)).toBe('۱٬۲۳۴٬۵۶۷٫۵');
    expect(numberText('en', 1_234_567.5)).toBe('1,234,567.5');
  });

  it('show cents only where there are any', () => {
    expect([centsText('en', 123_400), centsText('en', 123_450), centsText('fa', 123_450)]).toEqual([
      '1,234',
      '1,234.50',
      '۱٬۲۳۴٫۵۰',
    ]);
  });

  it('are Kabul days: the Solar Hijri one with its Afghan month first, the Gregorian one beside it', () => {
    // 19:30 in UTC is midnight in Kabul.
    const midnight = Date.parse('2026-11-23T19:30:00Z');
    expect(dayText('fa', midnight)).toBe('۳ قوس ۱۴۰۵ (۲۴ نومبر ۲۰۲۶)');
    expect(dayText('fa', midnight - 1)).toBe('۲ قوس ۱۴۰۵ (۲۳ نومبر ۲۰۲۶)');
    expect(dayText('en', midnight)).toBe('24 November 2026');
    expect([timeText('en', midnight), timeText('fa', midnight)]).toEqual(['00:00', '۰۰:۰۰']);
  });

  it('name every Afghan month as it is named', () => {
    const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}-25`);
    expect(months.map((day) => calendarDayText('fa', day).split(' ')[1])).toEqual(
      'دلو حوت حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی'.split(' '),
    );
  });
});
