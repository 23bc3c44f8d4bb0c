import { classOfOutstanding } from '../../reconciliation/rules/parcels.ts';
import type { LineAccount } from '../../shipments/rules/balance.ts';
import { plannedDestination, type ShipmentEvent, type ShipmentFacts } from '../../shipments/rules/facts.ts';
import type { ShipmentState } from '../../shipments/rules/fold.ts';
import { isCounted } from '../../shipments/rules/history.ts';
import { type ReceivedPart, receiptsOf } from '../../shipments/rules/receipts.ts';

/** A shipment folded from its facts. */
export interface FoldedShipment {
  facts: ShipmentFacts;
  state: ShipmentState;
  /** When its plan was recorded. */
  recordedAt: number;
}

/** Where cargo is, or what became of it: each unit that was shipped is in one of these. */
export const FATES = [
  'planned',
  'inTransit',
  'late',
  'held',
  'stale',
  'unknown',
  'delivered',
  'damaged',
  'lost',
  'returned',
] as const;
export type Fate = (typeof FATES)[number];

/** The record a quantity of cargo comes from. */
export interface CargoRecord {
  shipment: string;
  shipmentLine: string;
  /** What tells it: a receipt, a loss, a return; of what is on the road the latest news; null for what is only planned. */
  event: Pick<ShipmentEvent, 'id' | 'type' | 'occurredAt' | 'recordedAt'> | null;
}

/** A quantity of cargo of a pledge line, in thousandths of the item's unit. */
export interface CargoCell {
  pledgeLine: string;
  item: string;
  province: string;
  /** `excess` is part of the fates, told apart. */
  fate: Fate | 'excess';
  quantityMilli: number;
  /** When the newest fact behind it was recorded. */
  asOf: number;
  record: CargoRecord;
}

type DatedPart = ReceivedPart & { event: ShipmentEvent };
/** Some of a line, and the event that tells it. */
type Portion = readonly [quantityMilli: number, event: ShipmentEvent];

/**
 * What a shipment says of the pledge lines it fulfils, record by record. Receipts count in the province they were received in,
 * everything else in the latest destination. Per line: fates − excess = what was loaded, else planned. A shipment that was cancelled
 * says nothing.
 */
export function cargoCells(shipment: FoldedShipment, now: number): CargoCell[] {
  const { facts, state } = shipment;
  if (state.journey.cancelled) return [];
  const news = Math.max(shipment.recordedAt, ...state.history.map(({ event }) => event.recordedAt));
  const latest = state.history.findLast(isCounted)?.event ?? null;
  const receipts = receiptsOf(facts, state.history);
  return state.lines.flatMap((account) => {
    const { line, item } = account;
    const pledgeLine = line?.pledgeLine ?? null;
    if (line === null || pledgeLine === null) return [];
    const home = (state.journey.divertedTo ?? plannedDestination(facts, line)).province;
    const parts = receipts.flatMap(({ entry, parts }): DatedPart[] =>
      parts.filter((part) => part.line?.id === line.id).map((part) => ({ ...part, event: entry.event })),
    );
    const cell = (
      fate: CargoCell['fate'],
      quantityMilli: number,
      event: ShipmentEvent | null,
      province = home,
      asOf = news,
    ): CargoCell => ({
      ...{ pledgeLine, item, province, fate, quantityMilli, asOf },
      record: { shipment: facts.id, shipmentLine: line.id, event: event && identified(event) },
    });
    const told = (type: 'lost' | 'returned') => portionsOf(state, type, line.id);
    return [
      ...(state.journey.moving ? [] : [cell('planned', line.quantityMilli, null)]),
      ...outstandingOf(shipment, account, now).map(([fate, quantity, event]) =>
        cell(fate, quantity, event ?? latest),
      ),
      ...parts.flatMap((part) => [
        cell('delivered', part.good, part.event, part.province, part.event.recordedAt),
        cell('damaged', part.damaged, part.event, part.province, part.event.recordedAt),
        cell('lost', part.missing, part.event, part.province, part.event.recordedAt),
      ]),
      ...upTo(account.lost, told('lost')).map(([quantity, event]) => cell('lost', quantity, event)),
      ...told('returned').map(([quantity, event]) => cell('returned', quantity, event)),
      ...excessOf(account, parts).map(([quantity, part]) =>
        cell('excess', quantity, part.event, part.province, part.event.recordedAt),
      ),
      ...upTo(excessReturned(account, parts), told('returned').toReversed()).map(([quantity, event]) =>
        cell('excess', quantity, event),
      ),
    ].filter(({ quantityMilli }) => quantityMilli !== 0);
  });
}

function identified({ id, type, occurredAt, recordedAt }: ShipmentEvent): CargoRecord['event'] {
  return { id, type, occurredAt, recordedAt };
}

/** What events that count report of a line, in order. */
function portionsOf({ history }: ShipmentState, type: 'lost' | 'returned', line: string): Portion[] {
  return history.flatMap(({ event, standing }) =>
    standing === 'counted' && event.type === type
      ? event.lines
          .filter((entry) => entry.line === line)
          .map(({ quantityMilli }): Portion => [quantityMilli, event])
      : [],
  );
}

/** The first portions that make up a quantity. */
function upTo(quantityMilli: number, portions: readonly Portion[]): Portion[] {
  let left = quantityMilli;
  return portions.map(([most, event]): Portion => {
    const taken = Math.min(left, most);
    left -= taken;
    return [taken, event];
  });
}

/** What is outstanding: what disputed receipts would account for is unknown, the rest is of the one class it has. */
function outstandingOf(
  { state }: FoldedShipment,
  { line, outstanding }: LineAccount,
  now: number,
): (readonly [Fate, number, ShipmentEvent | null])[] {
  if (outstanding === 0 || line === null) return [];
  const disputed = state.history.flatMap(({ event, standing }) =>
    standing === 'disputed' && event.type === 'received'
      ? event.lines.filter((entry) => entry.line === line.id).map(({ against }): Portion => [against, event])
      : [],
  );
  const unknown = upTo(outstanding, disputed);
  const rest = unknown.reduce((left, [quantity]) => left - quantity, outstanding);
  return [
    ...unknown.map(([quantity, event]) => ['unknown', quantity, event] as const),
    [classOfOutstanding(state, now) as Fate, rest, null],
  ];
}

/** Excess of receipts where it came to light: an entry's own with that entry; what was accounted for beyond it, with the latest receipts. */
function excessOf(account: LineAccount, parts: readonly DatedPart[]): [number, DatedPart][] {
  let beyond = beyondEntries(account, parts);
  return parts.toReversed().map((part): [number, DatedPart] => {
    const taken = Math.min(beyond, outcomeOf(part));
    beyond -= taken;
    return [part.excess + taken, part];
  });
}

/** What even the receipts do not explain was returned. */
function excessReturned(account: LineAccount, parts: readonly DatedPart[]): number {
  return Math.max(
    0,
    parts.reduce((left, part) => left - outcomeOf(part), beyondEntries(account, parts)),
  );
}

function beyondEntries(account: LineAccount, parts: readonly DatedPart[]): number {
  return parts.reduce((left, { excess }) => left - excess, account.excess);
}

function outcomeOf({ good, damaged, missing, excess }: DatedPart): number {
  return good + damaged + missing - excess;
}
