import { statusAt } from '../../places/rules/crossing-status.ts';
import { DAY_MS, endOfDay } from '../../platform/calendar.ts';
import { hasOutstanding, isSettled } from './balance.ts';
import type { LineAccount } from './balance.ts';
import type { ShipmentFlag, ShipmentStatus } from './codes.ts';
import type { ReferenceFacts, ShipmentFacts } from './facts.ts';
import { isCounted } from './history.ts';
import type { HistoryEntry } from './history.ts';
import { expiryOf } from './expiry.ts';
import type { Journey } from './journey.ts';
import { packsDiffer } from './packs.ts';

/** The status of a shipment: the first that applies, in the order of `domain.md` §5. */
export function statusOf(
  facts: ShipmentFacts,
  journey: Journey,
  accounts: readonly LineAccount[],
): ShipmentStatus {
  if (journey.cancelled) return 'cancelled';
  if (journey.moving) return settledStatus(accounts) ?? placeStatus(journey);
  if (journey.loaded) return 'loading';
  return journey.booked || facts.plannedDispatch !== null ? 'planned' : 'draft';
}

/** What the accounts alone say; null while nothing has been received and something is outstanding. */
function settledStatus(accounts: readonly LineAccount[]): ShipmentStatus | null {
  const total = { good: 0, damaged: 0, missing: 0, lost: 0, returned: 0 };
  for (const account of accounts) {
    total.good += account.good;
    total.damaged += account.damaged;
    total.missing += account.missing;
    total.lost += account.lost;
    total.returned += account.returned;
  }
  const settled = isSettled(accounts);
  if (settled && total.good > 0) return 'received';
  if (settled && total.damaged + total.returned === 0) return 'lost';
  if (settled && total.damaged + total.missing + total.lost === 0) return 'returned';
  // Settled in a mixture that has no name of its own, such as all damaged, is closest to this one.
  return settled || total.good + total.damaged + total.missing > 0 ? 'partially_received' : null;
}

function placeStatus(journey: Journey): ShipmentStatus {
  if (journey.customsHeld) return 'customs_hold';
  if (journey.position === 'border') return 'at_border';
  return journey.position === 'hub' ? 'at_hub' : 'in_transit';
}

/** The flags of a shipment that hold at `now`, in the order of `domain.md` §5. */
export function flagsOf(
  facts: ShipmentFacts,
  journey: Journey,
  accounts: readonly LineAccount[],
  history: readonly HistoryEntry[],
  reference: ReferenceFacts,
  now: number,
): ShipmentFlag[] {
  const flags: ShipmentFlag[] = [];
  const waiting = hasOutstanding(accounts);
  if (waiting && isOverdue(journey, reference, now)) flags.push('overdue');
  if (waiting && isStale(journey, reference, now)) flags.push('stale');
  if (mayBeHeld(journey, waiting) && isHeld(facts, journey, reference, now)) flags.push('held');
  flags.push(...eventFlags(history));
  if (accounts.some((account) => account.excess + account.lossBeyondOutstanding > 0))
    flags.push('over_received');
  if (accounts.some((account) => account.disputed)) flags.push('disputed');
  if (accounts.some((account) => account.distributed > account.good)) flags.push('over_distributed');
  if (accounts.some(packsDiffer)) flags.push('packs_differ');
  if (accounts.some((account) => expiryOf(account, journey, reference.settings, now) !== null))
    flags.push('expiring');
  return flags;
}

/** The instant from which a shipment is overdue: the day of its current ETA and the grace days have ended in Kabul. */
export function overdueFrom(journey: Journey, reference: ReferenceFacts): number | null {
  return journey.eta === null ? null : endOfDay(journey.eta) + reference.settings.overdueGraceDays * DAY_MS;
}

function isOverdue(journey: Journey, reference: ReferenceFacts, now: number): boolean {
  const from = overdueFrom(journey, reference);
  return from !== null && now >= from;
}

/** The instant from which the last news is older than it may be. */
export function staleFrom(journey: Journey, reference: ReferenceFacts): number | null {
  if (journey.lastNewsAt === null) return null;
  return journey.lastNewsAt + reference.settings.staleAfterDays * DAY_MS + 1;
}

function isStale(journey: Journey, reference: ReferenceFacts, now: number): boolean {
  const from = staleFrom(journey, reference);
  return from !== null && now >= from;
}

/** Held goods are still to come: what is cancelled, or all accounted for, is not held anywhere. */
export function mayBeHeld(journey: Journey, waiting: boolean): boolean {
  return !journey.cancelled && (waiting || !journey.moving);
}

/** The instant from which standing at the border counts as held. */
export function heldAtBorderFrom(journey: Journey, reference: ReferenceFacts): number | null {
  if (journey.borderSince === null) return null;
  return journey.borderSince + reference.settings.heldAfterDays * DAY_MS + 1;
}

function isHeld(facts: ShipmentFacts, journey: Journey, reference: ReferenceFacts, now: number): boolean {
  if (journey.customsHeld) return true;
  const atBorder = heldAtBorderFrom(journey, reference);
  if (atBorder !== null && now >= atBorder) return true;
  if (facts.crossing === null || journey.passedCrossing) return false;
  return statusAt(reference.crossings.get(facts.crossing) ?? [], now)?.status === 'closed';
}

/** Flags that a shipment has because one of its events that count has them. */
function eventFlags(history: readonly HistoryEntry[]): ShipmentFlag[] {
  let outOfSequence = false;
  let backDated = false;
  let clockSuspect = false;
  for (const entry of history) {
    if (!isCounted(entry)) continue;
    outOfSequence ||= entry.outOfSequence;
    backDated ||= entry.backDated;
    clockSuspect ||= entry.clockSuspect;
  }
  const flags: ShipmentFlag[] = [];
  if (outOfSequence) flags.push('out_of_sequence');
  if (backDated) flags.push('back_dated');
  if (clockSuspect) flags.push('clock_suspect');
  return flags;
}
