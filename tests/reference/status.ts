import type { ReferenceFacts, ShipmentEvent, ShipmentFacts } from '../../src/shipments/rules/facts.ts';
import type { Balance } from './balance.ts';
import { DAY, dayEnds, etasOf, instantOf, isDisputed, isMovement, isSuspect, sum } from './history.ts';

const STEPS = [
  'dispatched',
  'arrived_border',
  'customs_held',
  'customs_released',
  'arrived_hub',
  'departed_hub',
  'received',
];

/** Something was sent or came, and all that was sent is accounted for. */
export const isSettled = (list: readonly ShipmentEvent[], lines: readonly Balance[]): boolean =>
  list.some(isMovement) &&
  lines.every((line) => line.outstanding === 0) &&
  lines.some((line) => line.dispatched + line.excess > 0);

const has = (list: readonly ShipmentEvent[], type: ShipmentEvent['type']): boolean =>
  list.some((event) => event.type === type);

/** The status of a shipment, the first that applies. */
export function statusOf(
  shipment: ShipmentFacts,
  list: readonly ShipmentEvent[],
  lines: readonly Balance[],
): string {
  const moving = list.some(isMovement);
  if (!moving) {
    if (has(list, 'cancelled')) return 'cancelled';
    if (has(list, 'loaded')) return 'loading';
    return has(list, 'booked') || shipment.plannedDispatch !== null ? 'planned' : 'draft';
  }
  const total = (part: 'good' | 'damaged' | 'missing' | 'lost' | 'returned') =>
    sum(lines.map((line) => line[part]));
  if (isSettled(list, lines)) {
    if (total('good') > 0) return 'received';
    const gone = total('lost') + total('missing');
    if (gone > 0 && total('damaged') + total('returned') === 0) return 'lost';
    if (total('returned') > 0 && total('damaged') + gone === 0) return 'returned';
    return 'partially_received';
  }
  if (total('good') + total('damaged') + total('missing') > 0) return 'partially_received';
  const steps = list.filter((event) => STEPS.includes(event.type)).map((event) => event.type);
  if (steps.at(-1) === 'customs_held') return 'customs_hold';
  const place = steps.filter((step) => step !== 'customs_held' && step !== 'customs_released').at(-1);
  if (place === 'arrived_border') return 'at_border';
  if (place === 'arrived_hub') return 'at_hub';
  return 'in_transit';
}

/** The status of a crossing now: of those in force, the one recorded last. */
function isClosed(world: ReferenceFacts, crossing: string | null, now: number): boolean {
  const facts = crossing === null ? [] : (world.crossings.get(crossing) ?? []);
  const inForce = facts.filter((fact) => fact.from <= now && (fact.until === null || now < fact.until));
  let last = inForce[0];
  for (const fact of inForce) if (fact.recordedAt > last!.recordedAt) last = fact;
  return last?.status === 'closed';
}

const MOVES_ON = ['dispatched', 'arrived_border', 'arrived_hub', 'departed_hub', 'received'];

function isHeld(
  shipment: ShipmentFacts,
  list: readonly ShipmentEvent[],
  lines: readonly Balance[],
  world: ReferenceFacts,
  now: number,
): boolean {
  const open = lines.some((line) => line.outstanding > 0) || !list.some(isMovement);
  if (!open || statusOf(shipment, list, lines) === 'cancelled') return false;
  const movedOn = (from: ShipmentEvent) =>
    list.slice(list.indexOf(from) + 1).some((event) => MOVES_ON.includes(event.type));
  const inCustoms = list.some((event, i) => {
    if (event.type !== 'customs_held' || movedOn(event)) return false;
    return !list.slice(i + 1).some((next) => next.type === 'customs_released');
  });
  const longAtBorder = list.some(
    (event) =>
      event.type === 'arrived_border' &&
      !movedOn(event) &&
      now - instantOf(shipment, event) > world.settings.heldAfterDays * DAY,
  );
  // From the border every step on passes it; before, only a hub or a receipt shows that the goods are inside.
  const border = list.findLastIndex((event) => event.type === 'arrived_border');
  const steps = list.slice(border + 1).map((event) => event.type);
  const inside = steps.some((type) => ['arrived_hub', 'departed_hub', 'received'].includes(type));
  const passed = inside || (border >= 0 && steps.includes('dispatched'));
  return inCustoms || longAtBorder || (!passed && isClosed(world, shipment.crossing, now));
}

