import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import { SECTORS } from '../text/sectors.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { toast } from '../shell/toasts.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment, formatMonth } from '../text/dates.ts';
import { formatPm, formatShare } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { useProvinceName } from '../api/reference.ts';
import { Button } from '../ui/button.tsx';
import { LaneLink } from '../ui/lane-link.tsx';
import { Empty, Section, Skeleton } from '../ui/plain.tsx';
import { RecordLink } from '../ui/record-link.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { ChangeForm } from './change-form.tsx';
import { useChangeText } from './change-text.ts';
import { OutcomeMap } from './outcome-map.tsx';
import { type LaneOutcome, type Outcome, outcomeQuery } from './queries.ts';
import { MOST, type WhatIfSearch } from './rules/search.ts';
import { whatIfTexts } from './texts.ts';

const route = getRouteApi('/signed-in/what-if');

type Row = LaneOutcome['months'][number] & Pick<LaneOutcome, 'province' | 'sector'>;

/** What would be, were the world another: changes are composed, kept in the address, and asked of the same engine. */
export function WhatIfPage() {
  const t = useTexts(whatIfTexts);
  const { changes = [], sector } = route.useSearch();
  const navigate = route.useNavigate();
  const told = useChangeText();
  const found = useQuery({ ...outcomeQuery(changes, sector), enabled: changes.length > 0 });
  const answer = useRef<HTMLDivElement>(null);
  const change = (to: WhatIfSearch) => {
    void navigate({ search: { ...(sector && { sector }), ...to } });
    // What was pressed is gone with the change: whoever has no mouse goes on at the answer.
    answer.current?.focus({ preventScroll: true });
  };
  const copy = () =>
    void navigator.clipboard.writeText(location.href).then(() => toast({ text: t('copied') }));
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-2">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        <p className="max-w-3xl text-sm text-quiet">{t('hint')}</p>
      </div>
      {/* On a phone the answer comes before the next change, and not below a long form. */}
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[4fr_8fr] lg:grid-rows-[auto_1fr]">
        {changes.length > 0 && (
          <Section title={t('changes')}>
            <ul className="flex flex-col">
              {changes.map((one, index) => (
                <li
                  key={JSON.stringify(one)}
                  className="flex items-center justify-between gap-3 border-b border-line py-1 text-sm"
                >
                  {told(one)}
                  <Button
                    weight="quiet"
                    className="shrink-0 whitespace-nowrap"
                    aria-label={t('removeOne', { change: told(one) })}
                    onPress={() => change({ changes: changes.filter((_, at) => at !== index) })}
                  >
                    {t('remove')}
                  </Button>
                </li>
              ))}
            </ul>
            <Button className="self-start" onPress={copy}>
              {t('copy')}
            </Button>
          </Section>
        )}
        <div
          ref={answer}
          tabIndex={-1}
          className="flex min-w-0 flex-col gap-8 outline-none lg:col-start-2 lg:row-span-2 lg:row-start-1"
        >
          {changes.length === 0 && <Empty title={t('nothing')}>{t('nothingHint')}</Empty>}
          {found.isError && <ProblemNote error={found.error} />}
          {found.isFetching && !found.data && <Skeleton className="h-96" label={t('loading')} />}
          {changes.length > 0 && found.data && (
            <>
              <Totals outcome={found.data} />
              {found.data.lanes.length > 0 && (
                <>
                  <OutcomeMap outcome={found.data} changes={changes} sector={sector} />
                  <Lanes outcome={found.data} />
                  <Records outcome={found.data} />
                </>
              )}
            </>
          )}
        </div>
        {changes.length < MOST && (
          <div className="min-w-0 lg:col-start-1">
            <Section title={t('another', { count: changes.length })}>
              <ChangeForm key={changes.length} onAdd={(one) => change({ changes: [...changes, one] })} />
            </Section>
          </div>
        )}
      </div>
    </div>
  );
}

