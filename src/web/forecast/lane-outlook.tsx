import { useEffect, useRef } from 'react';
import { useProvinceName } from '../api/reference.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatDay, formatMonth } from '../text/dates.ts';
import { formatNumber, formatPm, formatShare } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { Section } from '../ui/plain.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useCommodityName } from './commodity-name.ts';
import { useConstraintName } from './constraint-name.ts';
import type { ForecastLane } from './queries.ts';
import { forecastTexts } from './texts.ts';

type Commodity = ForecastLane['pipeline'][number];

const KG_PER_TONNE = 1000;

/** One lane's commodities, each with when it runs out and what could stand in for it; and what is in the way. */
export function LaneOutlook({
  lane,
  crossingName,
  takesFocus,
}: {
  lane: ForecastLane;
  crossingName: (code: string | null) => string;
  /** It was asked for in the table, which may be far below. */
  takesFocus: boolean;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  const t = useTexts(forecastTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const commodityName = useCommodityName(lane.sector);
  const constraintName = useConstraintName();
  const { access, pipeline } = lane;
  const amount = (value: number, unit: Commodity['unit']) =>
    unit === 'KGM'
      ? t('tonnes', { tonnes: formatNumber(value / KG_PER_TONNE, language, 0) })
      : `${formatPm(value, language)} ${w('pm')}`;
  const columns: Column<Commodity>[] = [
    { key: 'commodity', head: t('commodity'), cell: ({ commodity }) => commodityName(commodity) },
    {
      key: 'break',
      head: t('break'),
      cell: ({ breakMonth }) => (breakMonth === null ? t('none') : formatMonth(breakMonth, language)),
    },
    {
      key: 'missing',
      head: t('missing'),
      isNumber: true,
      cell: ({ missing, unit }) => (missing === null ? '–' : amount(missing, unit)),
    },
    {
      key: 'supply',
      head: t('monthsOfSupply'),
      isNumber: true,
      cell: ({ monthsOfSupply }) =>
        monthsOfSupply === null ? '–' : formatNumber(monthsOfSupply, language, 1),
    },
    {
      key: 'stock',
      head: t('stock'),
      isNumber: true,
      cell: ({ stock, unit }) => amount(stock, unit),
    },
    {
      key: 'substitutes',
      head: t('substitutes'),
      cell: ({ substitutes }) =>
        // One of which there is nothing stands in for nothing.
        substitutes.every(({ covers }) => covers === 0)
          ? '–'
          : substitutes
              .filter(({ covers }) => covers > 0)
              .map((one) => (
                <span key={one.commodity} className="block min-w-64">
                  {t('substitute', {
                    commodity: commodityName(one.commodity),
                    covers: amount(one.covers, 'KGM'),
                    share: formatShare(one.share, language),
                    months: one.longestMonths,
                  })}
                </span>
              )),
    },
  ];
  const way = [
    access.leaveBy !== null && t('leaveBy', { day: formatDay(access.leaveBy, language) }),
    access.opensOn !== null && t('opensOn', { day: formatDay(access.opensOn, language) }),
  ].filter((line) => line !== false);
  return (
    <div ref={box} tabIndex={-1} className="scroll-mt-4">
      <Section title={t('laneTitle', { province: nameOf(lane.province, language) })}>
        <Table
          caption={t('byCommodity')}
          columns={columns}
          rows={pipeline}
          keyOf={({ commodity }) => commodity}
          empty={<p className="text-quiet">{t('noCommodities')}</p>}
        />
        <h3 className="font-semibold">{t('wayTitle', { crossing: crossingName(lane.crossing) })}</h3>
        <ul className="flex list-disc flex-col gap-1 ps-5 text-sm">
          <li>{t(access.isOpen ? 'openNow' : 'closedNow')}</li>
          {way.map((line) => (
            <li key={line}>{line}</li>
          ))}
          {access.constraints.map((one) => (
            <li key={one.code}>
              <span dir="auto">{constraintName(one)}</span>
              {one.days !== null && one.days > 0 && <span> · {t('moreDays', { count: one.days })}</span>}
              {access.closedBy.includes(one.code) && <span className="text-bad"> · {t('closes')}</span>}
              <span className="block text-xs text-quiet" dir="auto">
                {one.source}
              </span>
            </li>
          ))}
        </ul>
        {access.constraints.length === 0 && <p className="text-sm text-quiet">{t('noConstraints')}</p>}
      </Section>
    </div>
  );
}
