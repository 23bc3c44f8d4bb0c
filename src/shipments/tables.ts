import { integer, json, optionalInteger, optionalText, table, text } from '../platform/storage/columns.ts';
import { organisations } from '../accounts/tables.ts';
import { pledgeLines } from '../pledges/tables.ts';

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