function Totals({ outcome: { coveredPm, lanes, asOf } }: { outcome: Outcome }) {
  const t = useTexts(whatIfTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const moved = SECTORS.filter((sector) => (coveredPm[sector] ?? 0) !== 0);
  return (
    <div className="numbers flex flex-col gap-1">
      {moved.map((sector) => {
        const pm = coveredPm[sector] ?? 0;
        return (
          <p key={sector} className="text-lg">
            {t(pm < 0 ? 'lost' : 'gained', {
              sector: w(`sector.${sector}`),
              pm: formatPm(Math.abs(pm), language),
            })}
          </p>
        );
      })}
      {moved.length === 0 && (
        <p className="text-lg">{t(lanes.length === 0 ? 'nothingChanges' : 'sameCoverage')}</p>
      )}
      {lanes.length === 0 && <p>{t('nothingChangesHint')}</p>}
      <p className="text-sm text-quiet">{t('asOf', { moment: formatMoment(asOf, language) })}</p>
    </div>
  );
}

function Lanes({ outcome }: { outcome: Outcome }) {
  const t = useTexts(whatIfTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const covered = ({ coverage }: Row['before']) =>
    coverage === null ? '–' : formatShare(coverage.inTransit, language);
  const rows = outcome.lanes.flatMap(({ province, sector, months }) =>
    months.map((month): Row => ({ ...month, province, sector })),
  );
  const columns: Column<Row>[] = [
    {
      key: 'lane',
      head: w('province'),
      cell: ({ province, sector }) => (
        <>
          <LaneLink province={province} sector={sector}>
            {nameOf(province, language)}
          </LaneLink>
          <span className="block text-xs text-quiet">{w(`sector.${sector}`)}</span>
        </>
      ),
      csv: ({ province, sector }) => `${province} ${sector}`,
    },
    {
      key: 'month',
      head: w('month'),
      cell: ({ month }) => formatMonth(month, language),
      csv: ({ month }) => month,
    },
    {
      key: 'before',
      head: t('before'),
      isNumber: true,
      cell: ({ before }) => `${covered(before)} · ${w(`level.${before.level}`)}`,
      csv: ({ before }) => before.coverage?.inTransit,
    },
    {
      key: 'after',
      head: t('after'),
      isNumber: true,
      cell: ({ after }) => `${covered(after)} · ${w(`level.${after.level}`)}`,
      csv: ({ after }) => after.coverage?.inTransit,
    },
    {
      key: 'moved',
      head: t('moved'),
      isNumber: true,
      cell: ({ coveredPm }) => (
        <span dir="ltr" className={coveredPm < 0 ? 'text-bad' : coveredPm > 0 ? 'text-good' : ''}>
          {coveredPm > 0 ? '+' : coveredPm < 0 ? '−' : ''}
          {formatPm(Math.abs(coveredPm), language)}
        </span>
      ),
      csv: ({ coveredPm }) => coveredPm,
    },
  ];
  return (
    <Table
      caption={t('lanes')}
      columns={columns}
      rows={rows}
      keyOf={({ province, sector, month }) => `${province} ${sector} ${month}`}
      csvName="what-if"
    />
  );
}

/** The cargo and promises that would come at another time or not, once each. */
function Records({ outcome }: { outcome: Outcome }) {
  const t = useTexts(whatIfTexts);
  const language = useLanguage();
  const seen = new Map(
    outcome.lanes.flatMap(({ records }) =>
      records.map((record) => [record.shipment?.id ?? record.pledge?.id ?? '', record] as const),
    ),
  );
  const named = [...seen].filter(([id]) => id !== '');
  if (named.length === 0) return null;
  const monthsOf = (parcels: readonly { arrivalMonth: string; class: string }[]) =>
    [...new Set(parcels.map(({ arrivalMonth }) => formatMonth(arrivalMonth, language)))].join(' · ') || '–';
  return (
    <Section title={t('records')}>
      <ul className="flex flex-col text-sm">
        {named.map(([id, { shipment, pledge, before, after }]) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-6 border-b border-line py-2">
            <span>
              {shipment && <RecordLink kind="shipment" id={shipment.id} name={shipment.waybill} />}
              {pledge && <RecordLink kind="pledge" id={pledge.id} name={pledge.reference} />}
            </span>
            <span className="text-quiet">
              {t('recordMoves', { before: monthsOf(before), after: monthsOf(after) })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
