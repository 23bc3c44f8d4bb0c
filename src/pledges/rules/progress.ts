import type { Stage } from '../contract.ts';

const MEASURES = ['quantityMilli', 'amountUsd', 'personDaysMilli'] as const;
export type Measure = (typeof MEASURES)[number];
type Measured = Record<Measure, number | null>;

/** What a line promises by itself and how far that has come, in each measure; null where it cannot be told in it. */
export interface LineProgress {
  pledged: Measured;
  shipped: Measured;
  delivered: Measured;
}

export interface Reached {
  pledged: number | null;
  firm: number | null;
  shipped: number | null;
  delivered: number | null;
  stages: Record<'firm' | 'shipped' | 'delivered', Stage | null>;
}

/** How far a pledge has come in one measure. Sums are null when one of the lines cannot be told in it. */
export function reachedIn(measure: Measure, lines: readonly LineProgress[], firm: Stage): Reached {
  const sum = (of: (line: LineProgress) => Measured) =>
    lines.reduce<number | null>((total, line) => {
      const value = of(line)[measure];
      return total === null || value === null ? null : total + value;
    }, 0);
  const stage = (of: (line: LineProgress) => Measured) =>
    stageOf(lines.map((line) => [line.pledged[measure], of(line)[measure]]));
  const pledged = sum((line) => line.pledged);
  return {
    pledged,
    firm: firm === 'complete' ? pledged : 0,
    shipped: sum((line) => line.shipped),
    delivered: sum((line) => line.delivered),
    stages: {
      firm: pledged === null ? null : firm,
      shipped: stage((line) => line.shipped),
      delivered: stage((line) => line.delivered),
    },
  };
}

/**
 * `complete` when every line has reached the stage in full — one line's excess covers no other's shortage — and `partial` when
 * anything has. Lines that promise nothing by themselves do not hold it up; null when a line cannot be told.
 */
export function stageOf(
  lines: readonly (readonly [promised: number | null, reached: number | null])[],
): Stage | null {
  let isAny = false;
  let isAll = true;
  for (const [promised, reached] of lines) {
    if (promised === null || reached === null) return null;
    isAny ||= reached > 0;
    isAll &&= reached >= promised;
  }
  if (!isAny) return 'none';
  return isAll ? 'complete' : 'partial';
}

/** `complete` once the pledge itself is firm; before that `partial` when a part was split off and is firm. */
export function firmStage(isFirm: boolean, isAnyChildFirm: boolean): Stage {
  if (isFirm) return 'complete';
  return isAnyChildFirm ? 'partial' : 'none';
}
