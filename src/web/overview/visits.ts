/** When this person last looked at the overview on this device. */

/** Looking again within so long is the same visit. */
const SAME_VISIT_MS = 30 * 60_000;

interface Visits {
  /** Of the visit before this one. */
  previous: number | null;
  latest: number;
}

/** Notes that somebody is here, and answers the instant of the visit before; undefined on the first. */
export function visitNow(
  person: string,
  now: number,
  kept: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
): string | undefined {
  const key = `visits.${person}`;
  try {
    const before = JSON.parse(kept.getItem(key) ?? 'null') as Visits | null;
    const previous =
      before === null ? null : now - before.latest < SAME_VISIT_MS ? before.previous : before.latest;
    kept.setItem(key, JSON.stringify({ previous, latest: now } satisfies Visits));
    return previous === null ? undefined : new Date(previous).toISOString();
  } catch {
    return undefined;
  }
}
