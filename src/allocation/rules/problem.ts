import type { Parcel, SupplyClass } from '../../gaps/rules/parcel.ts';
import type { IpcPhase } from '../../gaps/rules/priority.ts';

/** A lane as it is now: what is needed, and what covers it already. */
export interface PlanLane {
  province: string;
  sector: string;
  ipcPhase: IpcPhase;
  /** Thousandths of a person-day by month; a month that is missing is unknown. */
  needs: ReadonlyMap<string, number>;
  supply: readonly Parcel[];
  carryMonths: number;
}

/** A crossing in one month. */
export interface Gate {
  crossing: string;
  month: string;
  /** What it can still pass, of what is planned here. */
  kgLeft: number;
}

/** A way into a lane. */
export interface Route {
  /** Which of the gates it goes through; null where nothing is carried. */
  gate: number | null;
  /** Inside the country. */
  days: number;
  /** Days in Kabul; null where nothing is carried. */
  passesOn: string | null;
  arrivesOn: string | null;
}

/** A lane that a supply may be allocated to. */
export interface Outlet {
  /** Which of the lanes. */
  lane: number;
  monthsOfUse: number;
  /** What so many units cover there, in thousandths of a person-day: exact, as the parcel will have it. */
  milliOf: (units: number) => number;
  /** The same of one unit, not rounded. */
  milliPerUnit: number;
  /** The nearest first. */
  routes: readonly Route[];
}

/** What of a pledge line is neither allocated nor on waybills. A unit is a thousandth of the item's unit, or a minor unit of money. */
export interface PlanSupply {
  line: string;
  units: number;
  /** Parts are multiples of so many units: half a kit helps nobody. */
  grain: number;
  kgPerUnit: number;
  class: SupplyClass;
  arrivalMonth: string;
  dueMonth: string;
  outlets: readonly Outlet[];
}

/** Everything that a plan is computed from; the months are those that it looks at, both included. */
export interface Problem {
  current: string;
  last: string;
  /** The last class that counts as coverage: `firm`, or `pledged` where pledges that are not firm are planned too. */
  through: SupplyClass;
  lanes: readonly PlanLane[];
  gates: readonly Gate[];
  supplies: readonly PlanSupply[];
}

/** So much of a supply for a lane, by a way. All are places in the lists of the problem. */
export interface Part {
  supply: number;
  outlet: number;
  route: number;
  units: number;
}

/** The most of a supply's units that a gate with so much left can pass; all of them where they weigh nothing. */
export function unitsWithin(kgLeft: number, { kgPerUnit, grain }: PlanSupply): number {
  if (kgPerUnit === 0) return Infinity;
  return Math.max(0, Math.floor(kgLeft / (kgPerUnit * grain) + 1e-9) * grain);
}

/** What is left of supplies and gates besides some parts, to be taken from. */
export class Left {
  readonly units: number[];
  readonly kg: number[];
  readonly #problem: Problem;

  constructor(problem: Problem, parts: readonly Part[] = []) {
    this.#problem = problem;
    this.units = problem.supplies.map(({ units }) => units);
    this.kg = problem.gates.map(({ kgLeft }) => kgLeft);
    for (const part of parts) this.take(part);
  }

  /** The most whole grains of a supply that can still go by a route. */
  most(supply: number, { gate }: Route): number {
    const of = this.#problem.supplies[supply]!;
    const whole = this.units[supply]! - (this.units[supply]! % of.grain);
    return gate === null ? whole : Math.min(whole, unitsWithin(this.kg[gate]!, of));
  }

  take({ supply, outlet, route, units }: Part): void {
    const of = this.#problem.supplies[supply]!;
    const { gate } = of.outlets[outlet]!.routes[route]!;
    this.units[supply]! -= units;
    if (gate !== null) this.kg[gate]! -= units * of.kgPerUnit;
  }
}

/** Parts with the same supply, lane and way as one, in the order of supplies, lanes and ways. */
export function merged(parts: readonly Part[]): Part[] {
  const sums = new Map<string, Part>();
  for (const part of parts) {
    const key = `${part.supply} ${part.outlet} ${part.route}`;
    const sum = sums.get(key);
    if (sum) sum.units += part.units;
    else sums.set(key, { ...part });
  }
  return [...sums.values()]
    .filter(({ units }) => units > 0)
    .sort((a, b) => a.supply - b.supply || a.outlet - b.outlet || a.route - b.route);
}
