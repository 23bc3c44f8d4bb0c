import type { DistributedQuantity, LineQuantity, PlannedLine, ShipmentFacts } from './facts.ts';
import type { HistoryEntry } from './history.ts';
import type { ReceivedPart, Receipt } from './receipts.ts';

/** What is written down about a line before its balance is struck, in thousandths of the item's unit. */
export interface Ledger {
  line: PlannedLine | null;
  item: string;
  loaded: number | null;
  lostReported: number;
  returned: number;
  distributed: number;
  /** Null when no distribution said how many people. */
  people: number | null;
  receipts: ReceivedPart[];
  disputed: boolean;
}

/** The ledgers of a shipment's lines: planned ones in the order of the plan, then unplanned ones by item. */
export function ledgersOf(
  facts: ShipmentFacts,
  history: readonly HistoryEntry[],
  receipts: readonly Receipt[],
): Ledger[] {
  const planned = new Map(facts.lines.map((line) => [line.id, openLedger(line, line.item)]));
  const unplanned = new Map<string, Ledger>();
  for (const entry of history) if (entry.standing === 'counted') writeQuantities(entry, planned);
  for (const receipt of receipts) writeReceipt(receipt, planned, unplanned);
  const extra = [...unplanned.values()].sort((a, b) => (a.item < b.item ? -1 : 1));
  return [...planned.values(), ...extra];
}

function openLedger(line: PlannedLine | null, item: string): Ledger {
  return {
    line,
    item,
    loaded: null,
    lostReported: 0,
    returned: 0,
    distributed: 0,
    people: null,
    receipts: [],
    disputed: false,
  };
}

function writeQuantities({ event }: HistoryEntry, planned: ReadonlyMap<string, Ledger>): void {
  switch (event.type) {
    case 'dispatched':
      writeLoaded(event.lines, planned);
      break;
    case 'lost':
      post(event.lines, planned, 'lostReported');
      break;
    case 'returned':
      post(event.lines, planned, 'returned');
      break;
    case 'distributed':
      post(event.lines, planned, 'distributed');
      countPeople(event.lines, planned);
      break;
    default:
  }
}

function post(
  lines: readonly LineQuantity[],
  planned: ReadonlyMap<string, Ledger>,
  column: 'lostReported' | 'returned' | 'distributed',
): void {
  for (const { line, quantityMilli } of lines) {
    const ledger = planned.get(line);
    if (ledger !== undefined) ledger[column] += quantityMilli;
  }
}

function countPeople(lines: readonly DistributedQuantity[], planned: ReadonlyMap<string, Ledger>): void {
  for (const { line, people } of lines) {
    const ledger = planned.get(line);
    if (ledger !== undefined && people !== null) ledger.people = (ledger.people ?? 0) + people;
  }
}

/** Of several `dispatched` naming a line the latest says what was loaded; within one, its mentions add up. */
function writeLoaded(lines: readonly LineQuantity[], planned: ReadonlyMap<string, Ledger>): void {
  for (const { line } of lines) {
    const ledger = planned.get(line);
    if (ledger !== undefined) ledger.loaded = 0;
  }
  for (const { line, quantityMilli } of lines) {
    const ledger = planned.get(line);
    if (ledger !== undefined) ledger.loaded = (ledger.loaded ?? 0) + quantityMilli;
  }
}

/** The quantities of a disputed receipt stay outstanding; its lines are marked. */
function writeReceipt(
  receipt: Receipt,
  planned: ReadonlyMap<string, Ledger>,
  unplanned: Map<string, Ledger>,
): void {
  const { standing } = receipt.entry;
  if (standing !== 'counted' && standing !== 'disputed') return;
  for (const part of receipt.parts) {
    let ledger = part.line === null ? unplanned.get(part.item) : planned.get(part.line.id);
    if (ledger === undefined) {
      ledger = openLedger(null, part.item);
      unplanned.set(part.item, ledger);
    }
    if (standing === 'counted') ledger.receipts.push(part);
    else ledger.disputed = true;
  }
}
