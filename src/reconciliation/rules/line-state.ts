import type { LineAccount } from '../../shipments/rules/balance.ts';
import type { ShipmentFacts } from '../../shipments/rules/facts.ts';
import type { ShipmentState } from '../../shipments/rules/fold.ts';
import { isMisdelivered } from './misdelivery.ts';

/** States of a shipment line in the order they are tried: the first that applies is the state (`domain.md` §7). */
export const LINE_STATES = [
  'disputed',
  'misdelivered',
  'over',
  'short',
  'lost',
  'damaged',
  'returned',
  'matched',
  'held',
  'stale',
  'overdue',
  'in_transit',
  'planned',
] as const;

export type LineState = (typeof LINE_STATES)[number];

/** The state of one line of a shipment. */
export function lineStateOf(facts: ShipmentFacts, state: ShipmentState, account: LineAccount): LineState {
  return receivedState(facts, state, account) ?? waitingState(state);
}

/** What became of the goods, or null while they are only waited for. */
function receivedState(facts: ShipmentFacts, state: ShipmentState, account: LineAccount): LineState | null {
  const { journey } = state;
  if (account.disputed) return 'disputed';
  if (account.receipts.some((part) => isMisdelivered(facts, journey, part))) return 'misdelivered';
  if (account.excess > 0) return 'over';
  const allAccounted = journey.moving && account.outstanding === 0;
  if (allAccounted && account.missing > 0) return 'short';
  if (account.lost > 0) return 'lost';
  if (account.damaged > 0) return 'damaged';
  if (account.returned > 0) return 'returned';
  // Nothing short, lost, damaged or returned is left: what was dispatched came in good order.
  return allAccounted ? 'matched' : null;
}

function waitingState({ flags, journey }: ShipmentState): LineState {
  if (flags.includes('held')) return 'held';
  if (flags.includes('stale')) return 'stale';
  if (flags.includes('overdue')) return 'overdue';
  return journey.moving ? 'in_transit' : 'planned';
}
