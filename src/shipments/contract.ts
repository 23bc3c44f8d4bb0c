import { z } from 'zod';
import { country } from '../accounts/contract.ts';
import { sectorCode } from '../catalogue/contract.ts';
import { referredAttachment } from '../attachments/contract.ts';
import { route } from '../platform/http/contract.ts';
import {
  code,
  day,
  instant,
  line as shortText,
  listOf,
  month,
  paging,
  provincePcode,
  uuidv7,
} from '../platform/http/schemas.ts';
import { blindShipment } from './contract/blind.ts';
import { newEvent, shipmentEvent, toldEvent } from './contract/events.ts';
import { destination, newShipmentLine, shipmentLine } from './contract/line.ts';
import { SHIPMENT_FLAGS, SHIPMENT_STATUSES } from './rules/codes.ts';

export const newShipment = z
  .strictObject({
    id: uuidv7.optional(),
    waybill: shortText.meta({ example: 'WB-850' }),
    consignor: uuidv7,
    consignee: uuidv7,
    carrier: shortText.nullish(),
    vehicle: shortText.nullish(),
    origin: shortText.meta({ example: 'Almaty' }),
    originCountry: country.nullish().meta({
      description:
        "The country the aid comes from; left out: that of `origin` where it is a place on a corridor, else the consignor's",
    }),
    crossing: code.nullish().meta({ description: 'Crossing or airport on its way', example: 'hairatan' }),
    destination,
    plannedDispatch: day.nullish(),
    eta: day.nullish(),
    lines: z.array(newShipmentLine).min(1).max(200),
  })
  .meta({ id: 'NewShipment' });
export type NewShipment = z.output<typeof newShipment>;

const status = z.enum(SHIPMENT_STATUSES).meta({ id: 'ShipmentStatus' });
const flag = z.enum(SHIPMENT_FLAGS).meta({
  id: 'ShipmentFlag',
  description:
    '`over_distributed`: more of a line was distributed than came in good order. `packs_differ`: a receipt counted packs that do not hold what it counted in them. `expiring`: goods to come, or received and not distributed, are within EXPIRES_SOON_DAYS of their last good day, or past it.',
});

const INSIDE = 'told to those concerned and in charge; null to others';
const ON_ARRIVAL = 'Until it has arrived told to those concerned and in charge; null to others';

const head = {
  id: uuidv7,
  waybill: z.string(),
  consignor: uuidv7,
  consignee: uuidv7,
  carrier: z.string().nullable(),
  vehicle: z.string().nullable().meta({ description: INSIDE }),
  origin: z.string(),
  originCountry: country.nullable().meta({ description: 'As it was said; null when nobody said it' }),
  crossing: code.nullable().meta({ description: ON_ARRIVAL }),
  destination: destination.meta({ description: `Its district: ${INSIDE}` }),
  plannedDispatch: day.nullable().meta({ description: ON_ARRIVAL }),
  eta: day.nullable().meta({ description: `As given when the shipment was recorded. ${ON_ARRIVAL}` }),
  etaMonth: month.nullable().meta({ description: 'Told to everybody who sees the shipment' }),
  status,
  flags: z.array(flag),
  recordedAt: instant,
};

export const shipmentSummary = z.strictObject(head).meta({ id: 'ShipmentSummary' });
export type ShipmentSummary = z.output<typeof shipmentSummary>;

export const shipment = z
  .strictObject({
    ...head,
    currentEta: day.nullable().meta({ description: "The latest delay's" }),
    lines: z.array(shipmentLine),
    events: z.array(toldEvent).meta({
      description:
        'In the order they count in; to those who are neither concerned nor in charge once it has arrived',
    }),
    attachments: z
      .array(referredAttachment)
      .meta({ description: 'The files its events name, arrived or not' }),
    asOf: instant,
  })
  .meta({ id: 'Shipment' });
export type Shipment = z.output<typeof shipment>;

export const createShipment = route({
  method: 'post',
  path: '/shipments',
  operationId: 'createShipment',
  permission: 'shipments:write',
  summary: 'Record a shipment: one waybill',
  description:
    'The same id with the same content again answers 200 with the first answer, whatever came after it; with other content it is refused as `id_reused`.',
  tag: 'Shipments',
  body: newShipment,
  responses: {
    201: { description: 'Recorded', body: shipment },
    200: { description: 'Was already recorded by the same request', body: shipment },
  },
});

export const listShipments = route({
  method: 'get',
  path: '/shipments',
  operationId: 'listShipments',
  permission: 'shipments:read',
  summary: 'Shipments, the newest first; status and flags as last reconciled',
  tag: 'Shipments',
  query: z.strictObject({
    status: status.optional(),
    flag: flag.optional(),
    province: provincePcode.optional().meta({ description: 'Where it, or a line of it, is going' }),
    crossing: code
      .optional()
      .meta({ description: 'Finds only shipments by which you are concerned or of which you are in charge' }),
    mine: z
      .enum(['0', '1'])
      .default('0')
      .meta({ description: '1: those of your organisation and your provinces', example: '1' }),
    sector: sectorCode.optional(),
    q: shortText.optional().meta({
      description:
        'Part of the waybill number; case, accents and Arabic or Persian letters and digits are one',
    }),
    ...paging,
  }),
  responses: { 200: { description: 'Shipments', body: listOf(shipmentSummary) } },
});

export const getShipment = route({
  method: 'get',
  path: '/shipments/{id}',
  operationId: 'getShipment',
  permission: 'shipments:read',
  summary: 'One shipment: the balance of its lines, its status, flags and events',
  description:
    'For a blind count ask with `blind=1`: no quantity is in that answer, and it is never kept in a cache. Record the receipt with `blind: true`, then look at the whole.',
  tag: 'Shipments',
  params: z.strictObject({ id: uuidv7 }),
  query: z.strictObject({
    blind: z.enum(['0', '1']).default('0').meta({ description: '1 hides every quantity', example: '1' }),
  }),
  responses: {
    200: {
      description: 'The shipment, computed from its events now; without quantities when asked blind',
      body: z.union([shipment, blindShipment]),
    },
  },
});

export const recordEvent = route({
  method: 'post',
  path: '/shipments/{id}/events',
  operationId: 'recordEvent',
  permission: 'events:write',
  summary: 'Record what happened to a shipment',
  description:
    'The device makes the id. The same id with the same content again answers 200 with the first answer; with other content it is refused as `id_reused`. ' +
    'Events may arrive in any order; what surprises is stored and flagged, never refused.',
  tag: 'Shipments',
  params: z.strictObject({ id: uuidv7 }),
  body: newEvent,
  responses: {
    201: { description: 'Recorded: on disk', body: shipmentEvent },
    200: { description: 'Was already recorded by the same request', body: shipmentEvent },
  },
});
