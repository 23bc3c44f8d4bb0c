import type { ShipmentSummary } from '../../../shipments/contract.ts';
import type { Tone } from '../../ui/plain.tsx';

const BAD = new Set<ShipmentSummary['status']>(['lost', 'cancelled']);
const WARN = new Set<ShipmentSummary['status']>(['customs_hold', 'returned', 'partially_received']);

/** The tone only repeats what the word says. */
export function toneOf(status: ShipmentSummary['status']): Tone {
  if (status === 'received') return 'good';
  return BAD.has(status) ? 'bad' : WARN.has(status) ? 'warn' : 'plain';
}
