import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useMe } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import { ProblemNote, useFieldProblem } from '../shell/problems.tsx';
import { toast } from '../shell/toasts.tsx';
import { useTexts } from '../text/catalogue.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { type Act, type Reason, REASONS } from './rules/acts.ts';
import { casesTexts } from './texts.ts';

export type WrittenAct = Exclude<Act, 'decide'>;

export interface Command {
  act: WrittenAct;
  text: string | undefined;
  owner: string | null;
  reason: Reason | undefined;
  /** The same for each attempt. */
  key: string;
}

/** What can be done with a case, and what has to be said for it. */
export function ActForm({
  acts,
  hasReasons,
  owner,
  carryOut,
  onDone,
}: {
  acts: readonly WrittenAct[];
  /** A discrepancy is closed for one of the reasons of stock keeping; a flag in words. */
  hasReasons: boolean;
  owner: string | null;
  carryOut: (command: Command) => Promise<unknown>;
  /** Something changed, here or by somebody else: look again. */
  onDone: () => void;
}) {
  const t = useTexts(casesTexts);
  const [act, setAct] = useState<WrittenAct>();
  const offered = useRef<HTMLDivElement>(null);
  /** What had the focus is gone then: whoever has no mouse goes on from what can be done next. */
  const close = () => {
    setAct(undefined);
    offered.current?.focus();
  };
  const doing = useMutation({
    mutationFn: carryOut,
    onSuccess: (_, command) => {
      close();
      toast({ text: t(`done.${command.act}`) });
      onDone();
    },
    onError: (error) => {
      if (error instanceof Problem && error.problem.status === 412) onDone();
    },
  });
  const begin = (chosen: WrittenAct) => {
    doing.reset();
    // Nothing has to be said for it: one press is enough.
    if (chosen === 'acknowledge') doing.mutate({ ...NOTHING, act: chosen, key: crypto.randomUUID() });
    else setAct(chosen);
  };
  const isOutdated = doing.error instanceof Problem && doing.error.problem.status === 412;
  return (
    <div className="flex flex-col gap-4">
      <div ref={offered} tabIndex={-1} className="flex flex-wrap gap-2" role="group" aria-label={t('acts')}>
        {acts.map((one) => (
          <Button
            key={one}
            weight={one === act ? 'main' : 'plain'}
            aria-pressed={one === 'acknowledge' ? undefined : one === act}
            isPending={doing.isPending && doing.variables.act === one}
            onPress={() => begin(one)}
          >
            {t(`act.${one}`)}
          </Button>
        ))}
      </div>
      {isOutdated ? (
        <p role="alert" className="text-sm text-warn">
          {t('outdated')}
        </p>
      ) : (
        <ProblemNote error={doing.error} />
      )}
      {act !== undefined && (
        <Fields
          key={act}
          act={act}
          hasReasons={hasReasons}
          owner={owner}
          error={doing.error}
          isPending={doing.isPending}
          onSend={(said) => doing.mutate(said)}
          onCancel={close}
        />
      )}
    </div>
  );
}

const NOTHING = { text: undefined, owner: null, reason: undefined } as const;

function Fields({
  act,
  hasReasons,
  owner: ownerBefore,
  error,
  isPending,
  onSend,
  onCancel,
}: {
  act: WrittenAct;
  hasReasons: boolean;
  owner: string | null;
  error: unknown;
  isPending: boolean;
  onSend: (command: Command) => void;
  onCancel: () => void;
}) {
  const t = useTexts(casesTexts);
  const me = useMe();
  const problemOf = useFieldProblem(error);
  const [text, setText] = useState('');
  const [owner, setOwner] = useState(ownerBefore ?? '');
  const [reason, setReason] = useState<Reason>();
  const [key] = useState(() => crypto.randomUUID());
  const asksReason = act === 'resolve' && hasReasons;
  const needsText = act !== 'assign' && (!asksReason || reason === 'other');
  const isReady = (!needsText || text.trim() !== '') && (!asksReason || reason !== undefined);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) return;
    onSend({
      ...{ act, key, reason },
      text: text.trim() === '' ? undefined : text.trim(),
      owner: owner.trim() === '' ? null : owner.trim(),
    });
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-4 rounded border border-line p-4">
      {act === 'assign' && (
        <div className="flex flex-col gap-2">
          <TextField
            label={t('owner')}
            hint={t('ownerHint')}
            value={owner}
            onChange={setOwner}
            problem={problemOf('/owner')}
            autoFocus
          />
          {me.user && owner !== me.user.name && (
            <Button weight="quiet" className="self-start" onPress={() => setOwner(me.user?.name ?? '')}>
              {t('toMe')}
            </Button>
          )}
        </div>
      )}
      {asksReason && (
        <Select
          label={t('reason')}
          placeholder={t('chooseReason')}
          choices={REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
          value={reason}
          onChange={setReason}
          problem={problemOf('/reason')}
        />
      )}
      <TextField
        label={t(needsText ? `text.${act}` : 'textOptional')}
        rows={3}
        value={text}
        onChange={setText}
        problem={problemOf('/text')}
        isRequired={needsText}
        autoFocus={act !== 'assign' && !asksReason}
      />
      <div className="flex gap-3">
        <Button type="submit" weight="main" isDisabled={!isReady} isPending={isPending}>
          {t(`act.${act}`)}
        </Button>
        <Button onPress={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
