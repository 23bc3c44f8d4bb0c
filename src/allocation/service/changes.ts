import { toThousandths, gainOf } from '../rules/gain.ts';
import { fromMilli, toMilli, toPersonMonths } from '../../platform/quantity.ts';
import type { FieldError } from '../../platform/errors.ts';
import type { FieldCode } from '../../platform/field-codes.ts';
import type { AllocatablePledge } from '../../pledges/service.ts';
import type { PlannedAllocation } from '../contract.ts';
import { Left, type Part } from '../rules/problem.ts';
import type { PlanTold } from '../tables.ts';
import { tonnes } from '../view.ts';
import type { World } from './world.ts';

/** What keeps a plan from being what it was, thing by thing; nothing when it still fits and still covers what it promised. */
export function changesSince(
  told: PlanTold,
  world: World,
  pledges: readonly AllocatablePledge[],
): FieldError[] {
  if (told.from !== world.problem.current) {
    const detail = `it was made in ${told.from}, and now it is ${world.problem.current}: make another`;
    return [{ pointer: '/from', code: 'month_turned', detail }];
  }
  const found = told.allocations.map((allocation, index) => partOf(allocation, index, world, pledges));
  const missing = found.flatMap((one) => ('error' in one ? [one.error] : []));
  if (missing.length > 0) return missing;
  const parts = found.flatMap((one) => ('part' in one ? [one.part] : []));
  const over = exceeded(parts, world);
  return over.length > 0 ? over : gainedOtherwise(told, parts, world);
}

/** How much of its line an allocation takes: thousandths of the unit, or minor units. */
export function unitsOf({ quantity, amount }: PlannedAllocation): number {
  return quantity === null ? (amount ?? 0) : toMilli(quantity);
}

function partOf(
  allocation: PlannedAllocation,
  index: number,
  { problem, sources, leftOut }: World,
  pledges: readonly AllocatablePledge[],
): { part: Part } | { error: FieldError } {
  const { line, province, sector, crossing, passesOn } = allocation;
  const { reference } = allocation.pledge;
  const not = (field: string, code: FieldCode, detail: string) => ({
    error: { pointer: `/allocations/${index}${field}`, code, detail },
  });
  const supply = sources.findIndex((source) => source.line.id === line);
  if (supply < 0) {
    const held = pledges.find(({ pledge }) => pledge.id === allocation.pledge.id);
    if (!held) return not('/pledge', 'not_open', `${reference} is not yours to allocate any more`);
    if (held.status === 'cancelled' || held.status === 'expired')
      return not('/pledge', 'not_open', `${reference} is ${held.status}`);
    const why = leftOut.find((one) => one.line === line)?.text ?? 'nothing of it is left to allocate';
    return not('/line', 'not_open', `line ${line} of ${reference}: ${why}`);
  }
  const of = problem.supplies[supply]!;
  if (of.arrivalMonth !== allocation.arrivalMonth) {
    const detail = `${reference} now counts from ${of.arrivalMonth}, not ${allocation.arrivalMonth}`;
    return not('/arrivalMonth', 'moved', detail);
  }
  const outlet = of.outlets.findIndex(({ lane }) => {
    const known = problem.lanes[lane]!;
    return known.province === province && known.sector === sector;
  });
  const route = (of.outlets[outlet]?.routes ?? []).findIndex(({ gate }) => {
    if (gate === null || crossing === null) return gate === null && crossing === null;
    const known = problem.gates[gate]!;
    return known.crossing === crossing && known.month === passesOn?.slice(0, 'YYYY-MM'.length);
  });
  if (route < 0) {
    const by = crossing === null ? '' : ` by ${crossing}`;
    const detail = `${province} ${sector} cannot be reached${by} in ${allocation.arrivalMonth} any more`;
    return not('/crossing', 'out_of_reach', detail);
  }
  return { part: { supply, outlet, route, units: unitsOf(allocation) } };
}

/** Lines and crossings of which the plan takes more than there is now. */
function exceeded(parts: readonly Part[], { problem, sources }: World): FieldError[] {
  const left = new Left(problem, parts);
  return [
    ...left.units.flatMap((units, supply): FieldError[] => {
      if (units >= 0) return [];
      const { line, pledge } = sources[supply]!;
      const shown = (of: number) => (line.item === null ? of : fromMilli(of));
      const detail = `only ${shown(line.free)} of line ${line.id} of ${pledge.reference} is left, ${shown(line.free - units)} was planned`;
      return [{ pointer: '/allocations', code: 'exceeds_line', detail }];
    }),
    ...left.kg.flatMap((kg, gate): FieldError[] => {
      if (kg >= 0) return [];
      const { crossing, month, kgLeft } = problem.gates[gate]!;
      const detail = `${crossing} has room for ${tonnes(kgLeft)} t in ${month}, ${tonnes(kgLeft - kg)} t were planned`;
      return [{ pointer: '/crossings', code: 'exceeds_capacity', detail }];
    }),
  ];
}

/** Months of lanes of which the same allocations would cover more or less than was promised. */
function gainedOtherwise(told: PlanTold, parts: readonly Part[], { problem }: World): FieldError[] {
  const promised = new Map<string, number>(
    told.lanes.flatMap(({ province, sector, months }) =>
      months.map(({ month, coveredPm }) => [`${province} ${sector} ${month}`, coveredPm] as const),
    ),
  );
  const now = new Map(
    gainOf(problem, parts).lanes.flatMap(({ lane, months }) => {
      const { province, sector } = problem.lanes[lane]!;
      return months.map(({ month, beforeMilli, afterMilli }): [string, number] => [
        `${province} ${sector} ${month}`,
        toPersonMonths(afterMilli - beforeMilli),
      ]);
    }),
  );
  return [...new Set([...promised.keys(), ...now.keys()])].sort().flatMap((key): FieldError[] => {
    const [before, after] = [promised.get(key) ?? 0, now.get(key) ?? 0];
    if (before === after) return [];
    const detail = `need or supply of ${key} has changed: the plan would cover ${toThousandths(after)} person-months more there, ${before} was promised`;
    return [{ pointer: '/lanes', code: 'covers_otherwise', detail }];
  });
}
