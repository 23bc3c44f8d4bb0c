import { SEVERITY_WEIGHTS, urgency } from '../../gaps/rules/priority.ts';
import { addMonths, monthsBetween } from '../../platform/calendar.ts';
import { DAYS_PER_PERSON_MONTH } from '../../platform/quantity.ts';
import type { Column, Programme, Solution } from '../../platform/solver/programme.ts';
import { type Part, type Problem, Left, merged } from './problem.ts';
import { type Standing, standingOf } from './standing.ts';

const MILLI_PER_PM = DAYS_PER_PERSON_MONTH * 1000;

/**
 * Of plans that cover the same the one that goes the shorter ways and takes what can go to the fewest lanes, so that goods come before
 * money that could buy anything; and what covers nothing stays unallocated. Too little to decide between plans that differ in what
 * they cover.
 */
const RELUCTANCE = 1e-6;

/** Amounts of so many person-months are what the solver takes for nothing. */
const NOTHING_PM = 1e-6;
/** By so much of a unit the solver's amounts may be short of a whole one, or beyond it. */
const OF_A_UNIT = 0.01;

/** What a row of the programme limits. */
export type Limit =
  | { kind: 'supply'; supply: number; unitsPerPm: number }
  | { kind: 'gate'; gate: number }
  | { kind: 'need'; lane: number; month: string }
  | { kind: 'books' };

/** A problem as a linear programme, in person-months and tonnes. */
export interface Posed {
  programme: Programme;
  limits: Limit[];
  /** What each column is a part of; the others are what lanes do with what they have. */
  choices: ({ supply: number; outlet: number; route: number; unitsPerPm: number } | null)[];
  /** The objective when nothing is allocated. */
  begins: number;
}

/** A programme while it is written down. */
class Draft {
  readonly columns: (Omit<Column, 'takes'> & { takes: [number, number][] })[] = [];
  readonly rows: number[] = [];
  readonly limits: Limit[] = [];
  readonly choices: Posed['choices'] = [];

  row(limit: Limit, most: number): number {
    this.limits.push(limit);
    return this.rows.push(most) - 1;
  }

  column(
    gain: number,
    most: number,
    takes: [number, number][],
    choice: Posed['choices'][number] = null,
  ): void {
    this.columns.push({ gain, most, takes });
    this.choices.push(choice);
  }
}

/** The rows of a lane that supply comes into: by months from the current one. */
interface LaneRows {
  goods: number[];
  shares: number[];
}

/**
 * The stock rule as a programme. In each month of a lane need is met by goods, which may be carried up to the cap; by shares, which are
 * used in their month or not at all; and by what is late and explains the month. As a month weighs more the sooner it is, the best
 * use of what is there is the rule's own: at once. So for given allocations the objective is what the engine says of them; only where late
 * supply explains months can the solver spare it more cleverly than the engine's walk does.
 */
export function pose(problem: Problem): Posed {
  const draft = new Draft();
  const standings = problem.lanes.map((lane) => standingOf(lane, problem));
  const laneRows = standings.map((standing, lane) => addLane(draft, problem, lane, standing));
  const gateRows = problem.gates.map(({ kgLeft }, gate) => draft.row({ kind: 'gate', gate }, kgLeft / 1000));

  for (const [supply, of] of problem.supplies.entries()) {
    const [first] = of.outlets;
    if (!first || of.units < of.grain) continue;
    // In person-months of the first lane: units of money and of flour differ by orders of magnitude, and the solver's patience is one.
    const unitsPerPm = MILLI_PER_PM / first.milliPerUnit;
    const whole = of.units - (of.units % of.grain);
    const row = draft.row({ kind: 'supply', supply, unitsPerPm }, whole / unitsPerPm);
    const arrival = monthsBetween(problem.current, of.arrivalMonth);
    for (const [outlet, to] of of.outlets.entries()) {
      if (!isShort(standings[to.lane]!, arrival)) continue;
      const rows = laneRows[to.lane]!;
      const own = MILLI_PER_PM / to.milliPerUnit;
      const comes = comesInto(rows, arrival, to.monthsOfUse);
      for (const [route, { gate, days }] of to.routes.entries()) {
        const through: [number, number][] =
          gate === null ? [] : [[gateRows[gate]!, (own * of.kgPerUnit) / 1000]];
        draft.column(
          -RELUCTANCE * (1 + days + of.outlets.length),
          Infinity,
          [...comes, ...through, [row, own / unitsPerPm]],
          {
            supply,
            outlet,
            route,
            unitsPerPm: own,
          },
        );
      }
    }
  }
  const { columns, rows, limits, choices } = draft;
  const begins = problem.lanes.reduce(
    (sum, _, lane) => sum + weightedNow(problem, lane, standings[lane]!),
    0,
  );
  return { programme: { columns, rows }, limits, choices, begins };
}

