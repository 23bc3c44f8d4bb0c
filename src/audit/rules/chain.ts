/** The hash chain: each entry carries the hash of the one before, so that none can be altered, moved or left out unseen. */
import { sha256 } from '../../platform/content.ts';

/** What was done or refused, before it has its place in the trail. */
export interface Entry {
  id: string;
  at: number;
  principal: string;
  role: string;
  organisation: string | null;
  operation: string;
  requestId: string;
  kind: string;
  key: string;
  outcome: string;
  contentHash: string | null;
  address: string | null;
  times: number | null;
}

export interface SealedEntry extends Entry {
  seq: number;
  prev: string;
  hash: string;
}

/** The last entry of a trail, or of a part of it. */
export interface Head {
  seq: number;
  hash: string;
}

/** What stands before the first entry. */
export const BEGINNING: Head = { seq: 0, hash: '0'.repeat(64) };

/** Raise it with every change of what is hashed; entries sealed before keep theirs. */
const FORMAT = 1;

/** An entry as it is hashed: a JSON array, every field in this order, null where there is none. */
export function canonicalEntry(seq: number, entry: Entry): string {
  const { id, at, principal, role, organisation, operation, requestId } = entry;
  const { kind, key, outcome, contentHash, address, times } = entry;
  return JSON.stringify([
    ...[FORMAT, seq, id, at, principal, role, organisation, operation, requestId],
    ...[kind, key, outcome, contentHash, address, times],
  ]);
}

const hashOf = (prev: string, seq: number, entry: Entry): string => sha256(prev + canonicalEntry(seq, entry));

/** Continues the trail after `head` with these entries, in their order. */
export function seal(head: Head, entries: readonly Entry[]): SealedEntry[] {
  let { seq, hash } = head;
  return entries.map((entry) => {
    const prev = hash;
    hash = hashOf(prev, ++seq, entry);
    return { ...entry, seq, prev, hash };
  });
}

/** What is wrong with the trail, and at which entry it shows first. */
export interface ChainFault {
  seq: number;
  what: string;
}

/**
 * What is wrong with a row that follows `before` in the order of `seq`; nothing when it is as it was sealed. The row named is the
 * first that cannot be as it was sealed.
 */
export function faultOf(before: Head, row: SealedEntry): ChainFault | undefined {
  const { seq } = row;
  const due = before.seq + 1;
  if (seq > due) return { seq: due, what: `missing: ${seq} follows ${before.seq}` };
  if (seq < due) return { seq, what: `out of place: no entry has this number` };
  if (row.prev !== before.hash) return { seq, what: `wrong prev: it is not the hash of entry ${before.seq}` };
  if (row.hash !== hashOf(row.prev, seq, row))
    return { seq, what: 'altered: its hash is not that of what it says' };
  return undefined;
}

/** What is wrong with the end of a trail that should have reached, or passed through, `remembered`. */
export function tailFault(last: Head, remembered: Head): ChainFault | undefined {
  if (last.seq >= remembered.seq) return undefined;
  const what = `missing: the trail ends at ${last.seq}, but was known up to ${remembered.seq}`;
  return { seq: last.seq + 1, what };
}

/** `seq:hash`, as a head is told to people and given back by them. */
export const headText = ({ seq, hash }: Head): string => `${seq}:${hash}`;

/** The head that somebody wrote down; nothing when it is not one. */
export function parseHead(text: string): Head | undefined {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
}
