import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatMonth } from '../../text/dates.ts';
import { formatPm } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { CLASSES } from '../../ui/classes.ts';
import { ClassName } from '../../ui/waterfall.tsx';
import { LevelBadge } from '../level-badge.tsx';
import type { Lane } from '../queries.ts';
import { RECORDED, type RecordedClass } from '../rules/lane-search.ts';
import { gapsTexts } from '../texts.ts';
import { NumberLink } from './number-link.tsx';

const HEAD = 'py-2 ps-4 text-end align-bottom font-normal text-quiet';
const CELL = 'py-2 ps-4 text-end whitespace-nowrap';
const isRecorded = (one: string): one is RecordedClass => RECORDED.some((known) => known === one);

/** The twin of the chart: every number of it, each leading to its records. */
export function MonthsTable({ lane, selected }: { lane: Lane; selected: string }) {
  const t = useTexts(gapsTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const shown = CLASSES.filter((one) => lane.months.some(({ waterfall }) => (waterfall?.[one] ?? 0) > 0));
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={t('chart')}>
      <table className="numbers w-full border-collapse text-sm">
        <caption className="sr-only">{t('chart')}</caption>
        <thead>
          <tr className="border-b border-edge">
            <th scope="col" className="py-2 text-start align-bottom font-normal text-quiet">
              {w('month')}
            </th>
            <th scope="col" className={HEAD}>
              {w('level')}
            </th>
            <th scope="col" className={HEAD}>
              {w('need')}
            </th>
            {shown.map((one) => (
              <th key={one} scope="col" className={HEAD}>
                <ClassName of={one} />
              </th>
            ))}
            <th scope="col" className={HEAD}>
              {t('stock')}
            </th>
            <th scope="col" className={HEAD}>
              {t('excess')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lane.months.map((month) => {
            const name = formatMonth(month.month, language);
            const pm = (value: number | null | undefined) =>
              value === null || value === undefined ? '–' : formatPm(value, language);
            return (
              <tr
                key={month.month}
                className={`border-b border-line ${month.month === selected ? 'bg-sunk' : ''}`}
              >
                <th scope="row" className="py-2 text-start font-normal whitespace-nowrap">
                  {name}
                </th>
                <td className={CELL}>
                  <LevelBadge level={month.level} />
                </td>
                <td className={CELL}>
                  <NumberLink
                    lane={lane}
                    month={month.month}
                    label={`${w('need')}, ${name}: ${pm(month.needPm)}`}
                  >
                    {pm(month.needPm)}
                  </NumberLink>
                  {month.isEstimate && <span className="block text-xs text-quiet">{w('estimate')}</span>}
                </td>
                {shown.map((one) => {
                  const value = month.waterfall?.[one];
                  return (
                    <td key={one} className={CELL}>
                      {isRecorded(one) && value !== undefined && value > 0 ? (
                        <NumberLink
                          lane={lane}
                          month={month.month}
                          of={one}
                          label={`${w(`class.${one}`)}, ${name}: ${pm(value)}`}
                        >
                          {pm(value)}
                        </NumberLink>
                      ) : (
                        pm(value)
                      )}
                    </td>
                  );
                })}
                <td className={CELL}>{pm(month.carriedPm)}</td>
                <td className={CELL}>{pm(month.excessPm)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
