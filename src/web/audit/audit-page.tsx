import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { AuditEntry } from '../../audit/contract.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { without } from '../shell/search.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { formatNumber } from '../text/numbers.ts';
import { More } from '../ui/more.tsx';
import { Badge, Empty, Skeleton } from '../ui/plain.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { Chain } from './chain.tsx';
import { EntryDialog } from './entry.tsx';
import { TrailFilters } from './filters.tsx';
import { usePrincipalName } from './principals.ts';
import { trailQuery } from './queries.ts';
import { isKind } from './rules/kinds.ts';
import { auditTexts } from './texts.ts';

const route = getRouteApi('/signed-in/audit');

/** Who did what, who was refused what, and whether the trail still is what was sealed. */
export function AuditPage() {
  const t = useTexts(auditTexts);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const trail = useInfiniteQuery(trailQuery(without(search, 'entry')));
  const rows = trail.data?.pages.flatMap(({ items }) => items) ?? [];
  const open = (entry: number | undefined) =>
    void navigate({
      search: (before) => ({ ...without(before, 'entry'), ...(entry === undefined ? {} : { entry }) }),
      replace: true,
      resetScroll: false,
    });
  const nameOf = usePrincipalName(rows.map(({ principal }) => principal));
  const columns = useColumns(open, nameOf);
  return (
    <div className="flex flex-col gap-8">
      <header className="flex flex-col gap-2">
        <h1 className="text-xl font-semibold">{t('title')}</h1>
        <p className="max-w-3xl text-quiet">{t('lead')}</p>
      </header>
      <Chain />
      <TrailFilters key={JSON.stringify({ ...search, entry: undefined })} />
      {trail.isError && <ProblemNote error={trail.error} />}
      {trail.isPending && <Skeleton className="h-96" label={t('loading')} />}
      {trail.isSuccess && (
        <Table
          caption={t('entries')}
          isCaptionHidden
          columns={columns}
          rows={rows}
          keyOf={({ seq }) => String(seq)}
          csvName="audit"
          empty={<Empty title={t('none')}>{t('noneAdvice')}</Empty>}
        />
      )}
      <More {...trail} />
      <EntryDialog entry={rows.find(({ seq }) => seq === search.entry)} onClose={() => open(undefined)} />
    </div>
  );
}

function useColumns(
  open: (seq: number) => void,
  nameOf: (principal: string) => string,
): Column<AuditEntry>[] {
  const t = useTexts(auditTexts);
  const language = useLanguage();
  return [
    {
      key: 'seq',
      head: t('seq'),
      csv: ({ seq }) => seq,
      cell: ({ seq }) => (
        <button
          type="button"
          className="-my-2.5 min-h-11 min-w-11 cursor-pointer text-start text-accent underline"
          aria-label={t('openEntry', { seq: formatNumber(seq, language) })}
          onClick={() => open(seq)}
        >
          {formatNumber(seq, language)}
        </button>
      ),
    },
    {
      key: 'at',
      head: t('at'),
      csv: ({ at }) => at,
      cell: ({ at }) => <span className="whitespace-nowrap">{formatMoment(at, language)}</span>,
    },
    {
      key: 'principal',
      head: t('principal'),
      csv: ({ principal }) => principal,
      cell: ({ principal }) => nameOf(principal),
    },
    {
      key: 'operation',
      head: t('operation'),
      csv: ({ operation }) => operation,
      cell: ({ operation }) => <code className="code-text">{operation}</code>,
    },
    {
      key: 'kind',
      head: t('kind'),
      csv: ({ kind }) => kind,
      cell: ({ kind }) => (isKind(kind) ? t(`kind.${kind}`) : <code className="code-text">{kind}</code>),
    },
    {
      key: 'outcome',
      head: t('outcome'),
      csv: ({ outcome }) => outcome,
      cell: ({ outcome, times }) =>
        outcome === 'done' ? (
          t('done')
        ) : (
          <span className="flex flex-wrap items-center gap-2">
            <Badge tone="bad">{t('refused')}</Badge>
            <code className="code-text">{outcome}</code>
            {times > 1 && t('times', { count: times, number: formatNumber(times, language) })}
          </span>
        ),
    },
  ];
}
