import { balanceLines } from './balance.ts';
import type { LineAccount } from './balance.ts';
import type { PlannedLine, ReceivedLine, ShipmentFacts } from './facts.ts';
import type { ShipmentState } from './fold.ts';
import type { HistoryEntry } from './history.ts';
import { entriesDiffer, packsCounted } from './packs.ts';
import { receiptsOf } from './receipts.ts';

/** What a goods received note says of one line. Quantities in thousandths of the item's unit. */
export interface NoteLine {
  /** Null: an item that was not on the waybill. */
  line: PlannedLine | null;
  item: string;
  planned: number;
  dispatched: number;
  /** Good and damaged units of the receipts before it that count. */
  previouslyReceived: number;
  good: number;
  damaged: number;
  missing: number;
  /** What the balance books as excess through this receipt, said to be so or not; of one that does not count, what it says. */
  excess: number;
  /** What is still to come after it. */
  outstanding: number;
  packs: number | null;
  packsDiffer: boolean;
  entries: readonly ReceivedLine[];
}

/** A goods received note: one receipt, with the balance of its lines before and after it. */
export interface GoodsReceivedNote {
  entry: Readonly<HistoryEntry>;
  /** The events that cancel it; it says so itself. */
  voids: readonly Readonly<HistoryEntry>[];
  lines: readonly NoteLine[];
}

/**
 * The goods received note of a receipt, as the history stands: what happened after the receipt is not on it, but what was loaded
 * and whether the receipt counts are as they are known now. A receipt that does not count shows what it said and leaves the balance
 * as it was. Null when there is no such receipt.
 */
export function goodsReceivedNote(
  facts: ShipmentFacts,
  { history, journey }: ShipmentState,
  id: string,
): GoodsReceivedNote | null {
  const index = history.findIndex(({ event }) => event.id === id);
  const entry = history[index];
  if (entry === undefined || entry.event.type !== 'received') return null;
  const accountsUpTo = (last: number) => {
    const known = history.filter(({ event }, i) => i <= last || event.type === 'dispatched');
    return balanceLines(facts, known, receiptsOf(facts, known), journey.moving);
  };
  const [before, after] = [accountsUpTo(index - 1), accountsUpTo(index)];
  const named = Map.groupBy(entry.event.lines, (received) => received.line ?? received.item ?? '');
  const lines = Array.from(named, ([name, entries]): NoteLine => {
    const line = facts.lines.find((planned) => planned.id === name) ?? null;
    const isNamed = (account: LineAccount) => (account.line?.id ?? account.item) === name;
    const was = before.find(isNamed);
    const is = after.find(isNamed);
    const total = (part: 'good' | 'damaged' | 'missing' | 'excess') =>
      entries.reduce((sum, said) => sum + said[part], 0);
    return {
      ...{ line, item: line?.item ?? name, planned: line?.quantityMilli ?? 0, entries },
      dispatched: is?.dispatched ?? 0,
      previouslyReceived: (was?.good ?? 0) + (was?.damaged ?? 0),
      ...{ good: total('good'), damaged: total('damaged'), missing: total('missing') },
      excess: entry.standing === 'counted' ? (is?.excess ?? 0) - (was?.excess ?? 0) : total('excess'),
      outstanding: is?.outstanding ?? 0,
      packs: packsCounted(entries),
      packsDiffer: entriesDiffer(line, entries),
    };
  });
  const voids = history.filter(({ event }) => event.type === 'voided' && event.voids === id);
  return { entry, voids, lines };
}
