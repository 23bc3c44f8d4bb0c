import { useMutation, useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ApiKey, createApiKey, revokeApiKey } from '../../accounts/contract/keys.ts';
import { queries } from '../api/client.ts';
import { ask } from '../api/request.ts';
import { ProblemNote, useFieldProblem } from '../shell/problems.tsx';
import { shellTexts } from '../shell/texts.ts';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatDay, formatMoment, kabulDay } from '../text/dates.ts';
import { Button } from '../ui/button.tsx';
import { Confirm } from '../ui/confirm.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Badge, Empty, Section, Skeleton } from '../ui/plain.tsx';
import { ShownOnce } from '../ui/shown-once.tsx';
import { TextField } from '../ui/text-field.tsx';
import { apiKeysQuery } from './queries.ts';
import { accountTexts } from './texts.ts';

/** API keys of one person; one's own can be made here. */
export function ApiKeys({ user, isOwn = false }: { user: string | null; isOwn?: boolean }) {
  const t = useTexts(accountTexts);
  const keys = useQuery(apiKeysQuery);
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey>();
  const shown = keys.data?.filter((key) => key.user === user) ?? [];
  return (
    <Section
      title={t('keys')}
      aside={
        isOwn &&
        !making && (
          <Button weight="quiet" onPress={() => setMaking(true)}>
            {t('newKey')}
          </Button>
        )
      }
    >
      {isOwn && <p className="max-w-2xl text-sm text-quiet">{t('keysLead')}</p>}
      {making && <NewKey onDone={() => setMaking(false)} />}
      {keys.isError && <ProblemNote error={keys.error} />}
      {keys.isPending && <Skeleton className="h-16" label={t('loading')} />}
      {keys.isSuccess && shown.length === 0 && !making && <Empty title={t('noKeys')} />}
      <ul className="flex flex-col">
        {shown.map((key) => (
          <OneKey key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
        ))}
      </ul>
      <Confirm
        title={t('revokeTitle', { name: revoking?.name ?? '' })}
        action={t('revoke')}
        isOpen={revoking !== undefined}
        onClose={() => setRevoking(undefined)}
        onConfirm={async () => {
          if (!revoking) return;
          await ask<typeof revokeApiKey>('delete', '/api-keys/{id}', { params: { id: revoking.id } });
          await queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
        }}
      >
        <p>{t('revokeLead')}</p>
      </Confirm>
    </Section>
  );
}

function OneKey({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const t = useTexts(accountTexts);
  const roles = useTexts(shellTexts);
  const language = useLanguage();
  const { name, prefix, role, createdAt, lastUsedAt, expiresAt, revokedAt } = apiKey;
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3">
      <div className="flex flex-col gap-1 text-sm">
        <p className="flex flex-wrap items-center gap-2 text-base">
          <bdi>{name}</bdi> <code className="code-text text-sm text-quiet">{prefix}…</code>
          {revokedAt !== null && <Badge tone="bad">{t('revoked')}</Badge>}
          {revokedAt === null && isOver && <Badge tone="warn">{t('expired')}</Badge>}
        </p>
        <p className="text-quiet">
          {roles(`role.${role}`)} · {t('made', { moment: formatMoment(createdAt, language) })}
        </p>
        <p className="text-quiet">
          {lastUsedAt === null ? t('neverUsed') : t('used', { moment: formatMoment(lastUsedAt, language) })}
          {expiresAt !== null && (
            <> · {t('until', { day: formatDay(kabulDay(new Date(expiresAt)), language) })}</>
          )}
        </p>
      </div>
      {revokedAt === null && (
        <Button aria-label={`${t('revoke')}: ${name}`} onPress={onRevoke}>
          {t('revoke')}
        </Button>
      )}
    </li>
  );
}

function NewKey({ onDone }: { onDone: () => void }) {
  const t = useTexts(accountTexts);
  const [name, setName] = useState('');
  const [until, setUntil] = useState<string>();
  const attempt = useRef(crypto.randomUUID());
  const made = useMutation({
    mutationFn: () =>
      ask<typeof createApiKey>('post', '/api-keys', {
        // The end of that day in Kabul.
        body: { name: name.trim(), expiresAt: until === undefined ? null : `${until}T19:29:59.000Z` },
        idempotencyKey: attempt.current,
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
    // Another try after a refusal may say something else.
    onError: () => (attempt.current = crypto.randomUUID()),
  });
  const problem = useFieldProblem(made.error);
  if (made.data) {
    return (
      <div className="flex flex-col gap-4 rounded border border-edge p-4">
        <ShownOnce label={t('tokenOnce')} value={made.data.token} />
        <Button className="self-start" onPress={onDone}>
          {t('keptIt')}
        </Button>
      </div>
    );
  }
  return (
    <form
      className="flex max-w-xl flex-col gap-5 rounded border border-edge p-4"
      onSubmit={(event) => {
        event.preventDefault();
        made.mutate();
      }}
    >
      {made.isError && <ProblemNote error={made.error} />}
      <TextField
        label={t('keyName')}
        hint={t('keyNameHint')}
        isRequired
        autoFocus
        value={name}
        onChange={setName}
        problem={problem('/name')}
      />
      <DateField
        label={t('keyUntil')}
        hint={t('keyUntilHint')}
        value={until}
        onChange={setUntil}
        problem={problem('/expiresAt')}
      />
      <div className="flex flex-wrap gap-3">
        <Button type="submit" weight="main" isPending={made.isPending}>
          {t('makeKey')}
        </Button>
        <Button onPress={onDone}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
