import { balanceLines, isSettled } from './balance.ts';
import type { LineAccount } from './balance.ts';
import type { ShipmentFlag, ShipmentStatus } from './codes.ts';
import { judgeReceipts } from './duplicates.ts';
import type { ReferenceFacts, ShipmentEvent, ShipmentFacts } from './facts.ts';
import { historyOf } from './history.ts';
import type { HistoryEntry } from './history.ts';
import { journeyOf } from './journey.ts';
import type { Journey } from './journey.ts';
import { receiptsOf } from './receipts.ts';
import { markOutOfSequence } from './sequence.ts';
import { flagsOf, statusOf } from './status.ts';

/** All that is derived about a shipment. */
export interface ShipmentState {
  status: ShipmentStatus;
  flags: readonly ShipmentFlag[];
  journey: Readonly<Journey>;
  /** Planned lines in the order of the plan, then unplanned ones by item. */
  lines: readonly LineAccount[];
  /** Every event in order, with its standing and flags. */
  history: readonly Readonly<HistoryEntry>[];
}

/**
 * The state of a shipment at `now`: a pure function of the set of its events, whatever their order and repeats. To ask
 * it as known on a past moment, give the events and reference facts recorded until then.
 */
export function foldShipment(
  facts: ShipmentFacts,
  events: readonly ShipmentEvent[],
  reference: ReferenceFacts,
  now: number,
): ShipmentState {
  const history = historyOf(facts, events);
  const receipts = receiptsOf(facts, history);
  judgeReceipts(history, receipts);
  const journey = journeyOf(facts, history);
  const lines = balanceLines(facts, history, receipts, journey.moving);
  markOutOfSequence(history, isSettled(lines));
  return {
    status: statusOf(facts, journey, lines),
    flags: flagsOf(facts, journey, lines, history, reference, now),
    journey,
    lines,
    history,
  };
}
