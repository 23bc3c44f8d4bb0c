import type { ReferredAttachment } from '../attachments/contract.ts';
import { itemOf } from '../catalogue/catalogue.ts';
import { toIso } from '../platform/calendar.ts';
import { fromMilli } from '../platform/quantity.ts';
import { lineStateOf } from '../reconciliation/rules/line-state.ts';
import type { Shipment, ShipmentSummary } from './contract.ts';
import { measured, measuredOne } from './measures.ts';
import type { ShipmentLineRow, ShipmentRecord, ShipmentRow } from './repo.ts';
import { adjustmentsOf } from './rules/adjustments.ts';
import type { LineAccount } from './rules/balance.ts';
import { expiryOf } from './rules/expiry.ts';
import type { ReferenceFacts } from './rules/facts.ts';
import { foldShipment } from './rules/fold.ts';
import { toEvent, toFacts, toRecordedEvent } from './wire.ts';

/** What the last reconciliation of a shipment found. */
export interface DerivedState {
  status: string;
  flags: readonly string[];
}

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
    etaMonth: monthOfEta(state.journey.eta),
    currentEta: state.journey.eta,
    lines: state.lines.map((account) => ({
      ...plannedOf(account, account.line ? rowOf.get(account.line.id) : undefined),
      ...balanceOf(account),
      state: lineStateOf(facts, state, account),
      distributed: {
        ...measuredOne(account.item, account.distributed),
        people: account.peopleServed,
      },
      expiry: expiryOf(account, state.journey, reference.settings, now),
      adjustments: adjustmentsOf(account, state.history).map(({ quantityMilli, at, ...adjustment }) => ({
        ...adjustment,
        ...measuredOne(account.item, quantityMilli),
        at: toIso(at),
      })),
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
    originCountry: shipment.originCountry,
    etaMonth: monthOfEta(eta),
    status: status as ShipmentSummary['status'],
    flags: [...flags] as ShipmentSummary['flags'],
    recordedAt: toIso(shipment.recordedAt),
  };
}

/** The month of a day. */
const monthOfEta = (eta: string | null) => eta && eta.slice(0, 7);

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
  const { dispatched, good, damaged, missing, excess, lost, returned, outstanding } = account;
  const balance = { dispatched, good, damaged, missing, excess, lost, returned, outstanding };
  const { units, tonnes, pm } = measured(account.item, balance);
  return { ...units, tonnes, pm };
}
