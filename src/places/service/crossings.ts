import type { z } from 'zod';
import { toIso } from '../../platform/calendar.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import type * as contract from '../contract.ts';
import { type Crossing, crossings } from '../crossings.ts';
import * as repo from '../repo.ts';
import { type CrossingStatusFact, endMoment, startMoment, statusAt } from '../rules/crossing-status.ts';

type CrossingView = z.input<typeof contract.crossing>;

/** Everything known about whether crossings are open, by crossing: recorded facts over what the sources say. */
export async function crossingFacts(
  scope: ReadScope,
): Promise<ReadonlyMap<string, readonly CrossingStatusFact[]>> {
  const recorded = Map.groupBy(await repo.recordedStatuses(scope), ({ crossing }) => crossing);
  return new Map(
    crossings.map((crossing) => [crossing.code, factsOf(crossing, recorded.get(crossing.code) ?? [])]),
  );
}

type Said = Pick<CrossingView, 'from' | 'until' | 'reason'>;

/** What is known of one crossing, each fact with how it was said. */
function factsOf(
  { defaultStatus }: Crossing,
  recorded: readonly repo.CrossingStatusRow[],
): (CrossingStatusFact & { said: Said })[] {
  const { status, from, reason } = defaultStatus;
  return [
    {
      status,
      ...{ from: from === null ? -Infinity : startMoment(from), until: null, recordedAt: -Infinity },
      said: { from, until: null, reason },
    },
    ...recorded.map((row) => ({
      status: row.status,
      from: startMoment(row.from),
      until: row.until === null ? null : endMoment(row.until),
      recordedAt: row.recordedAt,
      said: { from: row.from, until: row.until, reason: row.reason },
    })),
  ];
}

/** A crossing with its status now, and every one recorded of it. */
export function toCrossing(
  crossing: Crossing,
  recorded: repo.CrossingStatusRow[],
  now: number,
): CrossingView {
  const { defaultStatus, ...described } = crossing;
  const current = statusAt(factsOf(crossing, recorded), now);
  return {
    ...described,
    status: current?.status ?? defaultStatus.status,
    ...(current?.said ?? { from: defaultStatus.from, until: null, reason: defaultStatus.reason }),
    history: recorded.toReversed().map(({ id, status, from, until, reason, recordedAt, recordedBy }) => ({
      ...{ id, status, from, until, reason, recordedBy },
      recordedAt: toIso(recordedAt),
    })),
  };
}
