import type { ReferredAttachment } from '../attachments/contract.ts';
import { itemOf } from '../catalogue/catalogue.ts';
import { toIso } from '../platform/calendar.ts';
import { fromMilli, personDaysMilli, toPersonMonths } from '../platform/quantity.ts';
import { lineStateOf } from '../reconciliation/rules/line-state.ts';
import type { Shipment, ShipmentSummary } from './contract.ts';
import type { ShipmentLineRow, ShipmentRecord, ShipmentRow } from './repo.ts';
import type { LineAccount } from './rules/balance.ts';
import type { ReferenceFacts } from './rules/facts.ts';
import { foldShipment } from './rules/fold.ts';
import { toEvent, toFacts, toRecordedEvent } from './wire.ts';

/** What the last reconciliation of a shipment found. */
export interface DerivedState {
  status: string;
  flags: readonly string[];
}

const COLUMNS = [
  'dispatched',
  'good',
  'damaged',
  'missing',
  'excess',
  'lost',
  'returned',
  'outstanding',
] as const;
type Balance = Record<(typeof COLUMNS)[number], number>;

/** A shipment as the API shows it at `now`, computed from its plan and its events. */
export function toShipment(
  { shipment, lines, events }: ShipmentRecord,
  reference: ReferenceFacts,
  now: number,
  attachments: readonly ReferredAttachment[] = [],
): Shipment {
  const facts = toFacts(shipment, lines);
  const state = foldShipment(facts, events.map(toEvent), reference, now);
  const rowOf = new Map(lines.map((line) => [line.id, line]));
  const eventOf = new Map(events.map((event) => [event.id, event]));
  return {
    ...headOf(shipment, state),
    currentEta: state.journey.eta,
    lines: state.lines.map((account) => ({
      ...plannedOf(account, account.line ? rowOf.get(account.line.id) : undefined),
      ...balanceOf(account),
      state: lineStateOf(facts, state, account),
    })),
    events: state.history.flatMap(({ event, standing, clockSuspect, backDated, outOfSequence }) => {
      const row = eventOf.get(event.id);
      if (!row) return [];
      const flags = [
        ...(clockSuspect ? (['clock_suspect'] as const) : []),
        ...(backDated ? (['back_dated'] as const) : []),
        ...(outOfSequence ? (['out_of_sequence'] as const) : []),
      ];
      return [{ ...toRecordedEvent(row), standing, flags }];
    }),
    attachments: [...attachments],
    asOf: toIso(now),
  };
}

/** A shipment in a list, with what the last reconciliation found; none was made in the moment after it was recorded. */
export function toSummary(shipment: ShipmentRow, state: DerivedState | undefined): ShipmentSummary {
  return headOf(shipment, state ?? { status: 'draft', flags: [] });
}

function headOf(shipment: ShipmentRow, { status, flags }: DerivedState): ShipmentSummary {
  const { id, waybill, consignor, consignee, carrier, vehicle, origin, crossing, plannedDispatch, eta } =
    shipment;
  return {
    ...{ id, waybill, consignor, consignee, carrier, vehicle, origin, crossing, plannedDispatch, eta },
    destination: { province: shipment.province, district: shipment.district },
    status: status as ShipmentSummary['status'],
    flags: [...flags] as ShipmentSummary['flags'],
    recordedAt: toIso(shipment.recordedAt),
  };
}

function plannedOf(account: LineAccount, row: ShipmentLineRow | undefined) {
  return {
    id: row?.id ?? null,
    item: account.item,
    unit: itemOf(account.item)?.unit ?? '',
    quantity: row ? fromMilli(row.quantityMilli) : null,
    packs: row?.packs ?? null,
    packFactor: row && row.packFactorMilli !== null ? fromMilli(row.packFactorMilli) : null,
    batch: row?.batch ?? null,
    expiresOn: row?.expiresOn ?? null,
    destination: row && row.province !== null ? { province: row.province, district: row.district } : null,
    pledgeLine: row?.pledgeLine ?? null,
  };
}

function balanceOf(account: LineAccount) {
  const item = itemOf(account.item);
  const each = (show: (milli: number) => number): Balance =>
    Object.fromEntries(COLUMNS.map((column) => [column, show(account[column])])) as Balance;
  const { numerator, denominator } = item?.coverage ?? { numerator: 0, denominator: 1 };
  return {
    ...each(fromMilli),
    tonnes: item?.unit === 'KGM' ? each((milli) => milli / 1_000_000) : null,
    pm: each((milli) => toPersonMonths(personDaysMilli(milli, numerator, denominator))),
  };
}
