import type { SupplyClass } from '../../gaps/rules/parcel.ts';
import { endOfDay, later, monthOf, monthOfDay } from '../../platform/calendar.ts';
import type { LineAccount } from '../../shipments/rules/balance.ts';
import { plannedDestination } from '../../shipments/rules/facts.ts';
import type { PlannedLine, ShipmentFacts } from '../../shipments/rules/facts.ts';
import type { ShipmentState } from '../../shipments/rules/fold.ts';
import type { Journey } from '../../shipments/rules/journey.ts';
import { excessUnitsOf } from './excess.ts';
import { LineSums } from './line-sums.ts';
import { isMisdelivered } from './misdelivery.ts';
import { promiseClass } from './owned-parcel.ts';
import type { ItemCoverage, OwnedParcel, PledgeStatus } from './owned-parcel.ts';

/** What parcels depend on besides the shipment. */
export interface ParcelReference {
  /** Status of the pledge a line fulfils; null when it fulfils none. */
  pledgeOf: (line: PlannedLine) => PledgeStatus | null;
  coverageOf: (item: string) => ItemCoverage;
}

/** What the parcels of every line of one shipment have in common. */
interface Cargo {
  facts: ShipmentFacts;
  journey: Journey;
  currentMonth: string;
  /** Of the first ETA; null without any. */
  dueMonth: string | null;
  /** Of the current ETA, never before the current month; null without any. */
  arrivalMonth: string | null;
  outstandingClass: SupplyClass;
}

/**
 * The parcels of a shipment at `now` (`domain.md` §8): of each line what was delivered, what is outstanding or planned
 * in the one class it has, and what was lost. Disputed receipts and voided events make none; a shipment cancelled
 * before it moved makes none.
 */
export function parcelsOfShipment(
  state: ShipmentState,
  facts: ShipmentFacts,
  reference: ParcelReference,
  now: number,
): OwnedParcel[] {
  if (state.journey.cancelled) return [];
  const cargo = cargoOf(state, facts, now);
  return state.lines.flatMap((account) => {
    const sums = new LineSums();
    addDelivered(sums, account, cargo);
    addExpected(sums, account.outstanding, cargo.outstandingClass, account, cargo);
    addPlanned(sums, account, cargo, reference);
    return sums.toParcels(account, reference.coverageOf(account.item));
  });
}

function cargoOf(state: ShipmentState, facts: ShipmentFacts, now: number): Cargo {
  const { journey } = state;
  const { firstEta, eta } = journey;
  const currentMonth = monthOf(now);
  return {
    facts,
    journey,
    currentMonth,
    dueMonth: firstEta === null ? null : monthOfDay(firstEta),
    arrivalMonth: eta === null ? null : later(monthOfDay(eta), currentMonth),
    outstandingClass: classOfOutstanding(state, now),
  };
}

/** The one class of all that is outstanding: stale before held before late before in transit. */
export function classOfOutstanding({ flags, journey }: ShipmentState, now: number): SupplyClass {
  if (flags.includes('stale')) return 'stale';
  if (flags.includes('held')) return 'held';
  return isLate(journey, now) ? 'late' : 'inTransit';
}

/** Past the first ETA, or re-scheduled beyond the month first due. */
function isLate({ firstEta, eta }: Journey, now: number): boolean {
  if (firstEta === null) return false;
  return now >= endOfDay(firstEta) || (eta !== null && monthOfDay(eta) > monthOfDay(firstEta));
}

/**
 * Adds the good units of each receipt in its province and month, and what its planned destination lost: damaged,
 * missing, lost and misdelivered units, excess ones never among them. Misdelivered goods are both: delivered where
 * they came, lost where they were due.
 */
function addDelivered(sums: LineSums, account: LineAccount, cargo: Cargo): void {
  const excess = excessUnitsOf(account);
  let lost = account.lost + account.damaged + account.missing - excess.damagedOrMissing;
  account.receipts.forEach((part, index) => {
    const month = monthOf(part.at);
    const sent = part.good - excess.good[index]!;
    const misdelivered = isMisdelivered(cargo.facts, cargo.journey, part);
    // What was not due here is due when it came: it explains no earlier month.
    const due = misdelivered ? month : (cargo.dueMonth ?? month);
    sums.add('delivered', month, due, part.province, sent);
    sums.add('delivered', month, month, part.province, part.good - sent);
    if (misdelivered) lost += sent;
  });
  addLost(sums, lost, account, cargo);
}

/** All losses of a line are one parcel at its planned destination, in the month first due. */
function addLost(sums: LineSums, lost: number, account: LineAccount, cargo: Cargo): void {
  const { dueMonth, journey, currentMonth, facts } = cargo;
  const province = dueMonth === null ? null : plannedDestination(facts, account.line).province;
  // Without a date the month means nothing, but time must not change it.
  const month = dueMonth ?? (journey.lastNewsAt === null ? currentMonth : monthOf(journey.lastNewsAt));
  sums.add('lost', month, month, province, lost);
}

/** Cargo not yet moving is as certain as its pledge, or firm when it fulfils none. */
function addPlanned(sums: LineSums, account: LineAccount, cargo: Cargo, reference: ParcelReference): void {
  const { line } = account;
  if (cargo.journey.moving || line === null) return;
  const status = reference.pledgeOf(line);
  const supplyClass = status === null ? 'firm' : promiseClass(status);
  if (supplyClass !== null) addExpected(sums, line.quantityMilli, supplyClass, account, cargo);
}

/** What is still to come belongs to the latest destination. */
function addExpected(
  sums: LineSums,
  quantityMilli: number,
  supplyClass: SupplyClass,
  account: LineAccount,
  { facts, journey, dueMonth, arrivalMonth, currentMonth }: Cargo,
): void {
  const destination = journey.divertedTo ?? plannedDestination(facts, account.line);
  const province = arrivalMonth === null ? null : destination.province;
  sums.add(supplyClass, arrivalMonth ?? currentMonth, dueMonth ?? currentMonth, province, quantityMilli);
}
