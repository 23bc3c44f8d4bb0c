import { describe, expect, it } from 'vitest';
import type { PrintLanguage } from '../../../src/platform/print/document.ts';
import {
  calendarDayText,
  centsText,
  dayText,
  monthText,
  numberText,
  timeText,
} from '../../../src/platform/print/words.ts';

describe('numbers and days in print', () => {
  it('are Persian digits in Dari and Pashto', () => {
    expect(numberText('fa', 1_234_567.5)).toBe('۱٬۲۳۴٬۵۶۷٫۵');
    expect(numberText('ps', 1_234_567.5)).toBe('۱٬۲۳۴٬۵۶۷٫۵');
    expect(numberText('en', 1_234_567.5)).toBe('1,234,567.5');
  });

  it('show cents only where there are any', () => {
    expect([centsText('en', 123_400), centsText('en', 123_450), centsText('fa', 123_450)]).toEqual([
      '1,234',
      '1,234.50',
      '۱٬۲۳۴٫۵۰',
    ]);
  });

  it('are Kabul days in both calendars, with Afghan months: the one people live by first, the other beside it', () => {
    // 19:30 in UTC is midnight in Kabul.
    const midnight = Date.parse('2026-11-23T19:30:00Z');
    expect(dayText('fa', midnight)).toBe('۳ قوس ۱۴۰۵ (۲۴ نومبر ۲۰۲۶)');
    expect(dayText('fa', midnight - 1)).toBe('۲ قوس ۱۴۰۵ (۲۳ نومبر ۲۰۲۶)');
    expect(dayText('ps', midnight)).toBe('۳ ليندۍ ۱۴۰۵ (۲۴ نومبر ۲۰۲۶)');
    expect(dayText('en', midnight)).toBe('24 November 2026 (3 Qaws 1405)');
    expect([timeText('en', midnight), timeText('fa', midnight)]).toEqual(['00:00', '۰۰:۰۰']);
  });

  it('name every Afghan month as it is named', () => {
    const months = Array.from({ length: 12 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}-25`);
    const named = (lang: PrintLanguage) => months.map((day) => calendarDayText(lang, day));
    expect(named('fa').map((day) => day.split(' ')[1])).toEqual(
      'دلو حوت حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی'.split(' '),
    );
    expect(named('ps').map((day) => day.split(' ')[1])).toEqual(
      'سلواغه کب وری غويی غبرګولی چنګاښ زمری وږی تله لړم ليندۍ مرغومی'.split(' '),
    );
    expect(named('en').map((day) => day.split(' ')[4])).toEqual(
      'Dalw Hut Hamal Sawr Jawza Saratan Asad Sunbula Mizan Aqrab Qaws Jadi'.split(' '),
    );
  });

  it('agree with the equinox: the year turns on Nawruz, 21 or 20 March', () => {
    expect(calendarDayText('en', '2026-03-20')).toBe('20 March 2026 (29 Hut 1404)');
    expect(calendarDayText('en', '2026-03-21')).toBe('21 March 2026 (1 Hamal 1405)');
    expect(calendarDayText('fa', '2025-03-20')).toBe('۳۰ حوت ۱۴۰۳ (۲۰ مارچ ۲۰۲۵)');
  });

  it('name a month where the day is not told', () => {
    expect([monthText('en', '2026-11'), monthText('fa', '2026-11'), monthText('ps', '2026-11')]).toEqual([
      'November 2026',
      'نومبر ۲۰۲۶',
      'نومبر ۲۰۲۶',
    ]);
  });
});
