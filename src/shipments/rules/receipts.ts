import { plannedDestination, provinceOf } from './facts.ts';
import type { Destination, PlannedLine, ReceivedLine, ShipmentFacts } from './facts.ts';
import type { HistoryEntry } from './history.ts';

/** What an entry of a receipt says of its line. Quantities in thousandths of the item's unit. */
export interface ReceivedPart {
  /** The receipt's id, and the entry as it was told. */
  receipt: string;
  entry: ReceivedLine;
  /** Null: an unplanned line, known by its item. */
  line: PlannedLine | null;
  item: string;
  /** Of the entry's place, else the receipt's; without either, of the destination in force when it was received. */
  province: string;
  at: number;
  good: number;
  damaged: number;
  missing: number;
  excess: number;
  against: number;
}

export interface Receipt {
  entry: HistoryEntry;
  parts: readonly ReceivedPart[];
}

/** The receipts of a history, in order, voided ones left out. */
export function receiptsOf(facts: ShipmentFacts, history: readonly HistoryEntry[]): Receipt[] {
  const lines = new Map(facts.lines.map((line) => [line.id, line]));
  const receipts: Receipt[] = [];
  let diverted: Destination | null = null;
  for (const entry of history) {
    if (entry.standing !== 'counted') continue;
    const { event } = entry;
    if (event.type === 'diverted') diverted = event.destination;
    if (event.type !== 'received') continue;
    const parts: ReceivedPart[] = [];
    for (const received of event.lines) {
      const line = received.line === null ? null : (lines.get(received.line) ?? null);
      const item = line?.item ?? received.item;
      // A line the shipment does not have is refused on the way in; without an item nothing can be said of it.
      if (item === null) continue;
      const destination: Destination = diverted ?? plannedDestination(facts, line);
      const place = received.place ?? event.place;
      const province = place === null ? destination.province : provinceOf(place);
      parts.push(partOf(received, { receipt: event.id, line, item, province, at: entry.at }));
    }
    receipts.push({ entry, parts });
  }
  return receipts;
}

function partOf(
  entry: ReceivedLine,
  { receipt, line, item, province, at }: Pick<ReceivedPart, 'receipt' | 'line' | 'item' | 'province' | 'at'>,
): ReceivedPart {
  const { good, damaged, missing, excess, against } = entry;
  return { receipt, entry, line, item, province, at, good, damaged, missing, excess, against };
}
