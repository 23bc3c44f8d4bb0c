/** Calendars and digits in the browser people use: Chromium knows no Pashto, and other months for Iran than for Afghanistan. */
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';
import { openPage } from '../../support/chromium.ts';

const entry = new URL('../../../src/web/text/dates.ts', import.meta.url).pathname;

test('the months of both calendars are those of Afghanistan, in Dari and in Pashto', async () => {
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, lib: { entry, formats: ['iife'], name: 'dates' } },
  })) as Rolldown.RolldownOutput[];
  const { page } = await openPage('http://127.0.0.1', 'about:blank', { language: 'ps' });
  await page.addScriptTag({ content: built[0]?.output[0].code ?? '' });
  const told = await page.evaluate<Record<string, unknown>>(`({
    knowsPashto: Intl.DateTimeFormat.supportedLocalesOf(['ps']).length > 0,
    fa: dates.monthNames('persian', 'fa'),
    ps: dates.monthNames('persian', 'ps'),
    days: ['en', 'fa', 'ps'].map((language) => dates.formatDayBoth('2026-11-27', language)),
    newYear: ['2026-03-20', '2026-03-21'].map((day) => dates.formatDay(day, 'ps', 'persian')),
    moment: dates.formatMoment('2026-11-30T19:30:00Z', 'ps'),
    back: dates.isoOf('persian', { year: 1405, month: 9, day: 6 }),
  })`);
  expect(told).toEqual({
    knowsPashto: false,
    fa: ['حمل', 'ثور', 'جوزا', 'سرطان', 'اسد', 'سنبلهٔ', 'میزان', 'عقرب', 'قوس', 'جدی', 'دلو', 'حوت'],
    ps: ['وری', 'غويی', 'غبرګولی', 'چنګاښ', 'زمری', 'وږی', 'تله', 'لړم', 'ليندۍ', 'مرغومی', 'سلواغه', 'کب'],
    days: ['27 November 2026 (6 Qaws 1405)', '۶ قوس ۱۴۰۵ (۲۷ نومبر ۲۰۲۶)', '۶ ليندۍ ۱۴۰۵ (۲۷ نومبر ۲۰۲۶)'],
    newYear: ['۲۹ کب ۱۴۰۴', '۱ وری ۱۴۰۵'],
    moment: '۱۰ ليندۍ ۱۴۰۵، ۰۰:۰۰',
    back: '2026-11-27',
  });
});
