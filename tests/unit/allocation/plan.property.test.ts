/** The plan against every other plan, and against what a coordinator would do: `docs/allocation.md`. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gainOf } from '../../../src/allocation/rules/gain.ts';
import { planOf } from '../../../src/allocation/rules/plan.ts';
import type { Part, Problem } from '../../../src/allocation/rules/problem.ts';
import { pose } from '../../../src/allocation/rules/programme.ts';
import { ruleOfThumb } from '../../../src/allocation/rules/thumb.ts';
import { solve } from '../../../src/platform/solver/solve.ts';
import { anyNetwork, anyProblem, contested, everyPlan, withLate } from './problems.ts';

const RUNS = { numRuns: 150 };
/** Every month of every lane is rounded to thousandths. */
const ROUNDING = 0.05;

const bestOf = (problem: Problem, step: number): number =>
  Math.max(...[...everyPlan(problem, step)].map((parts) => gainOf(problem, parts).weighted));

/** Nothing is given that is not there, nor carried that does not pass, nor divided that is whole. */
function expectWithin(problem: Problem, parts: readonly Part[]): void {
  for (const [index, { units, grain }] of problem.supplies.entries()) {
    const given = parts.filter(({ supply }) => supply === index);
    expect(given.reduce((sum, part) => sum + part.units, 0)).toBeLessThanOrEqual(units);
    for (const part of given) {
      expect(Number.isSafeInteger(part.units) && part.units > 0 && part.units % grain === 0).toBe(true);
    }
  }
  for (const [index, { kgLeft }] of problem.gates.entries()) {
    const kg = parts.reduce((sum, { supply, outlet, route, units }) => {
      const { outlets, kgPerUnit } = problem.supplies[supply]!;
      return outlets[outlet]!.routes[route]!.gate === index ? sum + units * kgPerUnit : sum;
    }, 0);
    expect(kg).toBeLessThanOrEqual(kgLeft);
  }
}

describe('the plan', () => {
  it('gains what the best of all plans gains, on small networks', async () => {
    await fc.assert(
      fc.asyncProperty(anyNetwork, async (problem) => {
        const { gain, bound } = await planOf(problem, solve);
        const best = bestOf(problem, 1);
        expect(gain.weighted).toBeCloseTo(best, 2);
        expect(bound).toBeCloseTo(best, 2);
      }),
      RUNS,
    );
  });

  it('gains no less than any plan in whole kits, where nothing need be rounded, and no more than its bound', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyProblem().filter(
          ({ lanes, supplies }) =>
            supplies.length <= 2 && lanes.length <= 2 && supplies.every(({ grain }) => grain === 1),
        ),
        async (problem) => {
          const { gain, bound } = await planOf(problem, solve);
          expect(gain.weighted).toBeGreaterThanOrEqual(bestOf(problem, 1000) - ROUNDING);
          expect(Math.abs(bound - gain.weighted)).toBeLessThan(ROUNDING);
        },
      ),
      RUNS,
    );
  });

  it('never does worse than the rule of thumb, and exceeds neither supply nor capacity', async () => {
    await fc.assert(
      fc.asyncProperty(withLate, async (problem) => {
        const { parts, gain, thumb } = await planOf(problem, solve);
        expect(gain.weighted).toBeGreaterThanOrEqual(thumb.gain.weighted);
        expectWithin(problem, parts);
        expectWithin(problem, thumb.parts);
        expect(gain).toEqual(gainOf(problem, parts));
      }),
      RUNS,
    );
  });

  it('does better than the rule of thumb on most instances where much is to be decided', async () => {
    let better = 0;
    const problems = fc.sample(contested, { numRuns: 100, seed: 20261127 });
    for (const problem of problems) {
      const { gain, thumb } = await planOf(problem, solve);
      if (gain.weighted > thumb.gain.weighted + ROUNDING) better++;
    }
    expect(better).toBeGreaterThanOrEqual(70);
  });
});

it('the programme begins where the engine stands: nothing allocated gains nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyProblem(), async (problem) => {
      const idle = { ...problem, supplies: [] };
      const posed = pose(idle);
      const { objective } = await solve(posed.programme);
      expect(objective).toBeCloseTo(posed.begins, 5);
      expect(ruleOfThumb(idle)).toEqual([]);
    }),
    RUNS,
  );
});
