import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useProvinceName } from '../api/reference.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { shellTexts } from '../shell/texts.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMonth } from '../text/dates.ts';
import { words } from '../text/words.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Age } from '../ui/figure.tsx';
import { LaneLink } from '../ui/lane-link.tsx';
import { Badge, Empty, Skeleton } from '../ui/plain.tsx';
import { Board } from './board.tsx';
import { CaseFilters } from './case-filters.tsx';
import { FlagPanel } from './flag-panel.tsx';
import { type Flag, flagsQuery } from './queries.ts';
import type { CaseSearch } from './rules/search.ts';
import { casesTexts } from './texts.ts';

const route = getRouteApi('/signed-in/flags');
const STATES = ['open', 'acknowledged', 'in_action', 'resolved'] as const;

/** Lanes that are short now or soon, as cases: who has seen them, who sees to them, what is done. */
export function FlagsPage() {
  const t = useTexts(casesTexts);
  const shell = useTexts(shellTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { sector, province, owner, case: openId } = search;
  const found = useQuery(
    flagsQuery({
      ...(sector !== undefined && { sector }),
      ...(province !== undefined && { province }),
      ...(owner !== undefined && { owner }),
    }),
  );
  const flags = found.data ?? [];
  const change = (to: CaseSearch) =>
    void navigate({ search: (before) => ({ ...before, ...to }), replace: true, resetScroll: false });
  const titleOf = (flag: Flag) => `${nameOf(flag.province, language)} · ${w(`sector.${flag.sector}`)}`;
  const opened = flags.find(({ id }) => id === openId);
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-2">
        <h1 className="text-2xl font-semibold">{t('flags')}</h1>
        <p className="text-sm text-quiet">
          {t('flagsHint')} <span className="hidden sm:inline">{t('keysHint')}</span>
        </p>
      </div>
      <CaseFilters
        search={search}
        owners={flags.flatMap((flag) => flag.owner ?? [])}
        hasKinds={false}
        onChange={change}
      />
      {found.isError && <ProblemNote error={found.error} />}
      {found.isPending && <Skeleton className="h-96" label={t('loading')} />}
      {found.data?.length === 0 && <Empty title={t('noFlags')}>{t('noFlagsHint')}</Empty>}
      {flags.length > 0 && (
        <Board
          columns={STATES.map((state) => ({
            key: state,
            title: t(`state.${state}`),
            cards: flags
              .filter((flag) => flag.state === state)
              // The critical first; within them those that have waited longest.
              .sort((a, b) => a.severity.localeCompare(b.severity) || a.openedAt.localeCompare(b.openedAt))
              .map((flag) => ({ key: flag.id, content: <Card flag={flag} title={titleOf(flag)} /> })),
          }))}
          onOpen={(id) => change({ case: id })}
        />
      )}
      {openId !== undefined && (
        <Dialog
          title={opened ? titleOf(opened) : t('flags')}
          isOpen
          onClose={() => change({ case: undefined })}
        >
          {opened && (
            <LaneLink province={opened.province} sector={opened.sector}>
              {t('toLane')}
            </LaneLink>
          )}
          <FlagPanel id={openId} />
          <Button className="self-end" onPress={() => change({ case: undefined })}>
            {shell('close')}
          </Button>
        </Dialog>
      )}
    </div>
  );
}

function Card({ flag: { severity, months, owner, openedAt }, title }: { flag: Flag; title: string }) {
  const w = useTexts(words);
  const t = useTexts(casesTexts);
  const language = useLanguage();
  const [first, last] = [months[0], months.at(-1)];
  return (
    <>
      <span className="font-semibold">{title}</span>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={severity === 'critical' ? 'bad' : 'warn'}>{w(`level.${severity}`)}</Badge>
        <span className="text-xs text-quiet">
          {first === undefined || last === undefined
            ? t('noMonths')
            : first === last
              ? formatMonth(first, language)
              : t('fromTo', { from: formatMonth(first, language), to: formatMonth(last, language) })}
        </span>
      </span>
      <span className="flex justify-between gap-2 text-xs text-quiet">
        <span dir="auto">{owner ?? t('nobody')}</span>
        <Age instant={openedAt} />
      </span>
    </>
  );
}
