import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import type { Pledge } from '../../../pledges/contract.ts';
import type { editPledge } from '../../../pledges/contract/changes.ts';
import { attempts } from '../../api/attempts.ts';
import { keyOf } from '../../api/keys.ts';
import { Problem } from '../../api/problem.ts';
import type { Item, Province, Sector } from '../../api/reference.ts';
import { exchange } from '../../api/request.ts';
import { ProblemNote, useFieldProblem } from '../../shell/problems.tsx';
import { toast } from '../../shell/toasts.tsx';
import { useTexts } from '../../text/catalogue.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/plain.tsx';
import { Attachments } from '../form/attachments.tsx';
import { focusFirstWrong } from '../../ui/first-wrong.ts';
import type { DraftFile } from '../rules/draft.ts';
import {
  editFrom,
  type EditValues,
  type LineValues,
  linesToSend,
  onTopOf,
  type PledgeEdit,
  valuesOf,
} from '../rules/edits.ts';
import { type Wrong, wrongInLine } from '../rules/missing.ts';
import { pledgesTexts } from '../texts.ts';
import { ConflictQuestion } from './conflict.tsx';
import { draftLineOf, EditLines } from './edit-lines.tsx';
import { EditTerms } from './edit-terms.tsx';

export interface EditFormProps {
  start: Pledge;
  etag: string;
  items: readonly Item[];
  provinces: readonly Province[];
  sectors: readonly Sector[];
}

interface Attempt {
  body: PledgeEdit;
  ifMatch: string;
  /** Ids of the lines in `body`, in its order. */
  lines: readonly string[];
}

const etagOf = ({ version }: Pledge) => `"${version}"`;
const filesOf = ({ attachments }: Pledge): DraftFile[] =>
  attachments.map(({ hash, name, size }) => ({ hash, name: name ?? hash.slice(0, 12), size: size ?? 0 }));

export function EditForm({ start, etag, items, provinces, sectors }: EditFormProps) {
  const t = useTexts(pledgesTexts);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  // What it said when the editing began, and the version that was.
  const [base, setBase] = useState(() => ({ pledge: start, etag }));
  const [values, setValues] = useState(() => valuesOf(start));
  const [files, setFiles] = useState(() => filesOf(start));
  const [wasTried, setWasTried] = useState(false);
  const [keyOfAttempt] = useState(attempts);
  const mine: EditValues = { ...values, attachments: files.map(({ hash }) => hash) };
  const before = valuesOf(base.pledge);
  const edit = editFrom(before, mine);
  const { id, currency, contributionType } = base.pledge;

  const save = useMutation({
    mutationFn: ({ body, ifMatch }: Attempt) =>
      exchange<typeof editPledge>('patch', '/pledges/{id}', {
        params: { id },
        body,
        ifMatch,
        idempotencyKey: keyOfAttempt({ body, ifMatch }),
      }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: keyOf('pledges') });
      toast({ text: t('edited') });
      void navigate({ to: '/pledges/$id', params: { id } });
    },
    onError: () => focusFirstWrong(form.current),
  });
  const theirs =
    save.error instanceof Problem && save.error.code === 'precondition_failed'
      ? (save.error.problem['current'] as Pledge)
      : undefined;

  const itemsByCode = new Map(items.map((item) => [item.code, item]));
  const wrongs = new Map(
    linesToSend(before, mine).flatMap((line) =>
      wrongInLine(draftLineOf(line, currency, 't', itemsByCode), contributionType).map(
        ([field, wrong]): [string, Wrong] => [`${line.id}/${field}`, wrong],
      ),
    ),
  );
  const told = useFieldProblem(save.error);
  function problemOf(line: LineValues, field: string): string | undefined {
    const own = wasTried ? wrongs.get(`${line.id}/${field}`) : undefined;
    const place = save.variables?.lines.indexOf(line.id) ?? -1;
    return own === undefined ? (place < 0 ? undefined : told(`/lines/${place}/${field}`)) : t(own);
  }

  /** On top of a version: only what was changed here. */
  function send(from: EditValues, to: EditValues, ifMatch: string): void {
    const body = editFrom(from, to);
    if (body) save.mutate({ body, ifMatch, lines: linesToSend(from, to).map((line) => line.id) });
  }

  function submit(event: FormEvent): void {
    event.preventDefault();
    setWasTried(true);
    if (wrongs.size > 0) focusFirstWrong(form.current);
    else send(before, mine, base.etag);
  }

  /** Goes on from what somebody else made of it. */
  function goOnFrom(pledge: Pledge, to: EditValues): void {
    const known = [...filesOf(pledge), ...files];
    save.reset();
    setBase({ pledge, etag: etagOf(pledge) });
    setValues(to);
    setFiles(to.attachments.flatMap((hash) => known.find((file) => file.hash === hash) ?? []));
  }

  function takeTheirs(pledge: Pledge): void {
    const both = onTopOf(valuesOf(pledge), before, mine);
    goOnFrom(pledge, valuesOf(pledge));
    toast({
      text: t('conflict.dropped'),
      action: { label: t('undo'), run: () => goOnFrom(pledge, both) },
    });
  }

  const change = (changes: Partial<EditValues>) => setValues((was) => ({ ...was, ...changes }));
  return (
    <form ref={form} noValidate className="flex max-w-4xl flex-col gap-10" onSubmit={submit}>
      <Section title={t('lines')}>
        <EditLines
          pledge={base.pledge}
          lines={values.lines}
          items={items}
          provinces={provinces}
          sectors={sectors}
          problemOf={problemOf}
          onChange={(lines) => change({ lines })}
        />
      </Section>
      <Section title={t('terms')}>
        <EditTerms values={values} currency={currency} change={change} problem={told} />
      </Section>
      <Attachments
        files={files}
        problem={told('/attachments')}
        onChange={(update) => setFiles((was) => update(was))}
      />
      {wasTried && wrongs.size > 0 && (
        <p role="alert" className="text-sm font-semibold text-bad">
          {t('toMend', { count: wrongs.size })}
        </p>
      )}
      {save.isError && theirs === undefined && <ProblemNote error={save.error} />}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" weight="main" isDisabled={!edit} isPending={save.isPending}>
          {t('saveEdit')}
        </Button>
        <Button onPress={() => void navigate({ to: '/pledges/$id', params: { id } })}>{t('back')}</Button>
      </div>
      {theirs && (
        <ConflictQuestion
          before={before}
          theirs={valuesOf(theirs)}
          mine={mine}
          currency={currency}
          isPending={save.isPending}
          onOverwrite={() => send(valuesOf(theirs), onTopOf(valuesOf(theirs), before, mine), etagOf(theirs))}
          onLook={() => goOnFrom(theirs, onTopOf(valuesOf(theirs), before, mine))}
          onTheirs={() => takeTheirs(theirs)}
          onClose={() => save.reset()}
        />
      )}
    </form>
  );
}
