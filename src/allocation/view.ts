import { toIso } from '../platform/calendar.ts';
import { fromMilli, toPersonMonths } from '../platform/quantity.ts';
import { toUsdCents } from '../pledges/rules/money.ts';
import type { AllocationPlan, PlannedAllocation, PlanQuery } from './contract.ts';
import type { PlanRow } from './repo.ts';
import { type Gain, toThousandths } from './rules/gain.ts';
import type { Plan } from './rules/plan.ts';
import type { Part } from './rules/problem.ts';
import { named } from './service/lines.ts';
import type { World } from './service/world.ts';
import type { PlanTold } from './tables.ts';
import { boundInWords, toBinding } from './words.ts';

type SectorCode = PlannedAllocation['sector'];

interface Telling {
  id: string;
  recordedBy: string;
  now: number;
  query: PlanQuery;
  /** Makes the id of a line. */
  newId: () => string;
}

/** A plan as it is told and kept. */
export function toTold(world: World, plan: Plan, { id, recordedBy, now, query, newId }: Telling): PlanTold {
  const { problem } = world;
  return {
    ...{ id, asOf: toIso(now), recordedBy, query },
    ...{ from: problem.current, to: problem.last },
    countsThrough: query.includePledges ? 'pledged' : 'firm',
    allocations: plan.parts.map((part) => toAllocation(world, part, newId())),
    gain: toGain(world, plan.gain),
    lanes: plan.gain.lanes.flatMap(({ lane, months }) => {
      const { province, sector, ipcPhase } = problem.lanes[lane]!;
      if (months.length === 0) return [];
      return [
        {
          ...{ province, sector: sector as SectorCode, ipcPhase },
          months: months.map(({ month, needMilli, beforeMilli, afterMilli, weighted }) => ({
            ...{ month, needPm: toPersonMonths(needMilli), weightedPm: weighted },
            ...{ beforePm: toPersonMonths(beforeMilli), afterPm: toPersonMonths(afterMilli) },
            coveredPm: toPersonMonths(afterMilli - beforeMilli),
          })),
        },
      ];
    }),
    ruleOfThumb: toGain(world, plan.thumb.gain),
    bound: toThousandths(plan.bound),
    boundText: boundInWords(world, plan),
    binding: plan.binding.map((binding) => toBinding(world, binding)),
    supplies: world.sources.map((source, supply) => {
      const { item, free } = source.line;
      const given = plan.parts.reduce((sum, part) => (part.supply === supply ? sum + part.units : sum), 0);
      const shown = (units: number) => (item === null ? units : fromMilli(units));
      return {
        ...named(source),
        ...{ item, currency: item === null ? source.pledge.currency : null },
        ...{ offered: shown(free), left: shown(free - given) },
      };
    }),
    leftOut: world.leftOut,
    crossings: world.passages.map(
      ({ crossing, month, openDays, capacityKg, takenKg, status, source }, gate) => ({
        ...{ crossing, month, openDays, status, source },
        capacityTonnes: tonnes(capacityKg),
        takenTonnes: tonnes(takenKg),
        plannedTonnes: tonnes(
          plan.parts.reduce(
            (sum, part) => (wayOf(world, part).gate === gate ? sum + kgOf(world, part) : sum),
            0,
          ),
        ),
      }),
    ),
  };
}

export function toPlan({ plan, acceptedAt, acceptedBy }: PlanRow): AllocationPlan {
  return {
    ...plan,
    state: acceptedAt === null ? 'proposed' : 'accepted',
    acceptedAt: acceptedAt === null ? null : toIso(acceptedAt),
    acceptedBy,
  };
}

function toAllocation(world: World, part: Part, id: string): PlannedAllocation {
  const { problem } = world;
  const supply = problem.supplies[part.supply]!;
  const outlet = supply.outlets[part.outlet]!;
  const { province, sector } = problem.lanes[outlet.lane]!;
  const source = world.sources[part.supply]!;
  const { item } = source.line;
  const { currency, ratePerUsd } = source.pledge;
  const { gate, passesOn, arrivesOn } = wayOf(world, part);
  return {
    ...{ id, ...named(source), province },
    ...{ sector: sector as SectorCode, item },
    quantity: item === null ? null : fromMilli(part.units),
    amount: item === null ? part.units : null,
    currency: item === null ? currency : null,
    amountUsd: item === null ? toUsdCents(part.units, currency, ratePerUsd) : null,
    pm: toPersonMonths(outlet.milliOf(part.units)),
    arrivalMonth: supply.arrivalMonth,
    crossing: gate === null ? null : problem.gates[gate]!.crossing,
    ...{ passesOn, arrivesOn },
    tonnes: gate === null ? null : tonnes(kgOf(world, part)),
  };
}

function wayOf({ problem }: World, { supply, outlet, route }: Part) {
  return problem.supplies[supply]!.outlets[outlet]!.routes[route]!;
}

function kgOf({ problem }: World, { supply, units }: Part): number {
  return units * problem.supplies[supply]!.kgPerUnit;
}

function toGain({ problem }: World, { weighted, lanes }: Gain): AllocationPlan['gain'] {
  const bySector = Map.groupBy(lanes, ({ lane }) => problem.lanes[lane]!.sector as SectorCode);
  return {
    weightedPm: weighted,
    coveredPm: Object.fromEntries(
      Array.from(bySector, ([sector, some]) => [
        sector,
        toPersonMonths(
          some
            .flatMap(({ months }) => months)
            .reduce((sum, { beforeMilli, afterMilli }) => sum + afterMilli - beforeMilli, 0),
        ),
      ]),
    ),
  };
}

/** Kilograms in tonnes with 3 decimals. */
export function tonnes(kg: number): number {
  return toThousandths(kg / 1000);
}
