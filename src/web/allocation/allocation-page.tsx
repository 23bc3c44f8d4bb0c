import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { createAllocationPlan } from '../../allocation/contract.ts';
import { may, useMe } from '../api/me.ts';
import { ask } from '../api/request.ts';
import { SECTORS } from '../text/sectors.ts';
import { ProblemNote } from '../shell/problems.tsx';
import { useTexts } from '../text/catalogue.ts';
import { words } from '../text/words.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Empty, Skeleton } from '../ui/plain.tsx';
import { Select } from '../ui/select.tsx';
import { PlanView } from './plan-view.tsx';
import { planQuery } from './queries.ts';
import { allocationTexts } from './texts.ts';

const route = getRouteApi('/signed-in/allocation');
const ALL = '';

/** Where what is unallocated covers most: a plan is made, looked at, and accepted as a whole. */
export function AllocationPage() {
  const t = useTexts(allocationTexts);
  const w = useTexts(words);
  const me = useMe();
  const queries = useQueryClient();
  const { sector, plan } = route.useSearch();
  const navigate = route.useNavigate();
  const [withPledges, setWithPledges] = useState(false);
  const found = useQuery({ ...planQuery(plan ?? ''), enabled: plan !== undefined });
  const making = useMutation({
    mutationFn: (idempotencyKey: string) =>
      ask<typeof createAllocationPlan>('post', '/allocation-plans', {
        body: { includePledges: withPledges, ...(sector !== undefined && { sector }) },
        idempotencyKey,
      }),
    onSuccess: (made) => {
      queries.setQueryData(planQuery(made.id).queryKey, made);
      void navigate({ search: { ...(sector && { sector }), plan: made.id } });
    },
  });
  return (
    <div className="flex flex-col gap-8">
      <div className="flex flex-col gap-2">
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        <p className="max-w-3xl text-sm text-quiet">{t('hint')}</p>
      </div>
      {may(me, 'gaps:handle') && (
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <Select
            label={w('sector')}
            className="min-w-56"
            choices={[
              { value: ALL, label: t('allSectors') },
              ...SECTORS.map((value) => ({ value, label: w(`sector.${value}`) })),
            ]}
            value={sector ?? ALL}
            onChange={(value) => {
              const chosen = SECTORS.find((one) => one === value);
              void navigate({
                search: { ...(chosen && { sector: chosen }), ...(plan && { plan }) },
                replace: true,
              });
            }}
          />
          <Checkbox isSelected={withPledges} onChange={setWithPledges}>
            {t('withPledges')}
          </Checkbox>
          <Button
            weight="main"
            isPending={making.isPending}
            onPress={() => making.mutate(crypto.randomUUID())}
          >
            {t('make')}
          </Button>
        </div>
      )}
      <ProblemNote error={making.error} />
      {plan === undefined && !making.isPending && <Empty title={t('noPlan')}>{t('noPlanHint')}</Empty>}
      {(making.isPending || (plan !== undefined && found.isPending)) && (
        <Skeleton className="h-96" label={t('loading')} />
      )}
      {found.isError && <ProblemNote error={found.error} />}
      {found.data && !making.isPending && <PlanView plan={found.data} />}
    </div>
  );
}
