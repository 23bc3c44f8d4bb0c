import type { ReadScope } from '../../platform/storage/store.ts';
import { pledgeFacts, type PledgeFacts } from '../repo.ts';
import * as changes from '../repo/changes.ts';
import { asKnownOn } from '../rules/as-known.ts';

export interface KnownPledge {
  facts: PledgeFacts;
  /** When the newest fact behind what a line promises by itself was recorded: the line, what was allocated from it, the rate. */
  changedAt: (line: string) => number;
}

/** A pledge as it was known on a moment; nothing when it was not recorded by then. */
export async function factsAsKnown(
  scope: ReadScope,
  id: string,
  moment: number,
): Promise<KnownPledge | undefined> {
  const [facts] = await pledgeFacts(scope, [id]);
  if (!facts || facts.pledge.recordedAt > moment) return undefined;
  const versions = await changes.versionsOf(scope, id);
  const ofLine = Map.groupBy(await changes.lineVersionsOf(scope, id), ({ line }) => line);
  const recorded = facts.lines.filter((line) => (line.recordedAt ?? 0) <= moment);
  const isVoid = ({ voidedAt }: { voidedAt: number }) => voidedAt <= moment;
  const pledge = asKnownOn(facts.pledge, versions, moment);
  const latest = (instants: readonly number[]) =>
    instants.filter((at) => at <= moment).reduce((a, b) => Math.max(a, b), facts.pledge.recordedAt);
  return {
    facts: {
      pledge,
      lines: recorded.map((line) => asKnownOn(line, ofLine.get(line.id) ?? [], moment)),
      statuses: [...facts.statuses, ...facts.voided.filter((fact) => !isVoid(fact))].filter(
        ({ recordedAt }) => recordedAt <= moment,
      ),
      voided: facts.voided.filter(isVoid),
    },
    changedAt: (line) =>
      latest([
        ...recorded
          .filter(({ id: own, parent }) => own === line || parent === line)
          .flatMap((one) => [
            one.recordedAt ?? 0,
            ...(ofLine.get(one.id) ?? []).map(({ supersededAt }) => supersededAt),
          ]),
        ...versions
          .filter(({ ratePerUsd }) => ratePerUsd !== pledge.ratePerUsd)
          .map(({ supersededAt }) => supersededAt),
      ]),
  };
}

/**
 * A pledge as it was recorded, before anything was done with it. Not by the moment: what was done in the same millisecond came
 * after it all the same.
 */
export async function factsAsRecorded(
  scope: ReadScope,
  { pledge, lines, statuses, voided }: PledgeFacts,
): Promise<PledgeFacts> {
  const ofLine = Map.groupBy(await changes.lineVersionsOf(scope, pledge.id), ({ line }) => line);
  return {
    pledge: asKnownOn(pledge, await changes.versionsOf(scope, pledge.id), -Infinity),
    lines: lines
      .filter(({ recordedAt }) => recordedAt === null)
      .map((line) => asKnownOn(line, ofLine.get(line.id) ?? [], -Infinity)),
    statuses: [...statuses, ...voided].filter(({ contentHash }) => contentHash === null),
    voided: [],
  };
}
