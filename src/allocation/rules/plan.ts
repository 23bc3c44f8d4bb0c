import type { Programme, Solution } from '../../platform/solver/programme.ts';
import { type Binding, bindingOf } from './binding.ts';
import { type Gain, gainOf } from './gain.ts';
import type { Part, Problem } from './problem.ts';
import { gainIn, partsIn, pose } from './programme.ts';
import { ruleOfThumb } from './thumb.ts';

export interface Plan {
  parts: Part[];
  /** By the gap engine. */
  gain: Gain;
  thumb: { parts: Part[]; gain: Gain };
  /** What the programme says can be gained at most: in any fractions, late supply spared as cleverly as can be. */
  bound: number;
  binding: Binding[];
}

/**
 * The allocation that covers the most severity-weighted person-months. What the solver finds is made whole, and what whole
 * kits leave over or uncovered is seen to by the rule of thumb; should the rule alone do better, which only rounding can bring about, its plan is taken.
 */
export async function planOf(
  problem: Problem,
  solve: (programme: Programme) => Promise<Solution>,
): Promise<Plan> {
  const posed = pose(problem);
  const solution = await solve(posed.programme);
  const rounded = partsIn(problem, posed, solution);
  // Without kits there is nothing but crumbs to give out.
  const hasKits = problem.supplies.some(({ grain }) => grain > 1);
  const completed = hasKits ? ruleOfThumb(problem, rounded) : rounded;
  const thumb = ruleOfThumb(problem);
  const candidates = [rounded, completed, thumb].map((parts) => ({ parts, gain: gainOf(problem, parts) }));
  const best = candidates.reduce((a, b) => (b.gain.weighted > a.gain.weighted ? b : a));
  return {
    ...best,
    thumb: candidates[2]!,
    bound: gainIn(posed, solution),
    binding: bindingOf(problem, posed, solution),
  };
}
