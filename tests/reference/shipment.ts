import type { ReferenceFacts, ShipmentEvent, ShipmentFacts } from '../../src/shipments/rules/facts.ts';
import { balances } from './balance.ts';
import { discrepanciesOf } from './discrepancies.ts';
import { counted, isMovement } from './history.ts';
import { lossesOf } from './losses.ts';
import { parcelsOf } from './parcels.ts';
import type { Coverage } from './parcels.ts';
import { anomalies, flagsOf, isSettled, lineState, statusOf } from './status.ts';

/** Everything §5, §7 and §8 say of one shipment at an instant, read naively from the set of its events. */
export function referenceShipment(
  shipment: ShipmentFacts,
  events: readonly ShipmentEvent[],
  world: ReferenceFacts,
  pledges: ReadonlyMap<string, string>,
  coverage: Readonly<Record<string, Coverage>>,
  now: number,
) {
  const list = counted(shipment, events);
  const lines = balances(shipment, list);
  const unexpected = anomalies(shipment, list, isSettled(list, lines));
  const flags = flagsOf(shipment, list, lines, world, now, unexpected.length > 0);
  const moving = list.some(isMovement);
  return {
    status: statusOf(shipment, list, lines),
    flags,
    anomalies: unexpected.map(({ id }) => id),
    lines: lines.map((line) => ({ ...line, state: lineState(line, moving, flags) })),
    parcels: parcelsOf(shipment, list, flags, pledges, coverage, now),
    losses: lossesOf(shipment, list),
    discrepancies: discrepanciesOf(list, lines, flags),
  };
}
