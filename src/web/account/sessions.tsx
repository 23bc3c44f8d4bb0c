import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { endSession, endSessions, Session } from '../../accounts/contract/sessions.ts';
import { queries } from '../api/client.ts';
import { keyOf } from '../api/keys.ts';
import { ask } from '../api/request.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { Badge, Empty, Section, Skeleton } from '../ui/plain.tsx';
import { sessionsQuery } from './queries.ts';
import { deviceName } from './rules/device.ts';
import { accountTexts } from './texts.ts';

/** Where somebody is signed in, and the end of it: oneself, or for an administrator whoever is named. */
export function Sessions({ user }: { user?: string }) {
  const t = useTexts(accountTexts);
  const sessions = useQuery(sessionsQuery(user));
  const [ending, setEnding] = useState<'all' | Session>();
  const others = sessions.data?.filter(({ current }) => !current) ?? [];
  const refresh = () => queries.invalidateQueries({ queryKey: keyOf('users', 'sessions') });
  async function end() {
    if (ending === 'all')
      await ask<typeof endSessions>('delete', '/sessions', { query: user === undefined ? {} : { user } });
    else if (ending) await ask<typeof endSession>('delete', '/sessions/{id}', { params: { id: ending.id } });
    await refresh();
  }
  return (
    <Section
      title={t('sessions')}
      aside={
        others.length > 0 && (
          <Button weight="quiet" onPress={() => setEnding('all')}>
            {user === undefined ? t('endOthers') : t('endAll')}
          </Button>
        )
      }
    >
      {sessions.isError && <ProblemNote error={sessions.error} />}
      {sessions.isPending && <Skeleton className="h-24" label={t('loading')} />}
      {sessions.data?.length === 0 && <Empty title={t('noSessions')} />}
      <ul className="flex flex-col">
        {sessions.data?.map((one) => (
          <OneSession key={one.id} session={one} onEnd={() => setEnding(one)} />
        ))}
      </ul>
      <Confirm
        title={ending === 'all' ? t('endAllTitle') : t('endTitle')}
        action={t('end')}
        isOpen={ending !== undefined}
        onClose={() => setEnding(undefined)}
        onConfirm={end}
      >
        <p>{t('endLead')}</p>
      </Confirm>
    </Section>
  );
}

function OneSession({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const t = useTexts(accountTexts);
  const language = useLanguage();
  const { device, address, method, lastUsedAt, createdAt, current } = session;
  const name = device === null ? t('unknownDevice') : deviceName(device);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3">
      <div className="flex flex-col gap-1 text-sm">
        <p className="flex flex-wrap items-center gap-2 text-base">
          <bdi>{name}</bdi> {current && <Badge tone="good">{t('thisOne')}</Badge>}
        </p>
        <p className="text-quiet">
          {t(`method.${method}`)}
          {address !== null && (
            <>
              {' · '}
              <bdi className="code-text">{address}</bdi>
            </>
          )}
        </p>
        <p className="text-quiet">
          {t('usedSince', {
            used: formatMoment(lastUsedAt, language),
            since: formatMoment(createdAt, language),
          })}
        </p>
      </div>
      {!current && (
        <Button aria-label={`${t('end')}: ${name}`} onPress={onEnd}>
          {t('end')}
        </Button>
      )}
    </li>
  );
}
