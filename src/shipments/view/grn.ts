import { itemOf } from '../../catalogue/catalogue.ts';
import { toIso } from '../../platform/calendar.ts';
import type { GoodsReceivedNote } from '../contract/grn.ts';
import { measured } from '../measures.ts';
import type { ShipmentRecord } from '../repo.ts';
import type { ReceivedLine, ReferenceFacts } from '../rules/facts.ts';
import { foldShipment } from '../rules/fold.ts';
import { goodsReceivedNote, type NoteLine } from '../rules/note.ts';
import { attachmentsOf, toEvent, toFacts, toRecordedEntry } from '../wire.ts';

/** The goods received note of a receipt as the API shows it at `now`; null when it is not one of the shipment's. */
export function toGoodsReceivedNote(
  { shipment, lines, events }: ShipmentRecord,
  receipt: string,
  reference: ReferenceFacts,
  nameOf: (organisation: string) => string,
  now: number,
): GoodsReceivedNote | null {
  const facts = toFacts(shipment, lines);
  const state = foldShipment(facts, events.map(toEvent), reference, now);
  const note = goodsReceivedNote(facts, state, receipt);
  const { id, waybill, consignor, consignee, carrier, vehicle, origin } = shipment;
  const recorders = new Map(events.map((event) => [event.id, event.recordedBy]));
  const row = events.find((one) => one.id === receipt);
  const recorderOf = (event: string) => recorders.get(event) ?? '';
  if (note?.entry.event.type !== 'received') return null;
  const { event, standing, at } = note.entry;
  return {
    number: noteNumber(waybill, receipt),
    ...{ shipment: id, event: receipt, waybill, carrier, vehicle, origin, standing },
    consignor: { id: consignor, name: nameOf(consignor) },
    consignee: { id: consignee, name: nameOf(consignee) },
    ...{ place: event.place, note: event.note, blind: event.blind === true },
    attachments: row === undefined ? [] : attachmentsOf(row),
    receivedAt: toIso(at),
    receivers: named(event.lines, 'receiver'),
    deliverers: named(event.lines, 'deliverer'),
    recordedAt: toIso(event.recordedAt),
    recordedBy: recorderOf(receipt),
    voidedBy: note.voids.map((cancel) => ({
      ...{ event: cancel.event.id, at: toIso(cancel.at), note: cancel.event.note },
      recordedBy: recorderOf(cancel.event.id),
    })),
    lines: note.lines.map(toNoteLine),
    asOf: toIso(now),
  };
}

/** The end of the receipt's id tells the receipts of a waybill apart; a running number would change when an earlier one comes late. */
function noteNumber(waybill: string, receipt: string): string {
  return `${waybill}/GRN-${receipt.slice(-8).toUpperCase()}`;
}

function named(entries: readonly ReceivedLine[], role: 'receiver' | 'deliverer'): string[] {
  return [...new Set(entries.flatMap((entry) => entry[role] ?? []))];
}

function toNoteLine({ line, item, entries, packs, packsDiffer, ...figures }: NoteLine) {
  const { units, tonnes, pm } = measured(item, figures);
  return {
    ...{ line: line?.id ?? null, item, unit: itemOf(item)?.unit ?? '' },
    ...{ ...units, tonnes, pm, packs, packsDiffer },
    entries: entries.map(toRecordedEntry),
  };
}
