import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ProblemNote } from '../../shell/problems.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatNumber } from '../../text/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, Skeleton } from '../../ui/plain.tsx';
import { Table } from '../../ui/table.tsx';
import { shipmentsQuery } from '../queries.ts';
import type { ShipmentFilters } from '../rules/search.ts';
import { shipmentsTexts } from '../texts.ts';
import { useShipmentColumns } from './columns.tsx';
import { Filters } from './filters.tsx';

const route = getRouteApi('/signed-in/shipments');

/** The cargo that concerns whoever looks: where it goes, how far it is, and what is wrong with it. */
export function ShipmentsPage() {
  const t = useTexts(shipmentsTexts);
  const language = useLanguage();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(shipmentsQuery(search));
  const columns = useShipmentColumns();
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (changes: Partial<ShipmentFilters>) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true, resetScroll: false });
  return (
    <div className="flex flex-col gap-8">
      <h1 className="text-2xl font-semibold">{t('title')}</h1>
      <Filters search={search} onChange={change} />
      {list.isError && <ProblemNote error={list.error} />}
      {list.isPending && <Skeleton className="h-64" label={t('loading')} />}
      {list.data && (
        <div className="flex flex-col gap-4">
          <Table
            caption={t('shown', { count: rows.length, number: formatNumber(rows.length, language) })}
            isCaptionHidden
            columns={columns}
            rows={rows}
            keyOf={({ id }) => id}
            csvName="shipments"
            empty={
              Object.keys(search).length > 0 ? (
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
            <Button
              className="self-start"
              isPending={list.isFetchingNextPage}
              onPress={() => void list.fetchNextPage()}
            >
              {t('showMore')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
