import type {
  LineQuantity,
  ReceivedLine,
  ShipmentEvent,
  ShipmentFacts,
} from '../../src/shipments/rules/facts.ts';
import { divertedTo, instantOf, isDisputed, isMovement, monthAt } from './history.ts';
import { plannedProvince, provinceReceived, sum } from './history.ts';

/** One entry of a receipt that counts, with where and when it was received. */
export interface Entry extends ReceivedLine {
  receipt: string;
  province: string;
  month: string;
  misdelivered: boolean;
}

export interface Balance {
  line: string | null;
  item: string;
  planned: number;
  dispatched: number;
  good: number;
  damaged: number;
  missing: number;
  excess: number;
  lost: number;
  returned: number;
  outstanding: number;
  lossBeyond: number;
  distributed: number;
  people: number | null;
  /** The last good days of what there still is of it. */
  expiries: string[];
  /** A receipt counts packs of it that do not hold the units counted with them. */
  packsDiffer: boolean;
  entries: Entry[];
  /** Quantities of receipts nobody settled yet. */
  disputed: number;
  isDisputed: boolean;
}

const namesLine = (entry: ReceivedLine, line: string | null, item: string): boolean =>
  line === null ? entry.line === null && entry.item === item : entry.line === line;

/** "Neither a destination of the line nor of any counted `diverted`." What nobody planned had none to miss. */
function isAstray(
  shipment: ShipmentFacts,
  list: readonly ShipmentEvent[],
  line: string,
  province: string,
): boolean {
  if (province === plannedProvince(shipment, line)) return false;
  return !list.some((event) => event.type === 'diverted' && event.destination.province === province);
}

/** The entries of one line, receipt by receipt, those of disputed receipts or the others. */
function entriesOf(
  shipment: ShipmentFacts,
  list: readonly ShipmentEvent[],
  [line, item]: readonly [string | null, string],
  disputed: boolean,
): Entry[] {
  return list.flatMap((event) => {
    if (event.type !== 'received' || isDisputed(shipment, list, event) !== disputed) return [];
    return event.lines
      .filter((entry) => namesLine(entry, line, item))
      .map((entry) => {
        const province = provinceReceived(shipment, list, event, entry);
        const where = { receipt: event.id, province, month: monthAt(instantOf(shipment, event)) };
        const astray = line !== null && isAstray(shipment, list, line, province);
        return { ...entry, ...where, misdelivered: astray && entry.good + entry.damaged > 0 };
      });
  });
}

function quantityTold(
  list: readonly ShipmentEvent[],
  type: 'lost' | 'returned' | 'distributed',
  line: string | null,
) {
  const named = list.flatMap<LineQuantity>((event) => (event.type === type ? event.lines : []));
  return sum(named.filter((entry) => entry.line === line).map((entry) => entry.quantityMilli));
}

/** What its latest `dispatched` naming it says was loaded, else what was planned; 0 while nothing moves. */
function dispatchedOf(list: readonly ShipmentEvent[], line: string, planned: number): number {
  if (!list.some(isMovement)) return 0;
  const loaded = list.flatMap((event) => {
    if (event.type !== 'dispatched' || !event.lines.some((entry) => entry.line === line)) return [];
    return [sum(event.lines.filter((entry) => entry.line === line).map((entry) => entry.quantityMilli))];
  });
  return loaded.at(-1) ?? planned;
}

/** Served people, as distributions that name the line counted them; null when none did. */
function peopleTold(list: readonly ShipmentEvent[], line: string | null): number | null {
  const named = list.flatMap((event) => (event.type === 'distributed' ? event.lines : []));
  const counts = named.flatMap((entry) => (entry.line === line ? (entry.people ?? []) : []));
  return counts.length === 0 ? null : sum(counts);
}

