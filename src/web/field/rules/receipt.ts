/**
 * A receipt from the count to the entries of the event. Good, damaged and what the waybill says come in; the difference is computed, and each part of
 * it is explained by a reason. What comes out satisfies `good + damaged + missing − excess = against` in every entry by the way it is made. Quantities
 * in thousandths of the item's unit.
 */
import type { EventBody } from './queue.ts';

export type ReceivedEntry = Extract<EventBody, { type: 'received' }>['lines'][number];
export type ReasonCode = NonNullable<ReceivedEntry['reason']>;
export type ResponsibilityCode = NonNullable<ReceivedEntry['responsibility']>;

/** A part of a difference, and why. */
export interface Explanation {
  quantity: number;
  reason: ReasonCode | null;
  /** Needed with `other`. */
  reasonText: string;
  responsibility: ResponsibilityCode | null;
}

export type DifferenceKind = 'damaged' | 'missing' | 'excess';

export interface CountedLine {
  /** Null: it was not on the waybill, which then names no quantity. */
  line: string | null;
  item: string;
  good: number;
  damaged: number;
  /** What a pack holds, where packs were counted. */
  packFactor: number | null;
  /** What the waybill still expects. */
  expected: number;
  /** Whether the rest of a short count is still on its way: then nothing of it is missing. */
  restFollows: boolean;
  explained: Readonly<Record<DifferenceKind, readonly Explanation[]>>;
}

/** What is to be explained of a line: damage as it was counted, and the difference to the waybill. */
export function differencesOf({
  good,
  damaged,
  expected,
  restFollows,
}: Pick<CountedLine, 'good' | 'damaged' | 'expected' | 'restFollows'>): Record<DifferenceKind, number> {
  const short = expected - good - damaged;
  return {
    damaged,
    missing: restFollows ? 0 : Math.max(0, short),
    excess: Math.max(0, -short),
  };
}

export const KINDS: readonly DifferenceKind[] = ['damaged', 'missing', 'excess'];

/** One explanation for all of a difference, to begin with. */
export const unexplained = (quantity: number): Explanation => ({
  ...{ quantity, reason: null, reasonText: '', responsibility: null },
});

export interface LineFault {
  kind: DifferenceKind;
  /** Of the explanation; null: the sum of them. */
  position: number | null;
  fault: 'reason' | 'reasonText' | 'sum';
}

/** What keeps a line from being recorded, each where it is to be mended. */
export function faultsOf(line: CountedLine): LineFault[] {
  const differences = differencesOf(line);
  return KINDS.flatMap((kind): LineFault[] => {
    const parts = line.explained[kind];
    const total = differences[kind];
    if (total === 0) return [];
    const faults = parts.flatMap(({ reason, reasonText }, position): LineFault[] => {
      if (reason === null) return [{ kind, position, fault: 'reason' }];
      if (reason === 'other' && reasonText.trim() === '') return [{ kind, position, fault: 'reasonText' }];
      return [];
    });
    const sum = parts.reduce((all, { quantity }) => all + quantity, 0);
    const isWhole = sum === total && parts.every(({ quantity }) => quantity > 0);
    return isWhole ? faults : [...faults, { kind, position: null, fault: 'sum' }];
  });
}

type Milli = Record<'good' | DifferenceKind, number>;
const NOTHING: Milli = { good: 0, damaged: 0, missing: 0, excess: 0 };

/** The entries of one line without faults: one for each reason, and one for what is good and as it should be. */
export function entriesOf(line: CountedLine): ReceivedEntry[] {
  const differences = differencesOf(line);
  const parts = (kind: DifferenceKind) => (differences[kind] > 0 ? line.explained[kind] : []);
  const entries: { why: Explanation | null; milli: Milli }[] = [];
  let { good } = line;
  let damagedInExcess = 0;
  for (const why of parts('excess')) {
    // What is too much is part of what came: of the good first, then of the damaged.
    const ofGood = Math.min(good, why.quantity);
    const ofDamaged = why.quantity - ofGood;
    good -= ofGood;
    damagedInExcess += ofDamaged;
    entries.push({ why, milli: { ...NOTHING, good: ofGood, damaged: ofDamaged, excess: why.quantity } });
  }
  for (const why of parts('damaged')) {
    const already = Math.min(damagedInExcess, why.quantity);
    damagedInExcess -= already;
    if (why.quantity > already) entries.push({ why, milli: { ...NOTHING, damaged: why.quantity - already } });
  }
  for (const why of parts('missing')) entries.push({ why, milli: { ...NOTHING, missing: why.quantity } });
  const isAlone = entries.length === 0;
  if (good > 0 || isAlone) entries.unshift({ why: null, milli: { ...NOTHING, good } });
  const all = merged(entries);
  const { packFactor } = line;
  // Packs are told where each reason concerns whole ones: a torn bag that is half good is none.
  const isInPacks = packFactor !== null && all.every(({ milli }) => came(milli) % packFactor === 0);
  return all.map(({ why, milli }) => toEntry(line, why, milli, isInPacks ? packFactor : null));
}

/** A reason comes once: what is damaged and missing for the same one is one entry. */
function merged(entries: readonly { why: Explanation | null; milli: Milli }[]) {
  const byReason = new Map<string, { why: Explanation | null; milli: Milli }>();
  for (const { why, milli } of entries) {
    const key = why === null ? '' : JSON.stringify([why.reason, why.responsibility, why.reasonText.trim()]);
    const known = byReason.get(key);
    if (!known) {
      byReason.set(key, { why, milli: { ...milli } });
      continue;
    }
    for (const name of ['good', 'damaged', 'missing', 'excess'] as const) known.milli[name] += milli[name];
  }
  return [...byReason.values()];
}

const came = ({ good, damaged }: Milli): number => good + damaged;

function toEntry(
  { line, item }: CountedLine,
  why: Explanation | null,
  milli: Milli,
  packFactor: number | null,
): ReceivedEntry {
  const { good, damaged, missing, excess } = milli;
  return {
    ...(line === null ? { line, item } : { line }),
    ...{ good: fromMilli(good), damaged: fromMilli(damaged) },
    ...{ missing: fromMilli(missing), excess: fromMilli(excess) },
    against: fromMilli(good + damaged + missing - excess),
    ...(why?.reason
      ? {
          reason: why.reason,
          ...(why.reasonText.trim() === '' ? {} : { reasonText: why.reasonText.trim() }),
          ...(why.responsibility === null ? {} : { responsibility: why.responsibility }),
        }
      : {}),
    ...(packFactor !== null && came(milli) > 0 ? { packs: came(milli) / packFactor } : {}),
  };
}

export const toMilli = (quantity: number): number => Math.round(quantity * 1000);
export const fromMilli = (milli: number): number => milli / 1000;