/** Severity weight × urgency of a month of a lane: what covering a person-month of it counts for. */
export function weightOf(problem: Problem, lane: number, ahead: number): number {
  return SEVERITY_WEIGHTS[problem.lanes[lane]!.ipcPhase] * urgency(ahead);
}

function addLane(draft: Draft, problem: Problem, lane: number, standing: Standing): LaneRows {
  const pm = (milli: number) => milli / MILLI_PER_PM;
  const months = [...standing.needs.keys()];
  const need = months.map((t) =>
    draft.row({ kind: 'need', lane, month: addMonths(problem.current, t) }, pm(standing.needs[t]!)),
  );
  const goods = months.map((t) => draft.row({ kind: 'books' }, pm(standing.goods[t]!)));
  const shares = months.map((t) => draft.row({ kind: 'books' }, pm(standing.shares[t]!)));
  for (const t of months) {
    const weight = weightOf(problem, lane, t);
    draft.column(weight, Infinity, [
      [goods[t]!, 1],
      [need[t]!, 1],
    ]);
    draft.column(weight, Infinity, [
      [shares[t]!, 1],
      [need[t]!, 1],
    ]);
    const next = goods[t + 1];
    if (next !== undefined && standing.caps[t]! > 0) {
      draft.column(0, pm(standing.caps[t]!), [
        [goods[t]!, 1],
        [next, -1],
      ]);
    }
  }
  for (const { milli, months: open } of standing.late) {
    const row = draft.row({ kind: 'books' }, pm(milli));
    for (const t of open) {
      draft.column(weightOf(problem, lane, t), Infinity, [
        [row, 1],
        [need[t]!, 1],
      ]);
    }
  }
  return { goods, shares };
}

/** What comes is at hand in its month; what is used over months gives each its part. */
function comesInto(rows: LaneRows, arrival: number, monthsOfUse: number): [number, number][] {
  if (monthsOfUse === 1) return [[rows.goods[arrival]!, -1]];
  return rows.shares
    .slice(arrival, arrival + monthsOfUse)
    .map((row): [number, number] => [row, -1 / monthsOfUse]);
}

/** Whether a lane has a need that what is there does not cover, in a month or after it. */
function isShort(standing: Standing, from: number): boolean {
  const covered = coveredNow(standing);
  return standing.needs.some((need, t) => t >= from && need > covered[t]!);
}

/** What the engine covers with what is there, month by month. */
function coveredNow({ needs, caps, goods, shares, late }: Standing): number[] {
  let stock = 0;
  const unused = late.map(({ milli }) => milli);
  return needs.map((need, t) => {
    const carriable = stock + goods[t]!;
    const available = carriable + shares[t]!;
    let covered = Math.min(need, available);
    stock = Math.min(available - covered, carriable, caps[t]!);
    for (const [offer, { months }] of late.entries()) {
      if (!months.includes(t)) continue;
      const used = Math.min(need - covered, unused[offer]!);
      unused[offer]! -= used;
      covered += used;
    }
    return covered;
  });
}

function weightedNow(problem: Problem, lane: number, standing: Standing): number {
  return coveredNow(standing).reduce(
    (sum, milli, t) => sum + (weightOf(problem, lane, t) * milli) / MILLI_PER_PM,
    0,
  );
}

/** What a solution gains over allocating nothing, without what it costs to go there. */
export function gainIn({ programme, begins }: Posed, { amounts }: Pick<Solution, 'amounts'>): number {
  return programme.columns.reduce(
    (sum, { gain }, column) => (gain > 0 ? sum + gain * amounts[column]! : sum),
    -begins,
  );
}

/** Kits are rounded down, for the rest of one may do more elsewhere; thousandths and cents up, so that a need is covered to its end. */
function inWhole(units: number, grain: number): number {
  return grain > 1 ? Math.floor((units + OF_A_UNIT) / grain) * grain : Math.ceil(units - OF_A_UNIT);
}

/** A solution in whole grains, as far as supply and gates go. */
export function partsIn(
  problem: Problem,
  { choices }: Posed,
  { amounts }: Pick<Solution, 'amounts'>,
): Part[] {
  const left = new Left(problem);
  const parts = choices.flatMap((choice, column): Part[] => {
    const pm = amounts[column]!;
    if (choice === null || pm < NOTHING_PM) return [];
    const { supply, outlet, route, unitsPerPm } = choice;
    const of = problem.supplies[supply]!;
    const units = Math.min(
      inWhole(pm * unitsPerPm, of.grain),
      left.most(supply, of.outlets[outlet]!.routes[route]!),
    );
    if (units <= 0) return [];
    const part = { supply, outlet, route, units };
    left.take(part);
    return [part];
  });
  return merged(parts);
}