/** "Cargo outstanding or received good whose batch expires": what expires first is handed out first, undated goods last. */
function expiriesOf(
  shipment: ShipmentFacts,
  list: readonly ShipmentEvent[],
  line: string | null,
  entries: readonly Entry[],
  { outstanding, sentBack }: { outstanding: number; sentBack: number },
): string[] {
  const planned = shipment.lines.find(({ id }) => id === line)?.expiresOn ?? null;
  const NEVER = '9999-12-31';
  const days: string[] = [];
  let handedOut = quantityTold(list, 'distributed', line) + sentBack;
  const dated = entries.map((entry) => ({ day: entry.expiresOn ?? planned ?? NEVER, units: entry.good }));
  for (const day of [...new Set(dated.map((entry) => entry.day))].sort()) {
    const stock = sum(dated.filter((entry) => entry.day === day).map(({ units }) => units));
    if (stock > handedOut) days.push(day);
    handedOut = Math.max(0, handedOut - stock);
  }
  const moving = list.some(isMovement);
  const cancelled = list.some((event) => event.type === 'cancelled');
  const toCome = moving ? outstanding > 0 : line !== null && !cancelled;
  if (toCome && planned !== null) days.push(planned);
  return days.filter((day) => day !== NEVER);
}

/** All packs full but the last one, receipt by receipt. */
function arePacksDifferent(shipment: ShipmentFacts, line: string | null, entries: readonly Entry[]): boolean {
  const size = shipment.lines.find(({ id }) => id === line)?.packFactorMilli ?? null;
  if (size === null) return false;
  const packed = entries.filter((entry) => entry.packs !== undefined);
  return packed.some(({ receipt }) => {
    const own = packed.filter((entry) => entry.receipt === receipt);
    const packs = sum(own.map((entry) => entry.packs!));
    const units = sum(own.map((entry) => entry.good + entry.damaged));
    return units > packs * size || units <= (packs - 1) * size;
  });
}

function balanceOf(
  shipment: ShipmentFacts,
  list: readonly ShipmentEvent[],
  name: readonly [string | null, string],
): Balance {
  const [line, item] = name;
  const planned = shipment.lines.find(({ id }) => id === line)?.quantityMilli ?? 0;
  const dispatched = line === null ? 0 : dispatchedOf(list, line, planned);
  const entries = entriesOf(shipment, list, name, false);
  const total = (part: 'good' | 'damaged' | 'missing' | 'excess' | 'against') =>
    sum(entries.map((entry) => entry[part]));
  const returned = quantityTold(list, 'returned', line);
  const lossTold = quantityTold(list, 'lost', line);
  const lost = Math.min(lossTold, Math.max(0, dispatched - total('against') - returned));
  const accounted = total('against') + lost + returned;
  const outstanding = Math.max(0, dispatched - accounted);
  // More returned than was on its way still: it had been received before.
  const sentBack = Math.max(0, returned - Math.max(0, dispatched - total('against') - lost));
  const disputed = entriesOf(shipment, list, name, true);
  return {
    line,
    item,
    planned,
    dispatched,
    good: total('good'),
    damaged: total('damaged'),
    missing: total('missing'),
    excess: total('excess') + Math.max(0, accounted - dispatched),
    lost,
    returned,
    outstanding,
    lossBeyond: lossTold - lost,
    distributed: quantityTold(list, 'distributed', line),
    people: peopleTold(list, line),
    expiries: expiriesOf(shipment, list, line, entries, { outstanding, sentBack }),
    packsDiffer: arePacksDifferent(shipment, line, entries),
    entries,
    disputed: sum(disputed.map((entry) => entry.good + entry.damaged + entry.missing)),
    isDisputed: disputed.length > 0,
  };
}

/** Every line of a shipment: the planned ones, then one for each unexpected item of a receipt that is not set aside. */
export function balances(shipment: ShipmentFacts, list: readonly ShipmentEvent[]): Balance[] {
  const planned = shipment.lines.map(({ id, item }) => [id, item] as const);
  const unexpected = list.flatMap((event) =>
    event.type === 'received'
      ? event.lines.flatMap((entry) => (entry.line === null ? [entry.item ?? ''] : []))
      : [],
  );
  const names = [...planned, ...[...new Set(unexpected)].map((item) => [null, item] as const)];
  return names.map((name) => balanceOf(shipment, list, name));
}

/** Where what is not yet accounted for of a line is going. */
export function bound(shipment: ShipmentFacts, list: readonly ShipmentEvent[], line: string | null): string {
  return divertedTo(list) ?? plannedProvince(shipment, line);
}
