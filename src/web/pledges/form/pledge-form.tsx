import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { createPledge } from '../../../pledges/contract.ts';
import type { DuplicateCandidate } from '../../../pledges/contract/duplicates.ts';
import { keyOf } from '../../api/keys.ts';
import { Problem } from '../../api/problem.ts';
import { itemsQuery, provincesQuery, sectorsQuery } from '../../api/reference.ts';
import { exchange } from '../../api/request.ts';
import { ProblemNote, useFieldProblem } from '../../shell/problems.tsx';
import { toast } from '../../shell/toasts.tsx';
import { useTexts } from '../../text/catalogue.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceBar } from '../../ui/choice-bar.tsx';
import { InTurn } from '../../ui/later.tsx';
import { Section } from '../../ui/plain.tsx';
import { bodyOf } from '../rules/body.ts';
import type { ContributionType, Draft } from '../rules/draft.ts';
import { ofLine, usdCentsOf } from '../rules/equivalence.ts';
import { wrongIn } from '../rules/missing.ts';
import { pledgesTexts } from '../texts.ts';
import { Attachments } from './attachments.tsx';
import { DuplicateQuestion } from './duplicates.tsx';
import { WholeEquivalence } from './equivalence.tsx';
import { focusFirstWrong } from '../../ui/first-wrong.ts';
import { Lines } from './lines.tsx';
import { MoneyTerms, PartyFields, TermFields } from './terms.tsx';

const TYPES: readonly ContributionType[] = ['in_kind', 'financial'];

export interface PledgeFormProps {
  start: Draft;
  /** With everything that changes, so that it can be kept. */
  onChange: (draft: Draft) => void;
  onSaved: () => void;
}

/** The whole pledge on one page. What is wrong stands beside its field, and nothing that was written goes. */
export function PledgeForm({ start, onChange, onSaved }: PledgeFormProps) {
  const t = useTexts(pledgesTexts);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState(start);
  const [wasTried, setWasTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { data: items = [] } = useQuery(itemsQuery);
  const { data: provinces = [] } = useQuery(provincesQuery);
  const { data: sectors = [] } = useQuery(sectorsQuery);
  const itemsByCode = new Map(items.map((item) => [item.code, item]));
  const sectorsByCode = new Map(sectors.map((sector) => [sector.code, sector]));
  const wrongs = wrongIn(draft);

  const kept = useRef(start);
  useEffect(() => {
    if (kept.current === draft) return;
    kept.current = draft;
    onChange(draft);
  });

  const save = useMutation({
    mutationFn: (answer: string | undefined) => {
      const body = bodyOf(draft, itemsByCode, answer);
      const content = JSON.stringify(body);
      // The same content under the same key has one effect, also when the first answer was lost on the way.
      const attempt =
        draft.attempt?.content === content ? draft.attempt : { key: crypto.randomUUID(), content };
      setDraft((before) => ({ ...before, attempt }));
      return exchange<typeof createPledge>('post', '/pledges', { body, idempotencyKey: attempt.key });
    },
    onSuccess: ({ body }, answer) => {
      kept.current = draft;
      onSaved();
      void queries.invalidateQueries({ queryKey: keyOf('pledges') });
      toast({ text: answer?.startsWith('same:') === true ? t('wasSame') : t('saved') });
      void navigate({ to: '/pledges/$id', params: { id: body.id } });
    },
    onError: (error) => {
      if (!isDuplicate(error)) focusFirstWrong(form.current);
    },
  });
  const asked = isDuplicate(save.error)
    ? (save.error.problem['candidates'] as DuplicateCandidate[])
    : undefined;
  const told = useFieldProblem(save.error);
  const problemAt = (pointer: string): string | undefined => {
    const own = wasTried ? wrongs.get(pointer) : undefined;
    return own === undefined ? told(pointer) : t(own);
  };

  function submit(event: FormEvent): void {
    event.preventDefault();
    setWasTried(true);
    if (wrongs.size > 0) focusFirstWrong(form.current);
    else save.mutate(undefined);
  }

  const change = (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes }));
  const fields = { draft, change, problemAt };
  const equivalences = draft.lines.map((line) => ofLine(line, draft, itemsByCode, sectorsByCode));
  const cents = draft.lines.map(({ amount }) => usdCentsOf(amount, draft));
  const usdCents = cents.some((one) => one !== undefined)
    ? cents.reduce<number>((sum, one) => sum + (one ?? 0), 0)
    : undefined;
  return (
    <form ref={form} noValidate onSubmit={submit} className="grid gap-x-12 gap-y-8 lg:grid-cols-[1fr_16rem]">
      <div className="flex min-w-0 flex-col gap-10">
        <InTurn>
          <Section title={t('what')}>
            <InTurn>
              <ChoiceBar
                label={t('contributionType')}
                choices={TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
                value={draft.contributionType}
                onChange={(contributionType) => change({ contributionType })}
              />
              <Lines
                draft={draft}
                items={items}
                provinces={provinces}
                equivalences={equivalences}
                problemAt={problemAt}
                onChange={(lines) => change({ lines })}
              />
              <MoneyTerms {...fields} />
            </InTurn>
          </Section>
          <Section title={t('who')}>
            <PartyFields {...fields} />
          </Section>
          <Section title={t('terms')}>
            <TermFields {...fields} />
          </Section>
          <Attachments
            files={draft.attachments}
            problem={problemAt('/attachments')}
            onChange={(edit) => setDraft((before) => ({ ...before, attachments: edit(before.attachments) }))}
          />
          <div className="flex flex-col gap-4">
            {wasTried && wrongs.size > 0 && (
              <p role="alert" className="text-sm font-semibold text-bad">
                {t('toMend', { count: wrongs.size })}
              </p>
            )}
            {save.isError && asked === undefined && <ProblemNote error={save.error} />}
            <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
              <Button type="submit" weight="main" isPending={save.isPending}>
                {t('save')}
              </Button>
              <span className="text-sm text-quiet">{t('keptOnDevice')}</span>
            </div>
          </div>
        </InTurn>
      </div>
      <aside aria-label={t('means')} className="order-first lg:order-none">
        <div className="flex flex-col gap-4 border-s-2 border-line ps-4 lg:sticky lg:top-6">
          <h2 className="text-sm font-semibold">{t('means')}</h2>
          <WholeEquivalence all={equivalences} usdCents={usdCents} />
        </div>
      </aside>
      {asked && (
        <DuplicateQuestion
          candidates={asked}
          isPending={save.isPending}
          onAnswer={(answer) => save.mutate(answer)}
          onClose={() => save.reset()}
        />
      )}
    </form>
  );
}

const isDuplicate = (error: unknown): error is Problem =>
  error instanceof Problem && error.code === 'duplicate_suspected';
