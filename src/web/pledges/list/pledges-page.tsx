import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { may, useMe } from '../../api/me.ts';
import { ProblemNote } from '../../shell/problems.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatNumber } from '../../text/numbers.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Empty, Skeleton } from '../../ui/plain.tsx';
import { Table } from '../../ui/table.tsx';
import { pledgesQuery } from '../queries.ts';
import { filtersIn, isFiltered, type ListSearch } from '../rules/list-search.ts';
import { sorted } from '../rules/sorted.ts';
import { pledgesTexts } from '../texts.ts';
import { usePledgeColumns } from './columns.tsx';
import { DraftsOnDevice } from './drafts-on-device.tsx';
import { Filters } from './filters.tsx';
import { StagesLegend } from './stages.tsx';

const route = getRouteApi('/signed-in/pledges');

/** The pledges of whoever looks, with where each of them is. */
export function PledgesPage() {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(pledgesQuery(filtersIn(search)));
  const columns = usePledgeColumns();
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const descending = search.sort?.startsWith('-') === true;
  const by = descending ? search.sort?.slice(1) : search.sort;
  const canLog = may(me, 'pledges:write');
  const change = (changes: Partial<ListSearch>) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true, resetScroll: false });
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        {canLog && (
          <LinkButton to="/pledges/new" weight="main">
            {t('new')}
          </LinkButton>
        )}
      </div>
      {canLog && <DraftsOnDevice />}
      <Filters search={search} onChange={change} />
      {list.isError && <ProblemNote error={list.error} />}
      {list.isPending && <Skeleton className="h-64" label={t('loading')} />}
      {list.data && (
        <div className="flex flex-col gap-4">
          {rows.length > 0 && <StagesLegend />}
          <Table
            caption={t('shown', { count: rows.length, number: formatNumber(rows.length, language) })}
            isCaptionHidden
            columns={columns}
            rows={by === undefined ? rows : sorted(rows, by, descending)}
            keyOf={({ id }) => id}
            csvName="pledges"
            sorting={by === undefined ? undefined : { by, descending }}
            onSort={(sorting) => change({ sort: `${sorting.descending ? '-' : ''}${sorting.by}` })}
            empty={
              isFiltered(search) ? (
                <Empty title={t('noneFound')}>
                  <Button weight="quiet" onPress={() => void navigate({ search: {}, replace: true })}>
                    {t('clearFilters')}
                  </Button>
                </Empty>
              ) : (
                <Empty title={t('noneYet')}>{t('noneYetHint')}</Empty>
              )
            }
          />
          {list.hasNextPage && (
            <div className="flex flex-wrap items-center gap-4">
              <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
                {t('showMore')}
              </Button>
              <span className="text-sm text-quiet">{t('moreThere')}</span>
            </div>
          )}
        </div>
      )}
    </div>
  );
}
