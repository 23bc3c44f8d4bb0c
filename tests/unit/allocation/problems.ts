import * as fc from 'fast-check';
import type { Gate, Part, PlanLane, PlanSupply, Problem } from '../../../src/allocation/rules/problem.ts';
import type { Parcel } from '../../../src/gaps/rules/parcel.ts';
import type { IpcPhase } from '../../../src/gaps/rules/priority.ts';
import { addMonths } from '../../../src/platform/calendar.ts';

export const CURRENT = '2026-11';
export const M = (ahead: number) => addMonths(CURRENT, ahead);
/** Thousandths of a person-day in a person-month. */
export const PM = 30_000;

/** A lane with so many people to be helped in each month from the current one on; null is a month without a need row. */
export function lane(needs: (number | null)[], changes: Partial<PlanLane> = {}): PlanLane {
  return {
    ...{ province: 'AF23', sector: 'food_security', ipcPhase: 3, supply: [], carryMonths: 0 },
    needs: new Map(
      needs.flatMap((people, ahead) => (people === null ? [] : [[M(ahead), people * PM] as const])),
    ),
    ...changes,
  };
}

/** A supply of units that cover a person-month each, for every lane named, through every gate named (none: nothing is carried). */
export function supply(
  units: number,
  lanes: readonly number[],
  {
    gates = [],
    arrival = 0,
    monthsOfUse = 1,
    pmPerUnit = 1,
    ...changes
  }: Partial<PlanSupply> & {
    gates?: readonly number[];
    arrival?: number;
    monthsOfUse?: number;
    pmPerUnit?: number | readonly number[];
  } = {},
): PlanSupply {
  const each = (index: number) => (typeof pmPerUnit === 'number' ? pmPerUnit : pmPerUnit[index]!) * PM;
  const where = { passesOn: null, arrivesOn: `${M(arrival)}-15` };
  return {
    ...{ line: `line of ${units}`, units, grain: 1, kgPerUnit: gates.length > 0 ? 1000 : 0, class: 'firm' },
    ...{ arrivalMonth: M(arrival), dueMonth: M(arrival) },
    outlets: lanes.map((to, index) => ({
      ...{ lane: to, monthsOfUse, milliPerUnit: each(index), milliOf: (of) => Math.round(of * each(index)) },
      routes:
        gates.length === 0
          ? [{ gate: null, days: 0, ...where }]
          : gates.map((gate, place) => ({ gate, days: 1 + place, ...where })),
    })),
    ...changes,
  };
}

/** Gates that pass so many units of {@link supply}, a tonne each. */
export const gatesOf = (...units: number[]): Gate[] =>
  units.map((tonnes, index) => ({ crossing: `crossing ${index}`, month: CURRENT, kgLeft: tonnes * 1000 }));

export function problem(changes: Pick<Problem, 'lanes' | 'supplies'> & Partial<Problem>): Problem {
  return { current: CURRENT, last: M(3), through: 'firm', gates: [], ...changes };
}

const phase = fc.constantFrom<IpcPhase>(1, 2, 3, 4, 5);
const amount = fc.integer({ min: 0, max: 4 });

const parcelThere: fc.Arbitrary<Parcel> = fc
  .record({
    class: fc.constantFrom('delivered', 'inTransit', 'firm', 'pledged'),
    arrival: fc.integer({ min: -1, max: 3 }),
    pm: fc.integer({ min: 1, max: 3 }),
    monthsOfUse: fc.constantFrom(1, 1, 2),
  })
  .map(({ arrival, pm, ...parcel }) => ({
    ...{ ...parcel, arrivalMonth: M(arrival), dueMonth: M(arrival) },
    // What is used over months gives each of them whole person-months.
    personDaysMilli: pm * parcel.monthsOfUse * PM,
  })) as fc.Arbitrary<Parcel>;

const late: fc.Arbitrary<Parcel> = fc
  .record({
    due: fc.integer({ min: -2, max: 1 }),
    later: fc.integer({ min: 1, max: 3 }),
    pm: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ due, later, pm }) => ({
    ...{ class: 'late' as const, dueMonth: M(due), arrivalMonth: M(due + later), monthsOfUse: 1 },
    personDaysMilli: pm * PM,
  }));

const anyLane = (supplyThere: fc.Arbitrary<Parcel>): fc.Arbitrary<PlanLane> =>
  fc
    .record({
      needs: fc.array(fc.option(amount, { freq: 6 }), { minLength: 1, maxLength: 5 }),
      supply: fc.array(supplyThere, { maxLength: 3 }),
      carryMonths: fc.integer({ min: 0, max: 2 }),
      ipcPhase: phase,
    })
    .map(({ needs, ...rest }) => lane(needs, rest));

