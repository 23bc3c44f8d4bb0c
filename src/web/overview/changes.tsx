import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { GapCell } from '../../gaps/contract.ts';
import { useMe } from '../api/me.ts';
import { useProvinceName } from '../api/reference.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { formatShare } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { LaneLink } from '../ui/lane-link.tsx';
import { Badge, Empty, Skeleton } from '../ui/plain.tsx';
import { reportThenQuery } from './queries.ts';
import { changesBetween, type LaneChange } from './rules/changes.ts';
import { overviewTexts } from './texts.ts';
import { visitNow } from './visits.ts';

const MOST_CHANGES = 8;

/** Which provinces became better or worse since this person last looked, on this device. */
export function Changes({ now, sector }: { now: readonly GapCell[] | undefined; sector: string }) {
  const t = useTexts(overviewTexts);
  const language = useLanguage();
  const me = useMe();
  const [since] = useState(() => visitNow(me.id, Date.now()));
  const then = useQuery({ ...reportThenQuery(since ?? ''), enabled: since !== undefined });
  if (since === undefined) return <Empty title={t('firstVisit')}>{t('firstVisitHint')}</Empty>;
  if (then.isError) return <ProblemNote error={then.error} />;
  if (!then.data || !now) return <Skeleton className="h-24" label={t('loading')} />;
  const changes = changesBetween(then.data.cells, now).filter((change) => change.sector === sector);
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-quiet">{t('since', { moment: formatMoment(since, language) })}</p>
      {changes.length === 0 ? (
        <p>{t('nothingChanged')}</p>
      ) : (
        <ul className="grid gap-x-12 xl:grid-cols-2">
          {changes.slice(0, MOST_CHANGES).map((change) => (
            <Change key={`${change.province} ${change.sector}`} change={change} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Change({
  change: { province, sector, before, after, coveredPm, levelBefore, levelAfter },
}: {
  change: LaneChange;
}) {
  const t = useTexts(overviewTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const shown = (share: number | undefined) => (share === undefined ? '–' : formatShare(share, language));
  const isBetter = (after ?? 0) - (before ?? 0) > 0 || coveredPm > 0;
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b border-line py-2.5">
      <span className="flex items-baseline gap-3">
        <LaneLink province={province} sector={sector}>
          {nameOf(province, language)}
        </LaneLink>
        {levelBefore !== levelAfter && (
          <span className="text-sm text-quiet">
            {t('fromTo', { before: w(`level.${levelBefore}`), after: w(`level.${levelAfter}`) })}
          </span>
        )}
      </span>
      <span className="numbers flex items-baseline gap-3 text-sm">
        {t('fromTo', { before: shown(before), after: shown(after) })}
        <Badge tone={isBetter ? 'good' : 'bad'}>{isBetter ? t('better') : t('worse')}</Badge>
      </span>
    </li>
  );
}
