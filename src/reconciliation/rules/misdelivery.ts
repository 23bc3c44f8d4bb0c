import type { ShipmentFacts } from '../../shipments/rules/facts.ts';
import { plannedDestination } from '../../shipments/rules/facts.ts';
import type { Journey } from '../../shipments/rules/journey.ts';
import type { ReceivedPart } from '../../shipments/rules/receipts.ts';

/**
 * Whether goods were received in a province that is neither the line's destination nor that of any diversion that
 * counts (`domain.md` §7). Goods nobody planned had no destination to miss.
 */
export function isMisdelivered(
  facts: ShipmentFacts,
  journey: Pick<Journey, 'divertedProvinces'>,
  part: ReceivedPart,
): boolean {
  if (part.line === null || part.good + part.damaged === 0) return false;
  if (part.province === plannedDestination(facts, part.line).province) return false;
  return !journey.divertedProvinces.has(part.province);
}
