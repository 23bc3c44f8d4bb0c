import { useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  acknowledgeGapFlag,
  actOnGapFlag,
  assignGapFlag,
  commentGapFlag,
  reopenGapFlag,
  resolveGapFlag,
} from '../../gaps/contract/flags.ts';
import { keyOf } from '../api/keys.ts';
import { may, useMe } from '../api/me.ts';
import { ask } from '../api/request.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment, formatMonth } from '../text/dates.ts';
import { words } from '../text/words.ts';
import { Badge, Skeleton } from '../ui/plain.tsx';
import { ActForm, type Command, type WrittenAct } from './act-form.tsx';
import { History } from './history.tsx';
import { flagQuery } from './queries.ts';
import { actsFor } from './rules/acts.ts';
import { casesTexts } from './texts.ts';

/** One flag: what it says, what can be done, and what was. */
export function FlagPanel({ id }: { id: string }) {
  const t = useTexts(casesTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const me = useMe();
  const queries = useQueryClient();
  const found = useQuery(flagQuery(id));
  if (found.isError) return <ProblemNote error={found.error} />;
  if (!found.data) return <Skeleton className="h-40" label={t('loading')} />;
  const { body: flag, etag } = found.data;
  const acts = actsFor({
    ...{ state: flag.state, isFlag: true, isShown: flag.months.length > 0, isDispute: false },
  }).filter((act): act is WrittenAct => act !== 'decide');
  const comma = language === 'en' ? ', ' : '، ';
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-1 text-sm">
        <span className="flex flex-wrap gap-2">
          <Badge tone={flag.severity === 'critical' ? 'bad' : 'warn'}>{w(`level.${flag.severity}`)}</Badge>
          <Badge>{t(`state.${flag.state}`)}</Badge>
        </span>
        <p>
          {flag.months.length === 0
            ? t('noMonths')
            : t('shortIn', { months: flag.months.map((month) => formatMonth(month, language)).join(comma) })}
        </p>
        <p className="text-quiet">
          {t('openedAt', { moment: formatMoment(flag.openedAt, language) })} ·{' '}
          {flag.owner === null ? t('noOwner') : t('ownedBy', { owner: flag.owner })}
        </p>
      </div>
      {may(me, 'gaps:handle') && (
        <ActForm
          acts={acts}
          hasReasons={false}
          owner={flag.owner}
          carryOut={(command) => carryOut(id, etag, command)}
          onDone={() => void queries.invalidateQueries({ queryKey: keyOf('flags') })}
        />
      )}
      <History entries={flag.history} />
    </div>
  );
}

function carryOut(
  id: string,
  etag: string | undefined,
  { act, text = '', owner, key }: Command,
): Promise<unknown> {
  const common = { params: { id }, ifMatch: etag, idempotencyKey: key };
  switch (act) {
    case 'acknowledge':
      return ask<typeof acknowledgeGapFlag>('post', '/gap-flags/{id}/acknowledge', { ...common, body: {} });
    case 'assign':
      return ask<typeof assignGapFlag>('post', '/gap-flags/{id}/assign', {
        ...common,
        body: { owner, ...(text !== '' && { text }) },
      });
    case 'comment':
      return ask<typeof commentGapFlag>('post', '/gap-flags/{id}/comment', { ...common, body: { text } });
    case 'act':
      return ask<typeof actOnGapFlag>('post', '/gap-flags/{id}/act', { ...common, body: { text } });
    case 'resolve':
      return ask<typeof resolveGapFlag>('post', '/gap-flags/{id}/resolve', { ...common, body: { text } });
    default:
      return ask<typeof reopenGapFlag>('post', '/gap-flags/{id}/reopen', { ...common, body: { text } });
  }
}
