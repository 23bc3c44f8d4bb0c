import { Link } from '@tanstack/react-router';
import type { GapCell } from '../../gaps/contract.ts';
import { useProvinceName } from '../api/reference.ts';
import { coveredOf, missingOf } from '../overview/rules/situation.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMonth } from '../text/dates.ts';
import { formatNumber, formatPm, formatShare } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { Button } from '../ui/button.tsx';
import { csvOf, download } from '../ui/csv.ts';
import { WaterfallBar } from '../ui/waterfall.tsx';
import { LevelBadge } from './level-badge.tsx';
import { useReasonsLine } from './reasons-line.ts';
import { csvHead, csvRow } from './rules/csv.ts';
import { cellKey } from './rules/rows.ts';
import type { GapSearch } from './rules/search.ts';
import { gapsTexts } from './texts.ts';

const LINK = 'text-ink underline decoration-edge underline-offset-4 hover:decoration-accent';
const CELL = 'py-3 ps-3 text-end align-top whitespace-nowrap sm:ps-5';
const WIDE = `${CELL} hidden md:table-cell`;

/** One row for each lane and month; on a phone what matters most of it. */
export function GapTable({
  cells,
  search,
  moved,
  hasMonths,
}: {
  cells: readonly GapCell[];
  search: GapSearch;
  /** Covered person-months gained since the report of the past that is shown, by `cellKey`. */
  moved: ReadonlyMap<string, number> | undefined;
  hasMonths: boolean;
}) {
  const t = useTexts(gapsTexts);
  const w = useTexts(words);
  const nameOf = useProvinceName();
  const sorted = (by: GapSearch['sort'], order: 'ascending' | 'descending') =>
    (search.sort ?? 'priority') === by ? order : undefined;
  const save = () =>
    download(
      `gaps-${search.sector ?? 'food_security'}.csv`,
      'text/csv;charset=utf-8',
      csvOf(
        csvHead,
        cells.map((cell) => csvRow(cell, nameOf(cell.province, 'en'))),
      ),
    );
  return (
    <div className="flex flex-col gap-3">
      <table className="numbers w-full border-collapse text-sm">
        <caption className="sr-only">{t('tableCaption')}</caption>
        <thead className="text-quiet">
          <tr className="border-b border-edge">
            <th
              scope="col"
              className="py-2 text-start font-normal"
              aria-sort={sorted('province', 'ascending')}
            >
              {w('province')}
            </th>
            <th scope="col" className={`${WIDE} font-normal`}>
              {w('need')}
            </th>
            <th scope="col" className={`${CELL} font-normal`} aria-sort={sorted('coverage', 'ascending')}>
              {w('covered')}
            </th>
            <th scope="col" className={`${CELL} font-normal`}>
              {t('uncovered')}
            </th>
            <th scope="col" className={`${WIDE} font-normal`}>
              {t('excess')}
            </th>
            <th scope="col" className={`${WIDE} font-normal`} aria-sort={sorted('priority', 'descending')}>
              {t('priority')}
            </th>
            {moved && (
              <th scope="col" className={`${CELL} font-normal`}>
                {t('movedSince')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => (
            <Row
              key={cellKey(cell)}
              cell={cell}
              hasMonth={hasMonths}
              moved={moved && (moved.get(cellKey(cell)) ?? 0)}
              since={search.on}
            />
          ))}
        </tbody>
      </table>
      <p className="text-xs text-quiet">{t('bandHint')}</p>
      <Button weight="quiet" className="no-print self-start" onPress={save}>
        {t('csv')}
      </Button>
    </div>
  );
}

function Row({
  cell,
  hasMonth,
  moved,
  since,
}: {
  cell: GapCell;
  hasMonth: boolean;
  moved: number | undefined;
  since: string | undefined;
}) {
  const t = useTexts(gapsTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const reasons = useReasonsLine();
  const { province, sector, month, level, coverage, waterfall, needPm } = cell;
  const share = (value: number | undefined) => (value === undefined ? '–' : formatShare(value, language));
  const toLane = {
    to: '/gaps/$province/$sector',
    params: { province, sector },
  } as const;
  return (
    <tr className="border-b border-line">
      <th scope="row" className="w-full py-3 text-start font-normal sm:min-w-64">
        <div className="flex flex-col gap-1.5">
          <span className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <Link {...toLane} search={{ month }} className={`font-semibold ${LINK}`}>
              {nameOf(province, language)}
            </Link>
            {hasMonth && <span className="text-quiet">{formatMonth(month, language)}</span>}
            <LevelBadge level={level} />
            {cell.flag !== null && <span className="text-xs text-quiet">{t('flagged')}</span>}
            {cell.facts === 0 && <span className="text-xs text-quiet">{t('silence')}</span>}
          </span>
          {waterfall && <WaterfallBar parts={waterfall} height={10} />}
          {waterfall && <span className="text-xs text-quiet">{reasons(waterfall)}</span>}
        </div>
      </th>
      <td className={WIDE}>
        {needPm === null ? '–' : formatPm(needPm, language)}
        {cell.isEstimate && <Small>{w('estimate')}</Small>}
      </td>
      <td className={CELL}>
        {share(coveredOf(cell))}
        {coverage && (
          <Small>{t('band', { least: share(coverage.confirmed), most: share(coverage.pledged) })}</Small>
        )}
      </td>
      <td className={CELL}>{waterfall === null ? '–' : formatPm(missingOf(cell), language)}</td>
      <td className={WIDE}>{formatPm(cell.excessPm, language)}</td>
      <td className={WIDE}>{formatNumber(cell.priority, language, 0)}</td>
      {moved !== undefined && (
        <td className={CELL}>
          <span className={moved < 0 ? 'text-bad' : moved > 0 ? 'text-good' : ''}>
            {moved > 0 && '+'}
            {formatPm(moved, language)}
          </span>
          <Small>
            <Link
              {...toLane}
              search={{ month, ...(since !== undefined && { since }) }}
              hash="changes"
              className={LINK}
            >
              {t('why')}
            </Link>
          </Small>
        </td>
      )}
    </tr>
  );
}

const Small = ({ children }: { children: React.ReactNode }) => (
  <span className="block text-xs text-quiet">{children}</span>
);
