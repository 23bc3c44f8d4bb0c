import type { PlannedLine, ShipmentFacts } from './facts.ts';
import type { HistoryEntry } from './history.ts';
import { ledgersOf } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import type { ReceivedPart, Receipt } from './receipts.ts';

/**
 * The account of one line, in thousandths of the item's unit. Always:
 * dispatched + excess = good + damaged + missing + lost + returned + outstanding.
 */
export interface LineAccount {
  /** Null: an unplanned line, known by its item. Nothing of it was dispatched: all of it is excess. */
  line: PlannedLine | null;
  item: string;
  dispatched: number;
  good: number;
  damaged: number;
  missing: number;
  excess: number;
  lost: number;
  returned: number;
  outstanding: number;
  /** Reported lost beyond what receipts and returns leave outstanding: it explains `missing` and is not counted. */
  lossBeyondOutstanding: number;
  /** Shown beside coverage, never counted in it. */
  distributed: number;
  /** As distributions counted them: who was served twice counts twice. Null when none of them said. */
  peopleServed: number | null;
  /** What the receipts that count say of it, in order. */
  receipts: readonly ReceivedPart[];
  /** Named by a receipt that is disputed. */
  disputed: boolean;
}

/**
 * The accounts of a shipment's lines: planned ones in the order of the plan, then unplanned ones by item. Nothing is
 * dispatched or outstanding until something moved.
 */
export function balanceLines(
  facts: ShipmentFacts,
  history: readonly HistoryEntry[],
  receipts: readonly Receipt[],
  moving: boolean,
): LineAccount[] {
  return ledgersOf(facts, history, receipts).map((ledger) => strikeBalance(ledger, moving));
}

/** `domain.md` §5, balance of a line. */
function strikeBalance(ledger: Ledger, moving: boolean): LineAccount {
  const { line, item, returned, lostReported } = ledger;
  let good = 0;
  let damaged = 0;
  let missing = 0;
  let entryExcess = 0;
  let against = 0;
  for (const part of ledger.receipts) {
    good += part.good;
    damaged += part.damaged;
    missing += part.missing;
    entryExcess += part.excess;
    against += part.against;
  }
  const dispatched = moving && line !== null ? (ledger.loaded ?? line.quantityMilli) : 0;
  const lost = Math.min(lostReported, Math.max(0, dispatched - against - returned));
  const accounted = against + lost + returned;
  return {
    line,
    item,
    dispatched,
    good,
    damaged,
    missing,
    excess: entryExcess + Math.max(0, accounted - dispatched),
    lost,
    returned,
    outstanding: Math.max(0, dispatched - accounted),
    lossBeyondOutstanding: lostReported - lost,
    distributed: ledger.distributed,
    peopleServed: ledger.people,
    receipts: ledger.receipts,
    disputed: ledger.disputed,
  };
}

/** Whether something was dispatched or came, and all that was dispatched is accounted for. */
export function isSettled(accounts: readonly LineAccount[]): boolean {
  let accounted = false;
  for (const { good, damaged, missing, lost, returned, outstanding } of accounts) {
    if (outstanding > 0) return false;
    accounted ||= good + damaged + missing + lost + returned > 0;
  }
  return accounted;
}

/** Whether anything dispatched is still to be accounted for. */
export function hasOutstanding(accounts: readonly LineAccount[]): boolean {
  return accounts.some((account) => account.outstanding > 0);
}
