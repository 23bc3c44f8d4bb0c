export const DIRECTIONS = ['better', 'same', 'worse', 'unknown'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Shares are compared in ten-thousandths, as they are shown: what is noise is no trend. */
const SCALE = 10_000;
const NOTEWORTHY = 100;

/** How a share of need stands to what it was; unknown when either is. */
export function trendOf(
  now: number | null,
  before: number | null,
): { change: number | null; direction: Direction } {
  if (now === null || before === null) return { change: null, direction: 'unknown' };
  const change = Math.round((now - before) * SCALE);
  const direction = Math.abs(change) < NOTEWORTHY ? 'same' : change > 0 ? 'better' : 'worse';
  return { change: change / SCALE, direction };
}
