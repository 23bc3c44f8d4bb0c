import {
  integer,
  json,
  optionalInteger,
  optionalJson,
  optionalText,
  table,
  text,
} from '../platform/storage/columns.ts';
import { organisations } from '../accounts/tables.ts';
import type { Principal } from '../platform/access.ts';
import { pledgeLines } from '../pledges/tables.ts';
import type { ParkedProblem } from './rules/parked.ts';

/** One waybill as it was planned. What became of it is derived from its events and kept elsewhere. */
export const shipments = table(
  'shipments',
  {
    id: text(),
    waybill: text(),
    /** For search. None: recorded by a release that did not fold; the next start does. */
    waybillFolded: optionalText(),
    consignor: text(),
    consignee: text(),
    carrier: optionalText(),
    vehicle: optionalText(),
    origin: text(),
    /** The country the aid comes from, where that was said. */
    originCountry: optionalText(),
    crossing: optionalText(),
    province: text(),
    district: optionalText(),
    plannedDispatch: optionalText(),
    eta: optionalText(),
    contentHash: text(),
    recordedBy: text(),
    recordedAt: integer(),
  },
  {
    primaryKey: ['id'],
    indexes: [['recordedAt', 'id'], ['waybill'], ['crossing']],
    foreignKeys: [
      { columns: ['consignor'], references: () => organisations, foreign: ['id'] },
      { columns: ['consignee'], references: () => organisations, foreign: ['id'] },
    ],
  },
);

export const shipmentLines = table(
  'shipment_lines',
  {
    id: text(),
    shipment: text(),
    position: integer(),
    item: text(),
    quantityMilli: integer(),
    packs: optionalInteger(),
    packFactorMilli: optionalInteger(),
    batch: optionalText(),
    expiresOn: optionalText(),
    /** A drop of its own; none means the shipment's destination. */
    province: optionalText(),
    district: optionalText(),
    pledgeLine: optionalText(),
  },
  {
    primaryKey: ['id'],
    indexes: [['shipment'], ['pledgeLine']],
    foreignKeys: [
      { columns: ['shipment'], references: () => shipments, foreign: ['id'], onDelete: 'cascade' },
      { columns: ['pledgeLine'], references: () => pledgeLines, foreign: ['id'] },
    ],
    checks: { planned_something: 'quantity_milli > 0' },
  },
);

/** What happened, as it was told: rows are added, never changed or deleted. */
export const shipmentEvents = table(
  'shipment_events',
  {
    id: text(),
    shipment: text(),
    type: text(),
    occurredAt: integer(),
    recordedAt: integer(),
    place: optionalText(),
    deviceId: optionalText(),
    deviceSeq: optionalInteger(),
    note: optionalText(),
    recordedBy: text(),
    source: text<'web' | 'api' | 'import' | 'file'>(),
    /** What belongs to the event's type alone (lines, eta, voids …), quantities in thousandths. */
    details: json<Record<string, unknown>>(),
    contentHash: text(),
  },
  {
    primaryKey: ['id'],
    indexes: [['shipment']],
    foreignKeys: [{ columns: ['shipment'], references: () => shipments, foreign: ['id'] }],
  },
);

/**
 * Events that came before their shipment, as they were sent and by whom: told about it when it comes. A row is never deleted, for the
 * device asks what became of it.
 */
export const parkedEvents = table(
  'parked_events',
  {
    id: text(),
    shipment: text(),
    state: text<'waiting' | 'applied' | 'refused'>(),
    command: json<Record<string, unknown>>(),
    contentHash: text(),
    /** With the rights it had when it sent the event. */
    principal: json<Principal>(),
    requestId: text(),
    source: text<'web' | 'api' | 'import' | 'file'>(),
    recordedBy: text(),
    /** When the service first learned of it: this is what the event will say. */
    recordedAt: integer(),
    settledAt: optionalInteger(),
    /** Why it was refused when its shipment came. */
    problem: optionalJson<ParkedProblem>(),
  },
  {
    primaryKey: ['id'],
    indexes: [
      ['shipment', 'state'],
      ['state', 'id'],
      ['recordedBy', 'state'],
    ],
  },
);
