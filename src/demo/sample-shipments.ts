import type { z } from 'zod';
import { HOUR_MS, startOfDay, toIso } from '../platform/calendar.ts';
import type { newEvent } from '../shipments/contract/events.ts';
import type { newShipment } from '../shipments/contract.ts';
import { dayFrom } from './days.ts';
import { demoId } from './ids.ts';
import { type OrganisationIds, pledgeLineIdOf } from './sample-pledges.ts';
import { type Day, heard, type SampleShipment, type Step } from './story/telling.ts';

export type ShipmentCommand = z.input<typeof newShipment> & { id: string };
export type EventCommand = z.input<typeof newEvent>;

/** Every step happens in the working hours of its day, after the ones before it. */
const FIRST_HOUR_MS = 8 * HOUR_MS;
const STEP_MS = HOUR_MS / 2;

export const shipmentIdOf = (waybill: string): string => demoId('shipment', waybill);
const lineIdOf = (waybill: string, line: number): string => demoId('shipment line', waybill, line);

/** A sample shipment as the API takes it. */
export function shipmentCommand(
  { waybill, from, by, carrier, crossing, to, leaves, due, lines }: SampleShipment,
  anchor: string,
  organisationOf: OrganisationIds,
): ShipmentCommand {
  const day = (offset: Day | null) => (offset === null ? null : dayFrom(anchor, offset));
  const [consignor, consignee] = by;
  return {
    id: shipmentIdOf(waybill),
    waybill,
    consignor: organisationOf(consignor),
    consignee: organisationOf(consignee),
    carrier: carrier ?? null,
    origin: from,
    crossing: crossing ?? null,
    destination: { province: to },
    plannedDispatch: day(leaves),
    eta: day(due),
    lines: lines.map(({ item, quantity, pack, expires, to: own, fulfils }, index) => ({
      id: lineIdOf(waybill, index),
      item,
      quantity,
      ...(pack === undefined ? {} : { packs: Math.ceil(quantity / pack), packFactor: pack }),
      ...(expires === undefined ? {} : { expiresOn: day(expires) }),
      ...(own === undefined ? {} : { destination: { province: own } }),
      ...(fulfils === undefined ? {} : { pledgeLine: pledgeLineIdOf(...fulfils) }),
    })),
  };
}

/** What happened to a sample shipment as the API takes it, told in order; the first is a note of what it shows. */
export function eventCommands(shipment: SampleShipment, anchor: string): EventCommand[] {
  const { waybill, shows, leaves, steps } = shipment;
  const before = Math.min(0, leaves ?? 0, ...steps.map(({ day }) => day)) - 1;
  const told = [heard(before, `SAMPLE, not real: ${shows}`), ...steps];
  const idOf = (index: number) => demoId('event', waybill, index);
  const idNamed = (name: string) => {
    const index = told.findIndex((step) => step.name === name);
    if (index < 0) throw new Error(`${waybill} has no step named "${name}"`);
    return idOf(index);
  };
  return told.map((step, index) => {
    const happened = startOfDay(dayFrom(anchor, step.day)) + FIRST_HOUR_MS + index * STEP_MS;
    return {
      id: idOf(index),
      occurredAt: step.clockSays ?? toIso(happened),
      ...(step.place === undefined ? {} : { place: step.place }),
      ...(step.device === undefined ? {} : { deviceId: step.device, deviceSeq: index }),
      ...(step.note === undefined ? {} : { note: step.note }),
      ...detailsOf(step, anchor, (line) => lineIdOf(waybill, line), idNamed),
    };
  });
}

type Details = EventCommand extends infer E
  ? E extends EventCommand
    ? Omit<E, 'id' | 'occurredAt'>
    : never
  : never;

/** What belongs to the type of an event alone. */
function detailsOf(
  step: Step,
  anchor: string,
  lineOf: (line: number) => string,
  idNamed: (name: string) => string,
): Details {
  switch (step.type) {
    case 'dispatched':
      return {
        type: step.type,
        ...(step.loaded && {
          lines: step.loaded.map(({ line, quantity }) => ({ line: lineOf(line), quantity })),
        }),
      };
    case 'received':
      return {
        type: step.type,
        ...(step.blind && { blind: true }),
        lines: step.counted.map(({ line = 0, ...counted }) => ({
          ...counted,
          line: line === null ? null : lineOf(line),
        })),
      };
    case 'lost':
    case 'returned':
      return {
        type: step.type,
        lines: step.losses.map(({ line = 0, ...loss }) => ({ line: lineOf(line), ...loss })),
      };
    case 'distributed': {
      const { type, line, quantity, people } = step;
      return { type, lines: [{ line: lineOf(line), quantity, people }] };
    }
    case 'delayed':
      return { type: step.type, eta: dayFrom(anchor, step.until) };
    case 'diverted':
      return { type: step.type, destination: { province: step.to } };
    case 'decided':
      return { type: step.type, decision: { event: idNamed(step.about), counts: step.counts } };
    case 'voided':
      return { type: step.type, voids: idNamed(step.cancels) };
    default:
      return { type: step.type };
  }
}
