/** Events between the three forms they have: as they are sent, as they are stored, as the rules read them. */
import { toIso } from '../platform/calendar.ts';
import { newId } from '../platform/ids.ts';
import { fromMilli, toMilli } from '../platform/quantity.ts';
import type { NewShipment } from './contract.ts';
import type { NewEvent, RecordedEvent } from './contract/events.ts';
import type { RecordedReceiptEntry } from './contract/receipt.ts';
import type { ShipmentEventRow, ShipmentLineRow, ShipmentRow } from './repo.ts';
import type { PlannedLine, ReceivedLine, ShipmentEvent, ShipmentFacts } from './rules/facts.ts';
import { receivedLines } from './rules/receipt.ts';

/** What an event says besides what all have in columns of their own, as it is stored. */
export function detailsOf(event: NewEvent): Record<string, unknown> {
  const attachments = event.attachments ?? [];
  return { ...detailsOfType(event), ...(attachments.length > 0 && { attachments }) };
}

/** What belongs to the event's type alone, as it is stored: quantities in thousandths. */
function detailsOfType(event: NewEvent): Record<string, unknown> {
  switch (event.type) {
    case 'dispatched':
      return {
        lines: (event.lines ?? []).map(({ line, quantity }) => ({ line, quantityMilli: toMilli(quantity) })),
      };
    case 'received':
      return { lines: receivedLines(event.lines), blind: event.blind };
    case 'lost':
    case 'returned':
      return {
        lines: event.lines.map(({ line, quantity, reason, reasonText, responsibility }) => ({
          ...{ line, quantityMilli: toMilli(quantity), reason, reasonText: reasonText ?? null },
          ...(responsibility ? { responsibility } : {}),
        })),
      };
    case 'distributed':
      return {
        lines: event.lines.map(({ line, quantity, people }) => ({
          line,
          quantityMilli: toMilli(quantity),
          people: people ?? null,
        })),
      };
    case 'delayed':
      return { eta: event.eta };
    case 'diverted':
      return {
        destination: { province: event.destination.province, district: event.destination.district ?? null },
      };
    case 'decided':
      return { decision: event.decision };
    case 'voided':
      return { voids: event.voids };
    default:
      return {};
  }
}

/** A stored event as the rules read it. */
export function toEvent(row: ShipmentEventRow): ShipmentEvent {
  const { id, type, occurredAt, recordedAt, place, deviceId, deviceSeq, note } = row;
  return {
    id,
    type,
    occurredAt,
    recordedAt,
    place,
    deviceId,
    deviceSeq,
    note,
    ...row.details,
  } as ShipmentEvent;
}

/** The hashes of the files that an event names. */
export function attachmentsOf({ details }: Pick<ShipmentEventRow, 'details'>): string[] {
  return (details['attachments'] as string[] | undefined) ?? [];
}

/** A stored event as the API answers it. */
export function toRecordedEvent(row: ShipmentEventRow): RecordedEvent {
  const { id, shipment, recordedBy, source, place, deviceId, deviceSeq, note } = row;
  const common = {
    ...{ id, shipmentId: shipment, recordedBy, source, place, deviceId, deviceSeq, note },
    attachments: attachmentsOf(row),
    occurredAt: toIso(row.occurredAt),
    recordedAt: toIso(row.recordedAt),
  };
  const event = toEvent(row);
  switch (event.type) {
    case 'dispatched':
      return {
        ...common,
        type: event.type,
        lines: event.lines.map(({ line, quantityMilli }) => ({ line, quantity: fromMilli(quantityMilli) })),
      };
    case 'received':
      return {
        ...common,
        type: event.type,
        blind: row.details.blind === true,
        lines: event.lines.map(toRecordedEntry),
      };
    case 'lost':
    case 'returned':
      return {
        ...common,
        type: event.type,
        lines: event.lines.map(({ quantityMilli, responsibility, ...entry }) => ({
          ...entry,
          quantity: fromMilli(quantityMilli),
          responsibility: responsibility ?? null,
        })),
      };
    case 'distributed':
      return {
        ...common,
        type: event.type,
        lines: event.lines.map(({ quantityMilli, ...entry }) => ({
          ...entry,
          quantity: fromMilli(quantityMilli),
        })),
      };
    case 'delayed':
      return { ...common, type: event.type, eta: event.eta };
    case 'diverted':
      return { ...common, type: event.type, destination: event.destination };
    case 'decided':
      return { ...common, type: event.type, decision: event.decision };
    case 'voided':
      return { ...common, type: event.type, voids: event.voids };
    default:
      return { ...common, type: event.type };
  }
}

/** An entry of a stored receipt as the API answers it. */
export function toRecordedEntry(entry: ReceivedLine): RecordedReceiptEntry {
  const { line, item, reason, reasonText, responsibility } = entry;
  return {
    ...{ line, item, reason, reasonText, responsibility },
    good: fromMilli(entry.good),
    damaged: fromMilli(entry.damaged),
    missing: fromMilli(entry.missing),
    excess: fromMilli(entry.excess),
    against: fromMilli(entry.against),
    receiver: entry.receiver ?? null,
    deliverer: entry.deliverer ?? null,
    place: entry.place ?? null,
    batch: entry.batch ?? null,
    expiresOn: entry.expiresOn ?? null,
    packs: entry.packs ?? null,
  };
}

/** A stored shipment as the rules read it. */
export function toFacts(shipment: ShipmentRow, lines: readonly ShipmentLineRow[]): ShipmentFacts {
  const { id, plannedDispatch, eta, crossing, province, district } = shipment;
  return {
    id,
    plannedDispatch,
    eta,
    crossing,
    destination: { province, district },
    lines: lines.map(toPlannedLine),
  };
}

function toPlannedLine({
  id,
  item,
  quantityMilli,
  packFactorMilli,
  expiresOn,
  province,
  district,
  pledgeLine,
}: ShipmentLineRow): PlannedLine {
  return {
    ...{ id, item, quantityMilli, packFactorMilli, expiresOn },
    destination: province === null ? null : { province, district },
    pledgeLine,
  };
}

/** A shipment as it is sent, as it is stored. */
export function rowsOf(
  command: NewShipment,
  { id, hash, recordedBy, now }: { id: string; hash: string; recordedBy: string; now: number },
): [ShipmentRow, ShipmentLineRow[]] {
  const { waybill, consignor, consignee, origin, destination } = command;
  return [
    {
      ...{ id, waybill, consignor, consignee, origin, recordedBy },
      originCountry: command.originCountry ?? null,
      carrier: command.carrier ?? null,
      vehicle: command.vehicle ?? null,
      crossing: command.crossing ?? null,
      province: destination.province,
      district: destination.district ?? null,
      plannedDispatch: command.plannedDispatch ?? null,
      eta: command.eta ?? null,
      contentHash: hash,
      recordedAt: now,
    },
    command.lines.map((line, position) => ({
      id: line.id ?? newId(),
      shipment: id,
      position,
      item: line.item,
      quantityMilli: toMilli(line.quantity),
      packs: line.packs ?? null,
      packFactorMilli: typeof line.packFactor === 'number' ? toMilli(line.packFactor) : null,
      batch: line.batch ?? null,
      expiresOn: line.expiresOn ?? null,
      province: line.destination?.province ?? null,
      district: line.destination?.district ?? null,
      pledgeLine: line.pledgeLine ?? null,
    })),
  ];
}
