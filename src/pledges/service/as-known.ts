import type { Authorized } from '../../access/authorized.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { pledgeFacts, type PledgeFacts, type PledgeLineRow, type PledgeRow } from '../repo.ts';
import { usdOf } from '../measures.ts';
import * as changes from '../repo/changes.ts';
import { asKnownOn } from '../rules/as-known.ts';
import type { PromiseFact } from '../rules/promise-records.ts';

export interface KnownPledge {
  facts: PledgeFacts;
  /** When the newest fact behind what a line promises by itself was recorded: the line, what was allocated from it, the rate. */
  changedAt: (line: string) => number;
  /** What made a line worth what it is, in the order of `promiseContributions`. */
  promiseFacts: (line: string) => PromiseFact[];
}

/** A pledge as it was known on a moment; nothing when it was not recorded by then. */
export async function factsAsKnown(
  scope: ReadScope,
  id: Authorized<'pledge'>,
  moment: number,
): Promise<KnownPledge | undefined> {
  const [facts] = await pledgeFacts(scope, [id]);
  if (!facts || facts.pledge.recordedAt > moment) return undefined;
  const versions = await changes.versionsOf(scope, id);
  const ofLine = Map.groupBy(await changes.lineVersionsOf(scope, id), ({ line }) => line);
  const recorded = facts.lines.filter((line) => (line.recordedAt ?? 0) <= moment);
  const isVoid = ({ voidedAt }: { voidedAt: number }) => voidedAt <= moment;
  const pledge = asKnownOn(facts.pledge, versions, moment);
  const lines = recorded.map((line) => asKnownOn(line, ofLine.get(line.id) ?? [], moment));
  const latest = (instants: readonly number[]) =>
    instants.filter((at) => at <= moment).reduce((a, b) => Math.max(a, b), facts.pledge.recordedAt);
  return {
    facts: {
      pledge,
      lines,
      statuses: [...facts.statuses, ...facts.voided.filter((fact) => !isVoid(fact))].filter(
        ({ recordedAt }) => recordedAt <= moment,
      ),
      voided: facts.voided.filter(isVoid),
    },
    promiseFacts: (line) => promiseFacts(line, { pledge, lines, recorded, versions, ofLine, moment }),
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
  id: Authorized<'pledge'>,
  { pledge, lines, statuses, voided }: PledgeFacts,
): Promise<PledgeFacts> {
  const ofLine = Map.groupBy(await changes.lineVersionsOf(scope, id), ({ line }) => line);
  return {
    pledge: asKnownOn(pledge, await changes.versionsOf(scope, id), -Infinity),
    lines: lines
      .filter(({ recordedAt }) => recordedAt === null)
      .map((line) => asKnownOn(line, ofLine.get(line.id) ?? [], -Infinity)),
    statuses: [...statuses, ...voided].filter(({ contentHash }) => contentHash === null),
    voided: [],
  };
}

interface Told {
  /** As known on the moment, and the lines as they are now. */
  pledge: PledgeRow;
  lines: readonly PledgeLineRow[];
  recorded: readonly PledgeLineRow[];
  versions: readonly changes.PledgeVersionRow[];
  ofLine: ReadonlyMap<string, readonly changes.PledgeLineVersionRow[]>;
  moment: number;
}

/** A line as it was recorded, after each change of its pledge, and what was allocated from it. */
function promiseFacts(id: string, told: Told): PromiseFact[] {
  const { pledge, lines, recorded, versions, ofLine, moment } = told;
  const line = recorded.find((one) => one.id === id);
  if (!line) return [];
  const recordedAt = line.recordedAt ?? pledge.recordedAt;
  const ownVersions = ofLine.get(id) ?? [];
  // A change in the millisecond of the recording itself came after it only if the line had something to be superseded.
  const later = versions
    .filter(({ version, supersededAt }) =>
      supersededAt === recordedAt && line.recordedAt !== null
        ? ownVersions.some((own) => own.version === version)
        : supersededAt <= moment && supersededAt >= recordedAt,
    )
    .sort((a, b) => a.version - b.version);
  /** What the line was worth before the change that ended a version. */
  const worthBefore = (at: changes.PledgeVersionRow | undefined) => {
    const content =
      at === undefined
        ? asKnownOn(line, ownVersions, moment)
        : (ownVersions
            .filter(({ version }) => version >= at.version)
            .sort((a, b) => a.version - b.version)[0] ?? line);
    const { item, quantityMilli, amountMinor } = content;
    const rate = at === undefined ? pledge : { ...pledge, ratePerUsd: at.ratePerUsd };
    return { item, quantityMilli, amountUsd: usdOf(amountMinor, rate) };
  };
  return [
    { kind: 'recorded', recordedAt, worth: worthBefore(later[0]) },
    ...later.map(({ version, supersededAt }, index): PromiseFact => ({
      ...{ kind: 'changed', version, recordedAt: supersededAt, worth: worthBefore(later[index + 1]) },
    })),
    ...lines
      .filter(({ parent }) => parent === id)
      .map((child): PromiseFact => {
        const { item, quantityMilli, amountMinor } = child;
        const worth = { item, quantityMilli, amountUsd: usdOf(amountMinor, pledge) };
        const at = child.recordedAt ?? pledge.recordedAt;
        return { kind: 'allocated', line: child.id, recordedAt: at, worth };
      }),
  ];
}
