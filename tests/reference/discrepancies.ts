import type { ShipmentEvent } from '../../src/shipments/rules/facts.ts';
import type { Balance } from './balance.ts';
import { isMovement, sum } from './history.ts';

export interface ReferenceDiscrepancy {
  kind: string;
  /** Null: the whole shipment, or an unplanned line (known by its item). */
  line: string | null;
  item: string | null;
  quantityMilli: number | null;
}

/** What of a shipment's lines does not agree (`domain.md` §7), line by line. */
export function discrepanciesOf(
  list: readonly ShipmentEvent[],
  lines: readonly Balance[],
  flags: readonly string[],
): ReferenceDiscrepancy[] {
  const moving = list.some(isMovement);
  const whole = { line: null, item: null, quantityMilli: null };
  const telling = flags.includes('out_of_sequence') ? [{ kind: 'sequence_anomaly', ...whole }] : [];
  const ofLines = lines.flatMap((line) => {
    const misdelivered = sum(
      line.entries.filter((entry) => entry.misdelivered).map((entry) => entry.good + entry.damaged),
    );
    const quantities = {
      short_receipt: line.missing,
      excess_receipt: line.line === null ? 0 : line.excess,
      damage: line.damaged,
      loss: line.lost,
      unplanned_item: line.line === null ? line.excess : 0,
      misdelivery: misdelivered,
      overdue: flags.includes('overdue') ? line.outstanding : 0,
      stale: flags.includes('stale') ? line.outstanding : 0,
      suspected_duplicate_receipt: line.disputed,
      short_loaded: moving ? Math.max(0, line.planned - line.dispatched) : 0,
    };
    return Object.entries(quantities)
      .filter(([, quantityMilli]) => quantityMilli > 0)
      .map(([kind, quantityMilli]) => ({ kind, line: line.line, item: line.item, quantityMilli }));
  });
  return [...ofLines, ...telling];
}
