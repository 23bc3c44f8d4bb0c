/** The dated status of a crossing: recorded facts over what the reference data says. Nothing recorded is edited. */
import { endOfDay, startOfDay } from '../../platform/calendar.ts';

/** A status somebody recorded. `from` and `until` are days in Kabul, `until` included, or instants in UTC. */
export interface DatedStatus {
  readonly status: 'open' | 'restricted' | 'closed';
  readonly from: string;
  readonly until: string | null;
  readonly recordedAt: number;
}

const isDay = (dayOrInstant: string): boolean => dayOrInstant.length === 'YYYY-MM-DD'.length;

/** The moment a day or instant begins: a day at 00:00 in Kabul. */
export function startMoment(dayOrInstant: string): number {
  return isDay(dayOrInstant) ? startOfDay(dayOrInstant) : Date.parse(dayOrInstant);
}

/** The moment up to which a day or instant reaches: a day is meant to its end in Kabul. */
export function endMoment(dayOrInstant: string): number {
  return isDay(dayOrInstant) ? endOfDay(dayOrInstant) : Date.parse(dayOrInstant);
}

/** True when a status holds at a moment. */
export function holdsAt(status: Pick<DatedStatus, 'from' | 'until'>, at: number): boolean {
  return startMoment(status.from) <= at && (status.until === null || at < endMoment(status.until));
}

/**
 * The recorded status that holds at a moment: of several, the one recorded last (of equals, the later in the list).
 * Undefined when none does: then the crossing's default status applies.
 */
export function statusAt<S extends DatedStatus>(recorded: readonly S[], at: number): S | undefined {
  let newest: S | undefined;
  for (const status of recorded) {
    if (holdsAt(status, at) && (newest === undefined || newest.recordedAt <= status.recordedAt))
      newest = status;
  }
  return newest;
}