/** Whole units through gates that every way may use: a network, whose best plans are whole. */
export const anyNetwork: fc.Arbitrary<Problem> = fc
  .record({
    lanes: fc.array(anyLane(parcelThere), { minLength: 1, maxLength: 3 }),
    capacities: fc.array(amount, { minLength: 1, maxLength: 2 }),
    supplies: fc.array(fc.record({ units: amount, arrival: fc.integer({ min: 0, max: 3 }) }), {
      minLength: 1,
      maxLength: 2,
    }),
  })
  .map(({ lanes, capacities, supplies }) =>
    problem({
      lanes,
      gates: gatesOf(...capacities),
      supplies: supplies.map(({ units, arrival }) =>
        supply(
          units,
          lanes.map((_, index) => index),
          { arrival, gates: capacities.map((_, gate) => gate) },
        ),
      ),
    }),
  );

/** Money that buys more in one lane than in another, things used over months, kits that are not halved, late supply. */
export const anyProblem = (supplyThere: fc.Arbitrary<Parcel> = parcelThere): fc.Arbitrary<Problem> =>
  fc
    .record({
      lanes: fc.array(anyLane(supplyThere), { minLength: 1, maxLength: 4 }),
      capacities: fc.array(amount, { minLength: 1, maxLength: 3 }),
      through: fc.constantFrom('firm' as const, 'pledged' as const),
      supplies: fc.array(
        fc.record({
          thousands: fc.integer({ min: 0, max: 6 }),
          odd: fc.integer({ min: 0, max: 999 }),
          arrival: fc.integer({ min: 0, max: 3 }),
          monthsOfUse: fc.constantFrom(1, 1, 3),
          kits: fc.boolean(),
          money: fc.boolean(),
          cost: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 4, maxLength: 4 }),
          forLanes: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    })
    .map(({ lanes, capacities, through, supplies }) =>
      problem({
        ...{ lanes, through, gates: gatesOf(...capacities) },
        supplies: supplies.map(({ thousands, odd, arrival, monthsOfUse, kits, money, cost, forLanes }) =>
          supply(
            thousands * 1000 + odd,
            lanes.flatMap((_, index) => (forLanes[index] ? [index] : [])),
            {
              ...{ arrival, monthsOfUse, grain: kits && !money ? 1000 : 1 },
              ...(money ? {} : { gates: capacities.map((_, gate) => gate), kgPerUnit: 1 }),
              pmPerUnit: money ? cost.map((each) => 1 / (1000 * each)) : 1 / 1000,
            },
          ),
        ),
      }),
    );

export const withLate = anyProblem(fc.oneof(parcelThere, late));

/** More need than supply in many lanes, not all of which every supply may go to, through crossings that are nearly full. */
export const contested: fc.Arbitrary<Problem> = fc
  .record({
    lanes: fc.array(
      fc
        .record({
          needs: fc.array(fc.integer({ min: 4, max: 20 }), { minLength: 4, maxLength: 4 }),
          ipcPhase: phase,
          carryMonths: fc.constantFrom(0, 6),
          supply: fc.array(parcelThere, { maxLength: 3 }),
        })
        .map(({ needs, ...rest }) => lane(needs, rest)),
      { minLength: 6, maxLength: 6 },
    ),
    capacities: fc.array(fc.integer({ min: 15, max: 40 }), { minLength: 2, maxLength: 2 }),
    supplies: fc.array(
      fc.record({
        units: fc.integer({ min: 10, max: 40 }),
        arrival: fc.integer({ min: 0, max: 2 }),
        forLanes: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      }),
      { minLength: 4, maxLength: 6 },
    ),
  })
  .map(({ lanes, capacities, supplies }) =>
    problem({
      ...{ lanes, gates: gatesOf(...capacities) },
      supplies: supplies.map(({ units, arrival, forLanes }) =>
        supply(
          units * 1000,
          lanes.flatMap((_, index) => (forLanes[index] ? [index] : [])),
          { arrival, pmPerUnit: 1 / 1000, kgPerUnit: 1, gates: capacities.map((_, gate) => gate) },
        ),
      ),
    }),
  );

/** Every way to give out whole steps of the supplies, within supplies and gates. */
export function* everyPlan(of: Problem, step: number): Generator<Part[]> {
  const choices = of.supplies.flatMap(({ outlets }, supply) =>
    outlets.flatMap(({ routes }, outlet) => routes.map((_, route) => ({ supply, outlet, route }))),
  );
  const left = of.supplies.map(({ units }) => units);
  const kg = of.gates.map(({ kgLeft }) => kgLeft);
  const parts: Part[] = [];
  function* from(index: number): Generator<Part[]> {
    const choice = choices[index];
    if (!choice) {
      yield parts.filter(({ units }) => units > 0);
      return;
    }
    const { kgPerUnit, outlets } = of.supplies[choice.supply]!;
    const { gate } = outlets[choice.outlet]!.routes[choice.route]!;
    for (let units = 0; units <= left[choice.supply]!; units += step) {
      if (gate !== null && units * kgPerUnit > kg[gate]!) break;
      left[choice.supply]! -= units;
      if (gate !== null) kg[gate]! -= units * kgPerUnit;
      parts.push({ ...choice, units });
      yield* from(index + 1);
      parts.pop();
      left[choice.supply]! += units;
      if (gate !== null) kg[gate]! += units * kgPerUnit;
    }
  }
  yield* from(0);
}
