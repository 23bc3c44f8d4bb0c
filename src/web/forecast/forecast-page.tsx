import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useCrossingName } from '../api/crossing-name.ts';
import { useProvinceName } from '../api/reference.ts';
import { SECTORS } from '../text/sectors.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatDay, formatMoment, formatMonth } from '../text/dates.ts';
import { formatNumber, formatPm } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceBar } from '../ui/choice-bar.tsx';
import { LaneLink } from '../ui/lane-link.tsx';
import { Badge, Empty, Skeleton } from '../ui/plain.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { LaneOutlook } from './lane-outlook.tsx';
import { type ForecastLane, forecastQuery } from './queries.ts';
import { forecastTexts } from './texts.ts';

const route = getRouteApi('/signed-in/forecast');

/** When each lane runs out, and whether what leaves now comes before. */
export function ForecastPage() {
  const t = useTexts(forecastTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const { sector = 'food_security', province } = route.useSearch();
  const navigate = route.useNavigate();
  const nameOfCrossing = useCrossingName();
  const found = useQuery(forecastQuery(sector));
  const crossingName = (code: string | null) => (code === null ? '–' : nameOfCrossing(code));
  const open = found.data?.items.find((lane) => lane.province === province);
  const [pressed, setPressed] = useState<string>();
  const columns: Column<ForecastLane>[] = [
    {
      key: 'province',
      head: w('province'),
      cell: (lane) => (
        <LaneLink province={lane.province} sector={lane.sector}>
          {nameOf(lane.province, language)}
        </LaneLink>
      ),
      csv: (lane) => nameOf(lane.province, 'en'),
    },
    {
      key: 'break',
      head: t('break'),
      cell: ({ breakMonth, knownUntil }) =>
        breakMonth !== null ? (
          <span className="font-semibold">{formatMonth(breakMonth, language)}</span>
        ) : knownUntil === null ? (
          t('noNeed')
        ) : (
          t('noneUntil', { month: formatMonth(knownUntil, language) })
        ),
      csv: ({ breakMonth }) => breakMonth,
    },
    {
      key: 'inTime',
      head: t('inTime'),
      cell: ({ inTime }) =>
        inTime === null ? '–' : <Badge tone={inTime ? 'good' : 'bad'}>{t(inTime ? 'yes' : 'no')}</Badge>,
      csv: ({ inTime }) => (inTime === null ? null : String(inTime)),
    },
    {
      key: 'supply',
      head: t('monthsOfSupply'),
      isNumber: true,
      cell: ({ monthsOfSupply }) =>
        monthsOfSupply === null ? '–' : formatNumber(monthsOfSupply, language, 1),
      csv: ({ monthsOfSupply }) => monthsOfSupply,
    },
    {
      key: 'stock',
      head: t('stock'),
      isNumber: true,
      cell: ({ stockPm }) => formatPm(stockPm, language),
      csv: ({ stockPm }) => stockPm,
    },
    {
      key: 'lead',
      head: t('leadDays'),
      isNumber: true,
      cell: ({ leadDays }) => (leadDays === null ? t('unreachable') : formatNumber(leadDays, language)),
      csv: ({ leadDays }) => leadDays,
    },
    {
      key: 'way',
      head: t('way'),
      cell: ({ crossing, arrivesOn, access }) => (
        <span className="block min-w-44">
          {crossingName(crossing)}
          <span className="block text-xs text-quiet">
            {arrivesOn !== null && t('arrives', { day: formatDay(arrivesOn, language) })}
            {!access.isOpen && <span className="text-bad"> {t('closedNow')}</span>}
          </span>
        </span>
      ),
      csv: ({ crossing }) => crossing,
    },
    {
      key: 'open',
      head: t('details'),
      cell: (lane) => (
        <Button
          weight="quiet"
          aria-label={t('detailsOf', { province: nameOf(lane.province, language) })}
          aria-expanded={lane.province === province}
          onPress={() => {
            setPressed(lane.province);
            void navigate({
              search: { sector, ...(lane.province !== province && { province: lane.province }) },
              replace: true,
              resetScroll: false,
            });
          }}
        >
          {t('details')}
        </Button>
      ),
    },
  ];
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-2">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        <p className="max-w-3xl text-sm text-quiet">{t('hint')}</p>
      </div>
      <ChoiceBar
        label={w('sector')}
        choices={SECTORS.map((value) => ({ value, label: w(`sector.${value}`) }))}
        value={sector}
        onChange={(value) => void navigate({ search: { sector: value }, replace: true })}
      />
      {found.isError && <ProblemNote error={found.error} />}
      {found.isPending && <Skeleton className="h-96" label={t('loading')} />}
      {open && (
        <LaneOutlook
          key={open.province}
          lane={open}
          crossingName={crossingName}
          takesFocus={pressed === open.province}
        />
      )}
      {found.data && (
        <>
          <Table
            caption={t('lanes')}
            columns={columns}
            rows={found.data.items}
            keyOf={(lane) => lane.province}
            csvName={`forecast-${sector}`}
            empty={<Empty title={t('nothing')}>{t('nothingHint')}</Empty>}
          />
          <p className="text-xs text-quiet">
            {t('asOf', { moment: formatMoment(found.data.asOf, language) })} {t('planning')}
          </p>
        </>
      )}
    </div>
  );
}
