import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useProvinceName } from '../../api/reference.ts';
import { FlagPanel } from '../../cases/flag-panel.tsx';
import { casesTexts } from '../../cases/texts.ts';
import { coveredOf, missingOf } from '../../overview/rules/situation.ts';
import { ProblemNote } from '../../shell/problems.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatMoment, formatMonth, kabulMonth } from '../../text/dates.ts';
import { formatNumber, formatPm, formatShare } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import { Empty, Section, Skeleton } from '../../ui/plain.tsx';
import { WaterfallLegend } from '../../ui/waterfall.tsx';
import { LevelBadge } from '../level-badge.tsx';
import { laneQuery, type Lane, type LaneMonth } from '../queries.ts';
import type { LaneSearch } from '../rules/lane-search.ts';
import { gapsTexts } from '../texts.ts';
import { Changes } from './changes.tsx';
import { LaneChart } from './lane-chart.tsx';
import { Mix } from './mix.tsx';
import { MonthStory } from './month-story.tsx';
import { MonthsTable } from './months-table.tsx';
import { Records } from './records.tsx';

const route = getRouteApi('/signed-in/gaps/$province/$sector');

/** One lane: what is needed and what covers it month by month, and the records behind each of its numbers. */
export function LanePage() {
  const t = useTexts(gapsTexts);
  const w = useTexts(words);
  const cases = useTexts(casesTexts);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const params = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const lane = useQuery(laneQuery(params));
  const { province, sector } = params;
  const now = kabulMonth(new Date());
  const month = search.month ?? now;
  const change = (to: LaneSearch) =>
    void navigate({ search: (before) => ({ ...before, ...to }), replace: true, resetScroll: false });
  const title = `${nameOf(province, language)} · ${w(`sector.${sector}`)}`;
  const flag = lane.data?.months.find((one) => one.flag !== null)?.flag ?? undefined;
  const shown = lane.data?.months.find((one) => one.month === month);
  return (
    <div className="flex flex-col gap-10">
      <div className="flex flex-col gap-3">
        <h1 className="text-2xl font-semibold">{title}</h1>
        {lane.data && <Facts lane={lane.data} />}
        {shown && <Headline month={shown} />}
      </div>
      {lane.isError && <ProblemNote error={lane.error} />}
      {lane.isPending && <Skeleton className="h-96" label={t('loading')} />}
      {lane.data && (
        <>
          <Section title={t('chart')} aside={<span className="text-sm text-quiet">{t('chartHint')}</span>}>
            <LaneChart
              months={lane.data.months}
              selected={month}
              now={now}
              onSelect={(one) => change({ month: one })}
            />
            <WaterfallLegend />
            <details>
              <summary className="min-h-11 cursor-pointer py-2 text-sm text-accent">
                {t('chartTable')}
              </summary>
              <MonthsTable lane={lane.data} selected={month} />
            </details>
          </Section>
          {shown === undefined ? (
            <Empty title={t('noSuchMonth', { month: formatMonth(month, language) })}>
              {t('noSuchMonthHint')}
            </Empty>
          ) : (
            <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[5fr_7fr]">
              <MonthStory lane={lane.data} month={shown} selected={search.class} />
              <Records
                lane={params}
                month={shown}
                before={lane.data.months.find((one) => one.month < month && isNext(one.month, month))}
                of={search.class}
                onSelect={change}
              />
            </div>
          )}
          <Mix lane={params} month={month} />
          {flag !== undefined && (
            <Section title={cases('laneFlag')}>
              <div className="max-w-3xl">
                <FlagPanel id={flag} />
              </div>
            </Section>
          )}
          <Changes lane={params} search={search} onChange={change} />
        </>
      )}
    </div>
  );

  function Headline({ month: one }: { month: LaneMonth }) {
    const covered = coveredOf(one);
    return (
      <p className="numbers max-w-4xl text-lg">
        <span className="me-3 align-middle">
          <LevelBadge level={one.level} />
        </span>
        {covered === undefined
          ? t('laneNoNeed', { month: formatMonth(one.month, language) })
          : t('laneHeadline', {
              month: formatMonth(one.month, language),
              share: formatShare(covered, language),
              need: formatPm(one.needPm ?? 0, language),
              missing: formatPm(missingOf(one), language),
            })}
      </p>
    );
  }

  function Facts({ lane: { ipcPhase, carryMonths, asOf } }: { lane: Lane }) {
    const facts = [
      ipcPhase !== null && t('ipcPhase', { phase: formatNumber(ipcPhase, language) }),
      carryMonths > 0 ? t('carries', { count: carryMonths }) : t('carriesNothing'),
      asOf === null ? t('neverRecorded') : t('asOf', { moment: formatMoment(asOf, language) }),
    ];
    return <p className="text-sm text-quiet">{facts.filter((fact) => fact !== false).join(' · ')}</p>;
  }
}

const isNext = (one: string, after: string) => {
  const index = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return index(after) - index(one) === 1;
};
