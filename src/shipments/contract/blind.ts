import { z } from 'zod';
import {
  code,
  day,
  districtPcode,
  instant,
  pcode,
  provincePcode,
  uuidv7,
} from '../../platform/http/schemas.ts';
import { EVENT_TYPES, STANDINGS } from '../rules/codes.ts';

const destination = z.strictObject({ province: provincePcode, district: districtPcode.nullable() });

/**
 * A shipment for whoever counts it. No quantity is in it and nothing that would tell one: status, flags and states of lines say whether
 * an earlier count fell short of the waybill, a pledge line leads to its quantity, and notes are words in which figures may stand.
 */
export const blindShipment = z
  .strictObject({
    id: uuidv7,
    waybill: z.string(),
    consignor: uuidv7,
    consignee: uuidv7,
    carrier: z.string().nullable(),
    vehicle: z.string().nullable(),
    origin: z.string(),
    crossing: code.nullable(),
    destination,
    plannedDispatch: day.nullable(),
    eta: day.nullable(),
    currentEta: day.nullable(),
    recordedAt: instant,
    blind: z.literal(true),
    lines: z.array(
      z.strictObject({
        id: uuidv7,
        item: code,
        unit: z.string(),
        batch: z.string().nullable(),
        expiresOn: day.nullable(),
        destination: destination.nullable(),
      }),
    ),
    events: z.array(
      z.strictObject({
        id: uuidv7,
        type: z.enum(EVENT_TYPES),
        occurredAt: instant,
        recordedAt: instant,
        recordedBy: z.string(),
        place: pcode.nullable(),
        deviceId: z.string().nullable(),
        standing: z.enum(STANDINGS),
      }),
    ),
    asOf: instant,
  })
  .meta({ id: 'BlindShipment' });
export type BlindShipment = z.output<typeof blindShipment>;
