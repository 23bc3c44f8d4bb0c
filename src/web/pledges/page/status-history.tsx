import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Pledge } from '../../../pledges/contract.ts';
import type { voidPledgeStatus } from '../../../pledges/contract/changes.ts';
import { keyOf } from '../../api/keys.ts';
import { ask } from '../../api/request.ts';
import { ProblemNote, useFieldProblem } from '../../shell/problems.tsx';
import { toast } from '../../shell/toasts.tsx';
import { useLanguage, useTexts } from '../../text/catalogue.ts';
import { formatDayBoth, formatMoment } from '../../text/dates.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Badge } from '../../ui/plain.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useWho } from '../../who/use-who.ts';
import { toneOf } from '../rules/tones.ts';
import { pledgesTexts } from '../texts.ts';

type Fact = Pledge['statuses'][number];

/** How it came to its status; a step that was a mistake is voided with a reason, and stays to be seen. */
export function StatusHistory({ pledge, canChange }: { pledge: Pledge; canChange: boolean }) {
  const t = useTexts(pledgesTexts);
  const language = useLanguage();
  const [voided, setVoided] = useState<Fact>();
  const who = useWho(pledge.statuses.map(({ recordedBy }) => recordedBy));
  const standing = pledge.statuses.filter(({ voidedAt }) => voidedAt === null).length;
  return (
    <>
      <ol className="flex flex-col">
        {pledge.statuses.map((fact) => {
          const isVoided = fact.voidedAt !== null;
          return (
            <li
              key={fact.id}
              className="flex flex-wrap items-center justify-between gap-x-4 border-b border-line py-2 text-sm"
            >
              <span className="flex flex-col gap-1">
                <span className={`flex flex-wrap items-center gap-x-3 ${isVoided ? 'line-through' : ''}`}>
                  <Badge tone={isVoided ? 'plain' : toneOf(fact.status)}>{t(`status.${fact.status}`)}</Badge>
                  {formatDayBoth(fact.on, language)}
                </span>
                {fact.reason !== null && <span>{fact.reason}</span>}
                <span className="text-xs text-quiet">
                  {isVoided
                    ? t('voidedOn', { moment: formatMoment(fact.voidedAt ?? '', language) })
                    : t('recordedBy', {
                        by: who(fact.recordedBy),
                        moment: formatMoment(fact.recordedAt, language),
                      })}
                </span>
              </span>
              {canChange && !isVoided && standing > 1 && (
                <Button
                  weight="quiet"
                  aria-label={t('voidStatus', { status: t(`status.${fact.status}`) })}
                  onPress={() => setVoided(fact)}
                >
                  {t('takeBack')}
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {voided && <Void pledge={pledge} fact={voided} onClose={() => setVoided(undefined)} />}
    </>
  );
}

function Void({ pledge, fact, onClose }: { pledge: Pledge; fact: Fact; onClose: () => void }) {
  const t = useTexts(pledgesTexts);
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const takeBack = useMutation({
    mutationFn: () =>
      ask<typeof voidPledgeStatus>('post', '/pledges/{id}/statuses/{status}/void', {
        params: { id: pledge.id, status: fact.id },
        body: { reason: reason.trim() },
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keyOf('pledges') });
      toast({ text: t('takenBack') });
      onClose();
    },
  });
  const problem = useFieldProblem(takeBack.error);
  return (
    <Dialog title={t('voidStatus', { status: t(`status.${fact.status}`) })} isOpen onClose={onClose}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '') takeBack.mutate();
        }}
      >
        <p className="text-sm text-quiet">{t('voidHint')}</p>
        <TextField
          label={t('reason')}
          rows={3}
          value={reason}
          onChange={setReason}
          problem={problem('/reason')}
          isRequired
        />
        {takeBack.isError && <ProblemNote error={takeBack.error} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onPress={onClose}>{t('back')}</Button>
          <Button
            type="submit"
            weight="danger"
            isDisabled={reason.trim() === ''}
            isPending={takeBack.isPending}
          >
            {t('takeBack')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
