import { sectors } from '../catalogue/catalogue.ts';
import { type PlanRequirement, planRequirements } from '../needs/figures.ts';
import { monthOf, toIso } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import type { ReadScope, Store } from '../platform/storage/store.ts';
import { fundingParts } from '../pledges/service.ts';
import type { Funding, PlanFunding, SectorFunding } from './contract.ts';
import { fundedPercent, sumFunding, sumKnown } from './rules/funding.ts';

type Published = PlanFunding['clusters'][number];

export type FundingService = ReturnType<typeof fundingService>;

/** Money required and money there. Reads facts: it waits for no worker. */
export function fundingService({ store, clock }: { store: Store; clock: Clock }) {
  return {
    /** A year of the Kabul calendar; the current one unless it is named. */
    ofYear: (asked?: number): Promise<Funding> => {
      const now = clock.now();
      const year = asked ?? Number(monthOf(now).slice(0, 4));
      return store.read((scope) => fundingOfYear(scope, year, now));
    },
  };
}

export async function fundingOfYear(scope: ReadScope, year: number, now: number): Promise<Funding> {
  const parts = await fundingParts(scope, year, now);
  const bySector = Map.groupBy(parts, ({ sector }) => sector);
  const byPlan = Map.groupBy(parts, ({ plan }) => plan);
  const published = planRequirements
    .filter((row) => row.year === year)
    .flatMap((row) => (row.plan === null ? [] : [toPublished(row, row.plan)]));
  const named = [...byPlan.keys()].filter((plan) => plan !== null);
  const plans = new Set([...published.map(({ plan }) => plan), ...named]);
  return {
    year,
    asOf: toIso(now),
    sectors: [...sectors.map(({ code }) => code), 'unallocated' as const].map((sector): SectorFunding => {
      const requirements = published.filter((row) => row.sector === sector);
      const requirementUsd = sumKnown(requirements.map((row) => row.requirementUsd));
      const figures = sumFunding(bySector.get(sector) ?? []);
      const percent = fundedPercent(figures.fundedUsd, requirementUsd);
      return { sector, requirementUsd, ...figures, percent, requirements };
    }),
    plans: [...plans].sort().map((plan): PlanFunding => {
      const whole = published.find((row) => row.plan === plan && row.cluster === null) ?? null;
      const figures = sumFunding(byPlan.get(plan) ?? []);
      return {
        ...{ plan, name: nameOf(plan), requirementUsd: whole?.requirementUsd ?? null },
        ...figures,
        percent: fundedPercent(figures.fundedUsd, whole?.requirementUsd ?? null),
        published: whole,
        clusters: published.filter((row) => row.plan === plan && row.cluster !== null),
      };
    }),
    outsidePlans: sumFunding(byPlan.get(null) ?? []),
    total: sumFunding(parts),
  };
}

function toPublished(row: PlanRequirement, plan: string): Published {
  const { cluster, sector, requirementUsdCents, fundingUsdCents, asOf, source } = row;
  return {
    ...{
      plan,
      cluster,
      sector,
      asOf,
      source,
      requirementUsd: requirementUsdCents,
      fundingUsd: fundingUsdCents,
    },
    percent: fundedPercent(fundingUsdCents, requirementUsdCents),
  };
}

function nameOf(plan: string): string | null {
  return planRequirements.find((row) => row.plan === plan)?.planName ?? null;
}
