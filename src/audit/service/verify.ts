import { setImmediate as turn } from 'node:timers/promises';
import type { RecordedFacts } from '../../platform/acts/facts.ts';
import { DONE } from '../../platform/acts/act.ts';
import { pendingAbout } from '../../platform/acts/repo.ts';
import type { Store } from '../../platform/storage/store.ts';
import * as repo from '../repo.ts';
import { type FactFault, goneFacts, untoldFacts } from '../rules/agreement.ts';
import { BEGINNING, type ChainFault, faultOf, type Head, tailFault } from '../rules/chain.ts';

export interface TrailVerification {
  /** Entries and facts that were looked at. */
  checked: number;
  /** The first thing that is wrong with the chain; nothing behind it proves anything. */
  chain: ChainFault | undefined;
  /** Where the trail ends: to be written down elsewhere, and given back next time. */
  head: Head;
  /** Facts that the trail does not agree with. At most {@link MOST_FACTS}; `factFaults` counts all. */
  facts: FactFault[];
  factFaults: number;
}

/** Rows read at once: memory does not grow with the trail. */
const PAGE = 500;
const MOST_FACTS = 1_000;

/**
 * Walks the whole trail: every number there, every link whole, every hash that of what its entry says, and the end where it was
 * known to be. Then compares it with the facts, both ways. Repairs nothing.
 *
 * @param remembered a head that was written down elsewhere: the trail must pass through it
 */
export async function verifyTrail(
  store: Store,
  kinds: readonly RecordedFacts[],
  remembered?: Head,
): Promise<TrailVerification> {
  const found: TrailVerification = {
    ...{ checked: 0, chain: undefined, head: BEGINNING, facts: [], factFaults: 0 },
  };
  const note = (faults: readonly FactFault[]) => {
    found.factFaults += faults.length;
    found.facts.push(...faults.slice(0, MOST_FACTS - found.facts.length));
  };
  await walkChain(store, found, remembered, async (rows) => note(await goneAmong(store, kinds, rows)));
  for (const kind of kinds) await walkFacts(store, kind, found, note);
  return found;
}

/** Entry by entry up to the first that is wrong, or the end. */
async function walkChain(
  store: Store,
  found: TrailVerification,
  remembered: Head | undefined,
  onPage: (rows: readonly repo.LogRow[]) => Promise<void>,
): Promise<void> {
  const noted = await store.read(repo.headOf);
  for (let after: number | undefined; ;) {
    const rows = await store.read((scope) => repo.entriesAfter(scope, after, PAGE));
    for (const row of rows) {
      found.chain = faultOf(found.head, row) ?? notAsKnown(row, noted) ?? notAsKnown(row, remembered);
      if (found.chain) return;
      found.head = { seq: row.seq, hash: row.hash };
      found.checked++;
    }
    await onPage(rows);
    after = rows.at(-1)?.seq;
    if (rows.length < PAGE) break;
    await turn();
  }
  found.chain = tailFault(found.head, noted) ?? (remembered && tailFault(found.head, remembered));
  const now = await store.read(repo.headOf);
  if (!found.chain && found.head.seq > now.seq) {
    const what = `out of place: the trail was sealed up to ${now.seq} only`;
    found.chain = { seq: now.seq + 1, what };
  }
}

/** A chain that was forged from some entry on is whole in itself, but not the one that was known. */
function notAsKnown(row: repo.LogRow, known: Head | undefined): ChainFault | undefined {
  if (known?.seq !== row.seq || known.hash === row.hash) return undefined;
  const what = `not the entry that was known: its hash was ${known.hash}; this one or one before it was altered`;
  return { seq: row.seq, what };
}

/** Of the facts that these entries tell of, those that are not recorded any more. */
async function goneAmong(
  store: Store,
  kinds: readonly RecordedFacts[],
  rows: readonly repo.LogRow[],
): Promise<FactFault[]> {
  const faults: FactFault[] = [];
  for (const { kind, among } of kinds) {
    const told = rows.filter((row) => row.kind === kind && row.outcome === DONE);
    const keys = [...new Set(told.map(({ key }) => key))];
    if (keys.length === 0) continue;
    const recorded = await store.read((scope) => among(scope, keys));
    faults.push(...goneFacts(kind, told, recorded));
  }
  return faults;
}

/** Every fact of a kind that was recorded since the trail began. */
async function walkFacts(
  store: Store,
  { kind, after }: RecordedFacts,
  found: TrailVerification,
  note: (faults: readonly FactFault[]) => void,
): Promise<void> {
  for (let id = ''; ;) {
    const { facts, faults } = await store.read(async (scope) => {
      const since = await repo.firstEntryAt(scope);
      if (since === undefined) return { facts: [], faults: [] };
      const facts = await after(scope, { id, since, limit: PAGE });
      const keys = facts.map((fact) => fact.id);
      const told = [
        ...(await repo.entriesAbout(scope, kind, keys)),
        // What was recorded this second is not sealed yet.
        ...(await pendingAbout(scope, kind, keys)),
      ];
      return { facts, faults: untoldFacts(kind, facts, told) };
    });
    note(faults);
    found.checked += facts.length;
    const last = facts.at(-1);
    if (!last || facts.length < PAGE) return;
    id = last.id;
    await turn();
  }
}

/** How many things are wrong. */
export const faultsIn = ({ chain, factFaults }: TrailVerification): number => (chain ? 1 : 0) + factFaults;
