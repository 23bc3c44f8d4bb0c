import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { GapCell } from '../../gaps/contract.ts';
import { provincesQuery } from '../api/reference.ts';
import { situationOf } from '../overview/rules/situation.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment, formatMonth, kabulMonth } from '../text/dates.ts';
import { formatPm, formatShare } from '../text/numbers.ts';
import { Empty, Section, Skeleton } from '../ui/plain.tsx';
import { WaterfallLegend } from '../ui/waterfall.tsx';
import { AsKnownOn } from './as-known-on.tsx';
import { Filters } from './filters.tsx';
import { GapMap } from './gap-map.tsx';
import { GapTable } from './gap-table.tsx';
import { gapsQuery } from './queries.ts';
import { movedSince, rowsOf, sumByProvince } from './rules/rows.ts';
import { type GapSearch, windowOf } from './rules/search.ts';
import { gapsTexts } from './texts.ts';
import { Unallocated } from './unallocated.tsx';

const route = getRouteApi('/signed-in/gaps');

/** The gap report: which lanes are short in which months, why, and as it was known when. */
export function GapsPage() {
  const t = useTexts(gapsTexts);
  const language = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { sector = 'food_security', on } = search;
  const months = windowOf(search, kabulMonth(new Date()));
  const { data: provinces = [] } = useQuery(provincesQuery);
  const report = useQuery(gapsQuery({ sector, ...months, ...(on !== undefined && { asKnownOn: on }) }));
  // Beside a report of the past what is known today, to say what became of it.
  const today = useQuery({ ...gapsQuery({ sector, ...months }), enabled: on !== undefined });
  const places = new Map(
    provinces.map(({ pcode, region, name }) => [pcode, { region, name: name[language] }]),
  );
  const cells = rowsOf(report.data?.cells ?? [], search, (pcode) => places.get(pcode));
  const moved = on !== undefined && today.data ? movedSince(cells, today.data.cells) : undefined;
  const change = (to: Partial<Record<keyof GapSearch, string | undefined>>) =>
    void navigate({ search: (before) => ({ ...before, ...to }) as GapSearch, replace: true });
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        <AsKnownOn on={on} onChange={(day) => change({ on: day })} />
      </div>
      <Filters search={search} months={months} onChange={change} />
      {report.isError && <ProblemNote error={report.error} />}
      {report.isPending && <Skeleton className="h-96" label={t('loading')} />}
      {report.data && (
        <>
          <Summary cells={cells} months={months} asOf={report.data.asOf} isPast={on !== undefined} />
          <div className="grid gap-x-10 gap-y-8 xl:grid-cols-[2fr_3fr]">
            <Section title={t('map')} aside={<span className="text-sm text-quiet">{t('mapHint')}</span>}>
              <GapMap sums={sumByProvince(cells)} sector={sector} month={months.from} />
            </Section>
            <Section title={t('lanes', { count: cells.length })}>
              {cells.length === 0 ? (
                <Empty
                  title={t(report.data.cells.length === 0 && on !== undefined ? 'nothingThen' : 'nothing')}
                >
                  {t('nothingHint')}
                </Empty>
              ) : (
                <>
                  <WaterfallLegend />
                  <GapTable
                    cells={cells}
                    search={search}
                    moved={moved}
                    hasMonths={months.from !== months.to}
                  />
                </>
              )}
            </Section>
          </div>
          <Unallocated report={report.data} sector={sector} />
        </>
      )}
    </div>
  );

  function Summary({
    cells: shown,
    months: { from, to },
    asOf,
    isPast,
  }: {
    cells: readonly GapCell[];
    months: { from: string; to: string };
    asOf: string;
    isPast: boolean;
  }) {
    const situation = situationOf(shown);
    const values = { from: formatMonth(from, language), to: formatMonth(to, language) };
    return (
      <div className="flex flex-col gap-1">
        {situation && (
          <p className="numbers max-w-3xl text-lg">
            {t(from === to ? 'summaryMonth' : 'summaryMonths', {
              ...values,
              share: formatShare(situation.covered, language),
              missing: formatPm(situation.missingPm, language),
              need: formatPm(situation.needPm, language),
            })}
          </p>
        )}
        <p className={`text-sm ${isPast ? 'font-semibold text-warn' : 'text-quiet'}`}>
          {t(isPast ? 'asKnown' : 'asOf', { moment: formatMoment(asOf, language) })}{' '}
          {situation?.isEstimate === true && (
            <span className="font-normal text-quiet">{t('estimateNote')}</span>
          )}
        </p>
      </div>
    );
  }
}