/** What comes after everything is accounted for makes no sense any more. */
const EN_ROUTE = [...STEPS, 'booked', 'loaded', 'delayed', 'diverted'].filter((step) => step !== 'received');

/** Steps with nothing before them to build on, or that come when all is over. */
export function anomalies(
  shipment: ShipmentFacts,
  list: readonly ShipmentEvent[],
  settled: boolean,
): ShipmentEvent[] {
  const lastAccount = list.findLastIndex(
    (event) =>
      ['lost', 'returned'].includes(event.type) ||
      (event.type === 'received' && !isDisputed(shipment, list, event)),
  );
  return list.filter((event, i) => {
    const before = list.slice(0, i);
    if (settled && i > lastAccount && EN_ROUTE.includes(event.type)) return true;
    if (isToldBackwards(shipment, event, list.slice(i + 1))) return true;
    switch (event.type) {
      case 'booked':
        return before.some(isMovement);
      case 'loaded':
        return before.some(isMovement) && !has(before, 'arrived_border') && !has(before, 'arrived_hub');
      case 'cancelled':
        return list.some(isMovement);
      case 'arrived_border':
      case 'customs_held':
      case 'arrived_hub':
      case 'received':
      case 'lost':
      case 'returned':
        return !has(before, 'dispatched');
      case 'customs_released':
        return !has(before, 'dispatched') || !has(before, 'customs_held');
      case 'departed_hub':
        return !has(before, 'dispatched') || !has(before, 'arrived_hub');
      case 'distributed':
        return !has(before, 'received');
      default:
        return false;
    }
  });
}

/** A device numbered it after something that it dates later; a suspect clock says nothing about that. */
function isToldBackwards(
  shipment: ShipmentFacts,
  event: ShipmentEvent,
  after: readonly ShipmentEvent[],
): boolean {
  const { deviceId, deviceSeq } = event;
  if (deviceId === null || deviceSeq === null || isSuspect(shipment, event)) return false;
  return after.some(
    (next) =>
      next.deviceId === deviceId &&
      next.deviceSeq !== null &&
      next.deviceSeq < deviceSeq &&
      !isSuspect(shipment, next),
  );
}

/** Flags of a shipment, in the order `domain.md` lists them. */
export function flagsOf(
  shipment: ShipmentFacts,
  list: readonly ShipmentEvent[],
  lines: readonly Balance[],
  world: ReferenceFacts,
  now: number,
  isOutOfSequence: boolean,
): string[] {
  const { settings } = world;
  const outstanding = lines.some((line) => line.outstanding > 0);
  const eta = etasOf(shipment, list).at(-1) ?? null;
  const latest = Math.max(...list.map((event) => instantOf(shipment, event)));
  const flags = {
    overdue: outstanding && eta !== null && now >= dayEnds(eta) + settings.overdueGraceDays * DAY,
    stale: outstanding && now - latest > settings.staleAfterDays * DAY,
    held: isHeld(shipment, list, lines, world, now),
    out_of_sequence: isOutOfSequence,
    back_dated: list.some((event) => event.recordedAt - instantOf(shipment, event) > 2 * DAY),
    clock_suspect: list.some((event) => isSuspect(shipment, event)),
    over_received: lines.some((line) => line.excess > 0 || line.lossBeyond > 0),
    disputed: list.some((event) => event.type === 'received' && isDisputed(shipment, list, event)),
    over_distributed: lines.some((line) => line.distributed > line.good),
    packs_differ: lines.some((line) => line.packsDiffer),
    expiring: lines.some((line) =>
      line.expiries.some((day) => now >= dayEnds(day) - settings.expiresSoonDays * DAY),
    ),
  };
  return Object.entries(flags).flatMap(([name, raised]) => (raised ? [name] : []));
}

/** The state of a line, the first that applies. */
export function lineState(line: Balance, moving: boolean, flags: readonly string[]): string {
  const settled = moving && line.outstanding === 0;
  if (line.isDisputed) return 'disputed';
  if (line.entries.some((entry) => entry.misdelivered)) return 'misdelivered';
  if (line.excess > 0) return 'over';
  if (settled && line.missing > 0) return 'short';
  if (line.lost > 0) return 'lost';
  if (line.damaged > 0) return 'damaged';
  if (line.returned > 0) return 'returned';
  if (settled) return 'matched';
  for (const flag of ['held', 'stale', 'overdue']) if (flags.includes(flag)) return flag;
  return moving ? 'in_transit' : 'planned';
}
