import { classOfOutstanding } from '../../reconciliation/rules/parcels.ts';
import type { LineAccount } from '../../shipments/rules/balance.ts';
import { plannedDestination, type ShipmentFacts } from '../../shipments/rules/facts.ts';
import type { ShipmentState } from '../../shipments/rules/fold.ts';
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
}

type DatedPart = ReceivedPart & { recordedAt: number };

/**
 * What a shipment says of the pledge lines it fulfils. Receipts count in the province they were received in, everything else in
 * the latest destination. Per line: fates − excess = what was loaded, else planned. A shipment that was cancelled says nothing.
 */
export function cargoCells(shipment: FoldedShipment, now: number): CargoCell[] {
  const { facts, state } = shipment;
  if (state.journey.cancelled) return [];
  const news = Math.max(shipment.recordedAt, ...state.history.map(({ event }) => event.recordedAt));
  const receipts = receiptsOf(facts, state.history);
  return state.lines.flatMap((account) => {
    const { line, item } = account;
    const pledgeLine = line?.pledgeLine ?? null;
    if (line === null || pledgeLine === null) return [];
    const home = (state.journey.divertedTo ?? plannedDestination(facts, line)).province;
    const parts = receipts.flatMap(({ entry, parts }): DatedPart[] =>
      parts
        .filter((part) => part.line?.id === line.id)
        .map((part) => ({ ...part, recordedAt: entry.event.recordedAt })),
    );
    const cell = (
      fate: CargoCell['fate'],
      quantityMilli: number,
      province = home,
      asOf = news,
    ): CargoCell => ({
      ...{ pledgeLine, item, province, fate, quantityMilli, asOf },
    });
    return [
      ...(state.journey.moving ? [] : [cell('planned', line.quantityMilli)]),
      ...outstandingOf(shipment, account, now).map(([fate, quantity]) => cell(fate, quantity)),
      ...parts.flatMap((part) => [
        cell('delivered', part.good, part.province, part.recordedAt),
        cell('damaged', part.damaged, part.province, part.recordedAt),
        cell('lost', part.missing, part.province, part.recordedAt),
      ]),
      cell('lost', account.lost),
      cell('returned', account.returned),
      ...excessOf(account, parts).map(([quantity, part]) =>
        cell('excess', quantity, part?.province, part?.recordedAt),
      ),
    ].filter(({ quantityMilli }) => quantityMilli !== 0);
  });
}

/** What is outstanding: what a disputed receipt would account for is unknown, the rest is of the one class it has. */
function outstandingOf({ state }: FoldedShipment, account: LineAccount, now: number): [Fate, number][] {
  const { line, outstanding } = account;
  if (outstanding === 0 || line === null) return [];
  let disputed = 0;
  for (const { event, standing } of state.history) {
    if (standing !== 'disputed' || event.type !== 'received') continue;
    for (const entry of event.lines) if (entry.line === line.id) disputed += entry.against;
  }
  const unknown = Math.min(outstanding, disputed);
  return [
    ['unknown', unknown],
    [classOfOutstanding(state, now) as Fate, outstanding - unknown],
  ];
}

/** Excess where it came to light: an entry's own with that entry; what was accounted for beyond it, with the latest receipts, then with what was returned. */
function excessOf(account: LineAccount, parts: readonly DatedPart[]): [number, DatedPart | undefined][] {
  let beyond = account.excess - parts.reduce((sum, { excess }) => sum + excess, 0);
  const found = parts.toReversed().map((part): [number, DatedPart] => {
    const taken = Math.min(beyond, part.good + part.damaged + part.missing - part.excess);
    beyond -= taken;
    return [part.excess + taken, part];
  });
  return [...found, [beyond, undefined]];
}
