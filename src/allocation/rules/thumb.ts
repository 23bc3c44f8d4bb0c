import { uncoveredBeyondInTransit } from '../../gaps/rules/cell.ts';
import { priorityOf } from '../../gaps/rules/priority.ts';
import { monthsBetween } from '../../platform/calendar.ts';
import { cellsWith, coveredIn, parcelOf } from './gain.ts';
import { Left, merged, type Outlet, type Part, type Problem } from './problem.ts';

/** What is given to one cell at a time may be used in an earlier month of its lane: it is asked again so often. */
const ROUNDS = 6;

/**
 * What a coordinator does with the report before him: the cell of the highest priority first (as the report ranks it), from what comes
 * earliest, by the nearest way that is not full, until its need is covered or nothing is left for it; then the next one.
 *
 * @param begun what is allocated already, and stays so
 */
export function ruleOfThumb(problem: Problem, begun: readonly Part[] = []): Part[] {
  const parts = [...begun];
  const left = new Left(problem, parts);
  const partsOf = (lane: number) =>
    parts.filter(({ supply, outlet }) => problem.supplies[supply]!.outlets[outlet]!.lane === lane);
  const offers = problem.supplies
    .flatMap(({ outlets }, supply) => outlets.map((of, outlet) => ({ supply, outlet, of })))
    .sort((a, b) => inOrder(problem, a.supply, b.supply));
  const offersOf = Map.groupBy(offers, ({ of }) => of.lane);

  for (const { lane, month } of ranked(problem)) {
    let still = uncoveredIn(problem, lane, partsOf(lane), month);
    for (const { supply, outlet, of } of offersOf.get(lane) ?? []) {
      if (still === 0) break;
      if (problem.supplies[supply]!.arrivalMonth > month) continue;
      for (let round = 0; round < ROUNDS && still > 0; round++) {
        const { grain } = problem.supplies[supply]!;
        const wanted = Math.ceil((still * of.monthsOfUse) / (of.milliPerUnit * grain)) * grain;
        const given = take(supply, outlet, of, wanted);
        if (given.length === 0) break;
        parts.push(...given);
        const before = still;
        still = uncoveredIn(problem, lane, partsOf(lane), month);
        if (still === before) break;
      }
    }
  }
  return merged(parts);

  /** By the nearest way that has room, then the next one. */
  function take(supply: number, outlet: number, { routes }: Outlet, wanted: number): Part[] {
    let units = wanted;
    return routes.flatMap((way, route) => {
      const part = { supply, outlet, route, units: Math.min(units, left.most(supply, way)) };
      if (part.units <= 0) return [];
      units -= part.units;
      left.take(part);
      return [part];
    });
  }
}

/** What comes earliest first; of what comes together, in the order of lines. */
function inOrder({ supplies }: Problem, a: number, b: number): number {
  const [one, other] = [supplies[a]!, supplies[b]!];
  if (one.arrivalMonth !== other.arrivalMonth) return one.arrivalMonth < other.arrivalMonth ? -1 : 1;
  return a - b;
}

/** The cells of all lanes by priority, the highest first. */
function ranked(problem: Problem): { lane: number; month: string; priority: number }[] {
  return problem.lanes
    .flatMap((lane, index) =>
      cellsWith(lane, [], problem).map((cell) => ({
        ...{ lane: index, month: cell.month },
        priority: priorityOf({
          ipcPhase: lane.ipcPhase,
          uncoveredMilli: uncoveredBeyondInTransit(cell) ?? 0,
          monthsAhead: monthsBetween(problem.current, cell.month),
        }),
      })),
    )
    .filter(({ priority }) => priority > 0)
    .sort((a, b) => b.priority - a.priority || a.lane - b.lane || (a.month < b.month ? -1 : 1));
}

function uncoveredIn(problem: Problem, lane: number, parts: readonly Part[], month: string): number {
  const added = parts.map((part) => parcelOf(problem, part));
  const cell = cellsWith(problem.lanes[lane]!, added, problem).find((one) => one.month === month);
  return cell ? (cell.needMilli ?? 0) - coveredIn(cell, problem) : 0;
}
