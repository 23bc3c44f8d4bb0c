import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { acceptAllocationPlan } from '../../allocation/contract.ts';
import { keyOf } from '../api/keys.ts';
import { useCrossingName } from '../api/crossing-name.ts';
import { may, useMe } from '../api/me.ts';
import { itemsQuery, useProvinceName } from '../api/reference.ts';
import { ask } from '../api/request.ts';
import { SECTORS } from '../text/sectors.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { toast } from '../shell/toasts.tsx';
import { useLanguage, useTexts } from '../text/catalogue.ts';
import { formatMoment, formatMonth } from '../text/dates.ts';
import { joined } from '../text/joined.ts';
import { formatMoney, formatNumber, formatPm } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Figure } from '../ui/figure.tsx';
import { LaneLink } from '../ui/lane-link.tsx';
import { Badge, Empty, Section } from '../ui/plain.tsx';
import { RecordLink } from '../ui/record-link.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { useWho } from '../who/use-who.ts';
import { type Plan, planQuery } from './queries.ts';
import { allocationTexts } from './texts.ts';

type Allocation = Plan['allocations'][number];

/** A plan: what goes where, what it gains over today and over the rule of thumb, and what keeps it from more. */
export function PlanView({ plan }: { plan: Plan }) {
  const t = useTexts(allocationTexts);
  const w = useTexts(words);
  const language = useLanguage();
  const nameOf = useProvinceName();
  const me = useMe();
  const who = useWho([plan.recordedBy, plan.acceptedBy]);
  const { data: items = [] } = useQuery(itemsQuery);
  const nameOfCrossing = useCrossingName();
  const crossingName = (code: string | null) => code && nameOfCrossing(code);
  const whole = (value: number) => formatNumber(value, language, 0);
  const amountOf = ({ quantity, tonnes, amount, currency }: Allocation) => {
    if (tonnes !== null && tonnes > 0) return t('tonnes', { tonnes: formatNumber(tonnes, language) });
    if (quantity !== null) return formatNumber(quantity, language);
    return amount === null || currency === null ? '–' : formatMoney(amount, currency, language);
  };
  const columns: Column<Allocation>[] = [
    {
      key: 'pledge',
      head: t('pledge'),
      cell: ({ pledge }) => <RecordLink kind="pledge" id={pledge.id} name={pledge.reference} />,
      csv: ({ pledge }) => pledge.reference,
    },
    {
      key: 'item',
      head: t('what'),
      cell: (one) =>
        `${one.item === null ? t('money') : (items.find(({ code }) => code === one.item)?.name[language] ?? one.item)} · ${amountOf(one)}`,
      csv: ({ item }) => item,
    },
    {
      key: 'lane',
      head: t('lane'),
      cell: ({ province, sector }) => (
        <>
          <LaneLink province={province} sector={sector}>
            {nameOf(province, language)}
          </LaneLink>
          <span className="block text-xs text-quiet">{w(`sector.${sector}`)}</span>
        </>
      ),
      csv: ({ province, sector }) => `${province} ${sector}`,
    },
    {
      key: 'month',
      head: t('arrives'),
      cell: ({ arrivalMonth, crossing }) => (
        <>
          {formatMonth(arrivalMonth, language)}
          {crossing !== null && <span className="block text-xs text-quiet">{crossingName(crossing)}</span>}
        </>
      ),
      csv: ({ arrivalMonth }) => arrivalMonth,
    },
    {
      key: 'pm',
      head: w('personMonths'),
      isNumber: true,
      cell: ({ pm }) => formatPm(pm, language),
      csv: ({ pm }) => pm,
    },
  ];
  const { gain, ruleOfThumb, bound, binding, leftOut, state } = plan;
  const ahead = gain.weightedPm - ruleOfThumb.weightedPm;
  return (
    <div className="flex flex-col gap-8">
      <p className="flex flex-wrap items-center gap-3 text-sm text-quiet">
        <Badge tone={state === 'accepted' ? 'good' : 'plain'}>{t(`state.${state}`)}</Badge>
        {t('madeBy', { by: joined([who(plan.recordedBy)]), moment: formatMoment(plan.asOf, language) })}
        {plan.acceptedAt !== null &&
          ` · ${t('acceptedBy', { by: joined([who(plan.acceptedBy ?? '')]), moment: formatMoment(plan.acceptedAt, language) })}`}
      </p>
      <div className="grid grid-cols-2 gap-6 lg:grid-cols-4">
        <Figure label={t('gain')} value={whole(gain.weightedPm)} />
        <Figure
          label={t('overThumb')}
          value={`${ahead < 0 ? '−' : ahead > 0 ? '+' : ''}${whole(Math.abs(ahead))}`}
        />
        <Figure label={t('thumb')} value={whole(ruleOfThumb.weightedPm)} />
        <Figure label={t('bound')} value={whole(bound)} />
      </div>
      <ul className="numbers flex flex-col gap-1 text-sm">
        {SECTORS.filter((sector) => (gain.coveredPm[sector] ?? 0) > 0).map((sector) => (
          <li key={sector}>
            {t('covers', {
              sector: w(`sector.${sector}`),
              pm: formatPm(gain.coveredPm[sector] ?? 0, language),
            })}
          </li>
        ))}
        <li className="text-quiet">{t('weightedHint')}</li>
      </ul>
      {state === 'proposed' && plan.allocations.length > 0 && may(me, 'gaps:handle') && (
        <Accept plan={plan} />
      )}
      <Table
        caption={t('allocations')}
        columns={columns}
        rows={plan.allocations}
        keyOf={({ id }) => id}
        csvName="allocation-plan"
        empty={<Empty title={t('nothing')}>{t('nothingHint')}</Empty>}
      />
      {binding.length > 0 && (
        <Section title={t('binds')} aside={<span className="text-sm text-quiet">{t('bindsHint')}</span>}>
          <ul className="numbers flex flex-col text-sm">
            {binding.map((one) => (
              <li key={one.text} className="flex flex-wrap justify-between gap-x-6 border-b border-line py-2">
                <span>
                  <span className="font-semibold">{t(`bind.${one.kind}`)}</span>{' '}
                  {one.pledge && <RecordLink kind="pledge" id={one.pledge.id} name={one.pledge.reference} />}
                  {[
                    crossingName(one.crossing),
                    one.province === null ? null : nameOf(one.province, language),
                    one.sector === null ? null : w(`sector.${one.sector}`),
                    one.month === null ? null : formatMonth(one.month, language),
                  ]
                    .filter((part) => part !== null)
                    .join(' · ')}
                </span>
                <span className="text-quiet">
                  {t('price', { price: formatNumber(one.price, language, 1) })}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {leftOut.length > 0 && (
        <details className="text-sm">
          <summary className="min-h-11 cursor-pointer py-2 text-accent">
            {t('leftOut', { count: leftOut.length })}
          </summary>
          <ul className="flex flex-col">
            {leftOut.map((one) => (
              <li key={one.line} className="flex flex-wrap justify-between gap-x-6 border-b border-line py-2">
                <RecordLink kind="pledge" id={one.pledge.id} name={one.pledge.reference} />
                <span className="text-quiet">{t(`why.${one.reason}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** All of it or none, after it was said what is about to happen and that it was looked at. */
function Accept({ plan }: { plan: Plan }) {
  const t = useTexts(allocationTexts);
  const language = useLanguage();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [isSure, setSure] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const accepting = useMutation({
    mutationFn: () =>
      ask<typeof acceptAllocationPlan>('post', '/allocation-plans/{id}/accept', {
        params: { id: plan.id },
        idempotencyKey: key,
      }),
    onSuccess: (accepted) => {
      queries.setQueryData(planQuery(plan.id).queryKey, accepted);
      setOpen(false);
      toast({ text: t('accepted') });
      for (const area of ['gaps', 'pledges', 'forecast'] as const)
        void queries.invalidateQueries({ queryKey: keyOf(area) });
    },
  });
  const pledges = new Set(plan.allocations.map(({ pledge }) => pledge.id)).size;
  const lanes = new Set(plan.allocations.map(({ province, sector }) => `${province} ${sector}`)).size;
  return (
    <>
      <Button weight="main" className="self-start" onPress={() => setOpen(true)}>
        {t('accept')}
      </Button>
      <Dialog title={t('acceptTitle')} isOpen={isOpen} onClose={() => setOpen(false)}>
        <p>{t('acceptWhat', { count: plan.allocations.length })}</p>
        <p className="text-sm">
          {t('acceptWhere', {
            pledges: formatNumber(pledges, language),
            lanes: formatNumber(lanes, language),
          })}
        </p>
        <p className="text-sm text-quiet">{t('acceptHint')}</p>
        <Checkbox isSelected={isSure} onChange={setSure}>
          {t('sure')}
        </Checkbox>
        <ProblemNote error={accepting.error} />
        <div className="flex gap-3">
          <Button
            weight="main"
            isDisabled={!isSure}
            isPending={accepting.isPending}
            onPress={() => accepting.mutate()}
          >
            {t('accept')}
          </Button>
          <Button onPress={() => setOpen(false)}>{t('cancel')}</Button>
        </div>
      </Dialog>
    </>
  );
}
