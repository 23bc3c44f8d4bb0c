import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { addMonths, monthsBetween } from '../gaps/rules/search.ts';
import { SECTORS } from '../text/sectors.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMonth, kabulMonth } from '../text/dates.ts';
import { formatNumber, formatPm, formatUsd } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { ChoiceBar } from '../ui/choice-bar.tsx';
import { Figure } from '../ui/figure.tsx';
import { Empty, Skeleton } from '../ui/plain.tsx';
import { Select } from '../ui/select.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useKeyName } from './key-name.ts';
import { BYS, type LossGroup, lossesQuery } from './queries.ts';
import type { LossSearch } from './routes.ts';
import { lossesTexts } from './texts.ts';

const route = getRouteApi('/signed-in/losses');
const ALL = '';
const BACK = 24;

/** What was lost, before and after delivery, as a share of what was sent: by cause, by who answers for it, by way. */
export function LossesPage() {
  const t = useTexts(lossesTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { by = 'cause', sector, from, to } = search;
  const found = useQuery(
    lossesQuery({
      by,
      ...(sector !== undefined && { sector }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
    }),
  );
  const keyName = useKeyName(by);
  const change = (next: LossSearch) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const now = kabulMonth(new Date());
  const months = monthsBetween(addMonths(now, -BACK), now).map((value) => ({
    value,
    label: formatMonth(value, language),
  }));
  const percent = (value: number | null) =>
    value === null ? '–' : t('percent', { value: formatNumber(value, language, 2) });
  const tonnes = (value: number | null) => (value === null ? '–' : formatNumber(value, language, 1));
  const columns: Column<LossGroup>[] = [
    {
      key: 'key',
      head: t(`by.${by}`),
      cell: ({ key }) => <span dir="auto">{keyName(key)}</span>,
      csv: ({ key }) => key,
    },
    ...(
      [
        [
          'rateTonnes',
          (one) => percent(one.preDelivery.percentOfTonnes),
          (one) => one.preDelivery.percentOfTonnes,
        ],
        ['ratePm', (one) => percent(one.preDelivery.percentOfPm), (one) => one.preDelivery.percentOfPm],
        ['tonnes', (one) => tonnes(one.preDelivery.tonnes), (one) => one.preDelivery.tonnes],
        ['pm', (one) => formatPm(one.preDelivery.pm, language), (one) => one.preDelivery.pm],
        [
          'missing',
          (one) => formatPm(one.preDelivery.kinds.missing.pm, language),
          (one) => one.preDelivery.kinds.missing.pm,
        ],
        [
          'damaged',
          (one) => formatPm(one.preDelivery.kinds.damaged.pm, language),
          (one) => one.preDelivery.kinds.damaged.pm,
        ],
        [
          'lost',
          (one) => formatPm(one.preDelivery.kinds.lost.pm, language),
          (one) => one.preDelivery.kinds.lost.pm,
        ],
        ['after', (one) => formatPm(one.postDelivery.pm, language), (one) => one.postDelivery.pm],
        [
          'waybills',
          (one) => formatNumber(one.preDelivery.waybills, language),
          (one) => one.preDelivery.waybills,
        ],
        [
          'value',
          (one) =>
            one.preDelivery.amountUsd === null ? '–' : formatUsd(one.preDelivery.amountUsd, language),
          (one) => (one.preDelivery.amountUsd === null ? null : one.preDelivery.amountUsd / 100),
        ],
      ] as const satisfies readonly (readonly [
        string,
        (one: LossGroup) => string,
        (one: LossGroup) => number | null,
      ])[]
    ).map(([key, cell, csv]): Column<LossGroup> => ({
      key,
      head: t(`column.${key}`),
      isNumber: true,
      cell,
      csv,
    })),
  ];
  const totals = found.data?.totals;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-2">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        <p className="max-w-3xl text-sm text-quiet">{t('hint')}</p>
      </div>
      <div className="flex flex-col gap-4">
        <ChoiceBar
          label={t('by')}
          choices={BYS.map((value) => ({ value, label: t(`by.${value}`) }))}
          value={by}
          onChange={(value) => change({ by: value })}
        />
        <div className="grid grid-cols-2 gap-3 sm:grid-cols-3 lg:max-w-3xl">
          <Select
            label={w('sector')}
            choices={[
              { value: ALL, label: t('allSectors') },
              ...SECTORS.map((value) => ({ value, label: w(`sector.${value}`) })),
            ]}
            value={sector ?? ALL}
            onChange={(value) => change({ sector: SECTORS.find((one) => one === value) })}
          />
          <Select
            label={t('from')}
            choices={[{ value: ALL, label: t('beginning') }, ...months]}
            value={from ?? ALL}
            onChange={(value) => change({ from: value === ALL ? undefined : value })}
          />
          <Select
            label={t('to')}
            choices={[{ value: ALL, label: t('today') }, ...months]}
            value={to ?? ALL}
            onChange={(value) => change({ to: value === ALL ? undefined : value })}
          />
        </div>
      </div>
      {found.isError && <ProblemNote error={found.error} />}
      {found.isPending && <Skeleton className="h-96" label={t('loading')} />}
      {totals && (
        <div className="grid grid-cols-2 gap-6 lg:grid-cols-4">
          <Figure label={t('column.rateTonnes')} value={percent(totals.preDelivery.percentOfTonnes)} />
          <Figure label={t('column.ratePm')} value={percent(totals.preDelivery.percentOfPm)} />
          <Figure label={t('column.pm')} value={formatPm(totals.preDelivery.pm, language)} unit={w('pm')} />
          <Figure
            label={t('column.after')}
            value={formatPm(totals.postDelivery.pm, language)}
            unit={w('pm')}
          />
        </div>
      )}
      {found.data && (
        <Table
          caption={t('caption')}
          columns={columns}
          rows={found.data.groups}
          keyOf={({ key }) => key}
          csvName={`losses-by-${by}`}
          empty={<Empty title={t('nothing')}>{t('nothingHint')}</Empty>}
        />
      )}
    </div>
  );
}
