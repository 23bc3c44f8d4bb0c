/** When to try again by itself; a person may at any time. */
const FIRST_MS = 5_000;
const LONGEST_MS = 15 * 60_000;

/**
 * The pause after so many failures in a row, in ms: doubled each time, up to 15 minutes, and spread over its second half so that phones that lost
 * the same mast do not come back in one moment.
 *
 * @param chance from 0 to 1
 */
export function pauseAfter(failures: number, chance: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(longest / 2 + (longest / 2) * chance);
}
