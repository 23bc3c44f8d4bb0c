import { nextChange } from '../../places/rules/crossing-status.ts';
import { addMonths, endOfDay, later, monthOf, monthOfDay, startOfDay } from '../../platform/calendar.ts';
import { hasOutstanding } from '../../shipments/rules/balance.ts';
import { expiringFrom } from '../../shipments/rules/expiry.ts';
import type { ReferenceFacts, ShipmentFacts } from '../../shipments/rules/facts.ts';
import type { ShipmentState } from '../../shipments/rules/fold.ts';
import { heldAtBorderFrom, mayBeHeld, overdueFrom, staleFrom } from '../../shipments/rules/status.ts';
import type { PledgeLineFacts } from './pledge-parcels.ts';

/**
 * The earliest instant after `now` at which a shipment's state or parcels may change by the passing of time alone: it
 * becomes overdue, stale, held or late, its crossing opens or closes, a month turns in which it was expected, or goods come
 * near their expiry. Null when time has nothing left to change.
 */
export function nextDeadline(
  state: ShipmentState,
  facts: ShipmentFacts,
  reference: ReferenceFacts,
  now: number,
): number | null {
  const { journey } = state;
  const waiting = hasOutstanding(state.lines);
  const instants = state.lines.map((account) => expiringFrom(account, journey, reference.settings));
  // The same openness that a hold needs: of what is settled or cancelled time changes nothing else.
  if (!mayBeHeld(journey, waiting)) return earliestAfter(now, instants);
  instants.push(monthTurn(journey.eta, now));
  if (waiting) {
    instants.push(
      overdueFrom(journey, reference),
      staleFrom(journey, reference),
      heldAtBorderFrom(journey, reference),
      journey.firstEta === null ? null : endOfDay(journey.firstEta),
    );
  }
  if (facts.crossing !== null && !journey.passedCrossing) {
    instants.push(nextChange(reference.crossings.get(facts.crossing) ?? [], now));
  }
  return earliestAfter(now, instants);
}

/**
 * The instant at which a pledge line's remainder moves to the next month; its expiry is the pledge's own deadline.
 */
export function nextPledgeDeadline(line: Pick<PledgeLineFacts, 'expectedBy'>, now: number): number {
  return monthTurn(line.expectedBy, now);
}

/** The end of the month something is expected in, or of the current one when that has passed or nobody knows. */
function monthTurn(expectedOn: string | null, now: number): number {
  const currentMonth = monthOf(now);
  const month = expectedOn === null ? currentMonth : later(monthOfDay(expectedOn), currentMonth);
  return startOfDay(`${addMonths(month, 1)}-01`);
}

function earliestAfter(now: number, instants: readonly (number | null)[]): number | null {
  let earliest: number | null = null;
  for (const instant of instants) {
    if (instant !== null && instant > now && (earliest === null || instant < earliest)) earliest = instant;
  }
  return earliest;
}
