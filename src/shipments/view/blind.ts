import { itemOf } from '../../catalogue/catalogue.ts';
import { toIso } from '../../platform/calendar.ts';
import type { BlindShipment } from '../contract/blind.ts';
import type { ShipmentRecord } from '../repo.ts';
import type { ReferenceFacts } from '../rules/facts.ts';
import { foldShipment } from '../rules/fold.ts';
import { toEvent, toFacts } from '../wire.ts';

/** A shipment for whoever counts it: what it is and what happened to it, without any figure. */
export function toBlindShipment(
  { shipment, lines, events }: ShipmentRecord,
  reference: ReferenceFacts,
  now: number,
): BlindShipment {
  const { id, waybill, consignor, consignee, carrier, vehicle, origin, crossing, plannedDispatch, eta } =
    shipment;
  const { journey, history } = foldShipment(toFacts(shipment, lines), events.map(toEvent), reference, now);
  const recorders = new Map(events.map((event) => [event.id, event.recordedBy]));
  return {
    ...{ id, waybill, consignor, consignee, carrier, vehicle, origin, crossing, plannedDispatch, eta },
    destination: { province: shipment.province, district: shipment.district },
    currentEta: journey.eta,
    recordedAt: toIso(shipment.recordedAt),
    blind: true,
    lines: lines.map(({ id: line, item, batch, expiresOn, province, district }) => ({
      ...{ id: line, item, unit: itemOf(item)?.unit ?? '', batch, expiresOn },
      destination: province === null ? null : { province, district },
    })),
    events: history.map(({ event: { id: event, type, place, deviceId, ...told }, standing }) => ({
      ...{ id: event, type, place, deviceId, standing },
      occurredAt: toIso(told.occurredAt),
      recordedAt: toIso(told.recordedAt),
      recordedBy: recorders.get(event) ?? '',
    })),
    asOf: toIso(now),
  };
}
