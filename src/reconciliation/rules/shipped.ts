import type { LineAccount } from '../../shipments/rules/balance.ts';
import type { ShipmentState } from '../../shipments/rules/fold.ts';

/** What a line takes from the pledge line it fulfils, in thousandths of its unit: what was loaded, else planned; nothing once cancelled. */
export function shippedOf(
  { journey }: Pick<ShipmentState, 'journey'>,
  { line, dispatched }: LineAccount,
): number {
  if (journey.cancelled || line === null) return 0;
  return journey.moving ? dispatched : line.quantityMilli;
}
