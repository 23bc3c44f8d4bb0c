import { plannedDestination, provinceOf } from './facts.ts';
import type { Destination, PlannedLine, ReceivedLine, ShipmentFacts } from './facts.ts';
import type { HistoryEntry } from './history.ts';

/** What a receipt says of one line. Quantities in thousandths of the item's unit. */
export interface ReceivedPart {
  /** Null: an unplanned line, known by its item. */
  line: PlannedLine | null;
  item: string;
  /** The receipt's province: its place, without one the destination in force when it was received. */
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
      const province = event.place === null ? destination.province : provinceOf(event.place);
      parts.push(partOf(received, line, item, province, entry.at));
    }
    receipts.push({ entry, parts });
  }
  return receipts;
}

function partOf(
  received: ReceivedLine,
  line: PlannedLine | null,
  item: string,
  province: string,
  at: number,
): ReceivedPart {
  const { good, damaged, missing, excess, against } = received;
  return { line, item, province, at, good, damaged, missing, excess, against };
}
