/** Whether the trail and the facts tell the same: what was recorded has its entry, what has an entry is recorded. */
import type { Entry } from './chain.ts';

/** Something that the trail and a fact do not agree on. */
export interface FactFault {
  kind: string;
  key: string;
  what: string;
}

type Told = Pick<Entry, 'key' | 'outcome' | 'contentHash'>;

/** Facts whose entry is missing, or tells of other content. `told`: everything the trail says of them. */
export function untoldFacts(
  kind: string,
  facts: readonly { id: string; contentHash: string }[],
  told: readonly Told[],
): FactFault[] {
  const byKey = Map.groupBy(told, ({ key }) => key);
  return facts.flatMap(({ id, contentHash }) => {
    const entries = byKey.get(id) ?? [];
    if (entries.length === 0) return [{ kind, key: id, what: 'it has no entry in the trail' }];
    if (entries.some((entry) => entry.contentHash === contentHash)) return [];
    return [{ kind, key: id, what: 'its digest is not the one in the trail: it was altered' }];
  });
}

/** Entries of what is not recorded any more. */
export function goneFacts(
  kind: string,
  told: readonly Pick<Entry, 'key'>[],
  recorded: readonly string[],
): FactFault[] {
  const there = new Set(recorded);
  const keys = new Set(told.map(({ key }) => key));
  return [...keys]
    .filter((key) => !there.has(key))
    .map((key) => ({ kind, key, what: 'the trail tells of it, but it is not recorded any more' }));
}
