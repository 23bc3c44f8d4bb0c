import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { ProblemNote } from '../shell/problems.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment, formatMonth, kabulMonth } from '../text/dates.ts';
import { formatNumber, formatRounded, formatShare } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { ChoiceBar } from '../ui/choice-bar.tsx';
import { Later } from '../ui/later.tsx';
import { Empty, Section, Skeleton } from '../ui/plain.tsx';
import { WaterfallBar, WaterfallLegend } from '../ui/waterfall.tsx';
import { Changes } from './changes.tsx';
import { reportQuery } from './queries.ts';
import { useReasons } from './reasons.ts';
import { SECTORS } from '../text/sectors.ts';
import { type Situation, situationOf, worstOf } from './rules/situation.ts';
import { overviewTexts } from './texts.ts';
import { WorstLanes } from './worst-lanes.tsx';

// Apart: the sentence above it need not wait for 34 shapes.
const CoverageMap = lazy(async () => ({ default: (await import('./coverage-map.tsx')).CoverageMap }));
const route = getRouteApi('/signed-in/');
const MOST_LANES = 6;

/** Which provinces are short, how badly and why: understood by a stranger in ten seconds. */
export function OverviewPage() {
  const t = useTexts(overviewTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const { sector = 'food_security' } = route.useSearch();
  const navigate = route.useNavigate();
  const report = useQuery(reportQuery());
  const month = kabulMonth(new Date());
  const cells = report.data?.cells.filter((cell) => cell.sector === sector) ?? [];
  const situation = situationOf(cells);
  return (
    <div className="flex flex-col gap-10">
      <div className="flex flex-col gap-6">
        <ChoiceBar
          label={w('sector')}
          choices={SECTORS.map((value) => ({ value, label: w(`sector.${value}`) }))}
          value={sector}
          onChange={(value) => void navigate({ search: { sector: value }, replace: true })}
        />
        {report.isError && <ProblemNote error={report.error} />}
        {/* As high as what comes: on a phone the map below would jump by half a screen. */}
        {report.isPending && <Skeleton className="h-104 sm:h-60" label={t('loading')} />}
        {report.data &&
          (situation ? (
            <Headline situation={situation} sector={sector} month={month} />
          ) : (
            <>
              <h1 className="text-2xl font-semibold">
                {t('headline.none', { month: formatMonth(month, language) })}
              </h1>
              <Empty title={t('headline.none', { month: formatMonth(month, language) })}>
                {t('noNeeds')}
              </Empty>
            </>
          ))}
      </div>
      <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[7fr_5fr] lg:grid-rows-[auto_1fr]">
        <Section title={t('map')} aside={<span className="text-sm text-quiet">{t('mapHint')}</span>}>
          {report.isPending ? (
            <Skeleton className="aspect-4/3" />
          ) : (
            <Later before={<Skeleton className="aspect-4/3" />}>
              <Suspense fallback={<Skeleton className="aspect-4/3" />}>
                <CoverageMap cells={cells} sector={sector} />
              </Suspense>
            </Later>
          )}
        </Section>
        <div className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <Section title={t('worst')} aside={<span className="text-sm text-quiet">{t('worstHint')}</span>}>
            {report.isPending ? (
              <Skeleton className="h-96" />
            ) : (
              <Later before={<Skeleton className="h-96" />}>
                <WorstLanes cells={worstOf(cells, MOST_LANES)} />
              </Later>
            )}
          </Section>
        </div>
        <Section title={t('changed')}>
          <Later>
            <Changes now={report.data?.cells} sector={sector} />
          </Later>
        </Section>
      </div>
      {report.data && (
        <Later>
          <AsOf moment={report.data.asOf} isEstimate={situation?.isEstimate === true} />
        </Later>
      )}
    </div>
  );
}

function AsOf({ moment, isEstimate }: { moment: string; isEstimate: boolean }) {
  const t = useTexts(overviewTexts);
  const language = useLanguage();
  return (
    <p className="text-xs text-quiet">
      {t('asOf', { moment: formatMoment(moment, language) })} {isEstimate && t('estimateNote')}
    </p>
  );
}

function Headline({
  situation,
  sector,
  month,
}: {
  situation: Situation;
  sector: (typeof SECTORS)[number];
  month: string;
}) {
  const t = useTexts(overviewTexts);
  const language = useLanguage();
  const reasons = useReasons();
  const { short, provinces, covered, missingPm, parts } = situation;
  return (
    <div className="flex flex-col gap-4">
      <h1 className="max-w-4xl text-2xl font-semibold">
        {t(`headline.${sector}`, {
          short: formatNumber(short, language),
          all: formatNumber(provinces, language),
        })}
      </h1>
      <p className="max-w-3xl text-lg">
        {t('summary', {
          month: formatMonth(month, language),
          share: formatShare(covered, language),
          missing: formatRounded(missingPm, language),
        })}{' '}
        <span className="text-quiet">
          {t('mainly')} {reasons(parts, 3)}
        </span>
      </p>
      <div className="flex flex-col gap-2 pt-2">
        <WaterfallBar parts={parts} height={20} />
        <WaterfallLegend />
      </div>
    </div>
  );
}
