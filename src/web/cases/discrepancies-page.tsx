import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ProblemNote } from '../shell/problems.tsx';
import { shellTexts } from '../shell/texts.ts';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Age } from '../ui/figure.tsx';
import { Empty, Skeleton } from '../ui/plain.tsx';
import { Board, type BoardColumn } from './board.tsx';
import { CaseFilters } from './case-filters.tsx';
import { DiscrepancyPanel } from './discrepancy-panel.tsx';
import { type Discrepancy, discrepanciesQuery } from './queries.ts';
import type { CaseSearch } from './rules/search.ts';
import { useStakes } from './stakes.ts';
import { casesTexts } from './texts.ts';

const route = getRouteApi('/signed-in/discrepancies');

/** Where promise, dispatch and receipt disagree, as cases. */
export function DiscrepanciesPage() {
  const t = useTexts(casesTexts);
  const shell = useTexts(shellTexts);
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { sector, province, kind, owner, case: openId } = search;
  const query = {
    ...(sector !== undefined && { sector }),
    ...(province !== undefined && { province }),
    ...(kind !== undefined && { kind }),
    ...(owner !== undefined && { owner }),
  };
  const columns = [
    { state: 'open', found: useInfiniteQuery(discrepanciesQuery('open', query)) },
    { state: 'acknowledged', found: useInfiniteQuery(discrepanciesQuery('acknowledged', query)) },
    { state: 'resolved', found: useInfiniteQuery(discrepanciesQuery('resolved', query)) },
  ] as const;
  const all = columns.flatMap(({ found }) => found.data?.pages.flatMap(({ items }) => items) ?? []);
  const change = (to: CaseSearch) =>
    void navigate({ search: (before) => ({ ...before, ...to }), replace: true, resetScroll: false });
  const opened = all.find(({ id }) => id === openId);
  const failed = columns.find(({ found }) => found.isError)?.found;
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-2">
        <h1 className="text-2xl font-semibold">{t('discrepancies')}</h1>
        <p className="text-sm text-quiet">
          {t('discrepanciesHint')} <span className="hidden sm:inline">{t('keysHint')}</span>
        </p>
      </div>
      <CaseFilters
        search={search}
        owners={all.flatMap((one) => one.owner ?? [])}
        hasKinds
        onChange={change}
      />
      {failed && <ProblemNote error={failed.error} />}
      {columns.some(({ found }) => found.isPending) ? (
        <Skeleton className="h-96" label={t('loading')} />
      ) : all.length === 0 && !failed ? (
        <Empty title={t('noDiscrepancies')}>{t('noDiscrepanciesHint')}</Empty>
      ) : (
        <Board
          columns={columns.map(({ state, found }): BoardColumn => ({
            key: state,
            title: t(`state.${state}`),
            cards: (found.data?.pages.flatMap(({ items }) => items) ?? []).map((one) => ({
              key: one.id,
              content: <Card one={one} />,
            })),
            more: found.hasNextPage ? () => void found.fetchNextPage() : undefined,
          }))}
          onOpen={(id) => change({ case: id })}
        />
      )}
      {openId !== undefined && (
        <Dialog
          title={opened ? t(`kind.${opened.kind}`) : t('discrepancies')}
          isOpen
          onClose={() => change({ case: undefined })}
        >
          <DiscrepancyPanel id={openId} />
          <Button className="self-end" onPress={() => change({ case: undefined })}>
            {shell('close')}
          </Button>
        </Dialog>
      )}
    </div>
  );
}

function Card({ one }: { one: Discrepancy }) {
  const t = useTexts(casesTexts);
  const stakes = useStakes();
  return (
    <>
      <span className="font-semibold">{t(`kind.${one.kind}`)}</span>
      <span className="numbers text-xs">{stakes(one)}</span>
      <span className="flex justify-between gap-2 text-xs text-quiet">
        <span dir="auto">{one.owner ?? t('nobody')}</span>
        <Age instant={one.openedAt} />
      </span>
    </>
  );
}
