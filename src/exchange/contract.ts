import { z } from 'zod';
import { listGaps } from '../gaps/contract.ts';
import { listNeeds } from '../needs/contract.ts';
import { route } from '../platform/http/contract.ts';
import { listPledges } from '../pledges/contract.ts';
import { listDiscrepancies } from '../reconciliation/contract.ts';
import { listShipments } from '../shipments/contract.ts';

const flag = (description: string) =>
  z
    .enum(['0', '1'])
    .default('0')
    .transform((said) => said === '1')
    .meta({ description });

const options = {
  bom: flag('1: a byte-order mark in front, for spreadsheets that take UTF-8 for something else without'),
  hxl: flag('1: a second row of HXL hashtags'),
};
const file = { 200: { description: 'The file', content: 'text/csv; charset=utf-8' } };
const HOW =
  'RFC 4180, UTF-8. Cells that a spreadsheet would run begin with an apostrophe; what is not known is empty, never 0. The last columns say as of when it is, and who it is for.';

export const exportGaps = route({
  method: 'get',
  path: '/exports/gaps.csv',
  operationId: 'exportGaps',
  permission: 'gaps:read',
  summary: 'The gap report as CSV, with the filters of the report',
  description: HOW,
  tag: 'Exchange',
  query: listGaps.query.extend(options),
  responses: file,
});

export const exportNeeds = route({
  method: 'get',
  path: '/exports/needs.csv',
  operationId: 'exportNeeds',
  permission: 'needs:read',
  summary: 'Needs as CSV',
  description: HOW,
  tag: 'Exchange',
  query: listNeeds.query.omit({ limit: true, cursor: true }).extend(options),
  responses: file,
});

export const exportPledges = route({
  method: 'get',
  path: '/exports/pledges.csv',
  operationId: 'exportPledges',
  permission: 'pledges:read',
  summary: 'Pledge lines as CSV: those of the pledges that whoever asks sees',
  description: HOW,
  tag: 'Exchange',
  query: listPledges.query.omit({ limit: true, cursor: true }).extend(options),
  responses: file,
});

export const exportShipments = route({
  method: 'get',
  path: '/exports/shipments.csv',
  operationId: 'exportShipments',
  permission: 'shipments:read',
  summary:
    'Shipments as CSV: those that whoever asks sees, with what of them leaves the circle of those concerned',
  description: HOW,
  tag: 'Exchange',
  query: listShipments.query.omit({ limit: true, cursor: true }).extend(options),
  responses: file,
});

export const exportDiscrepancies = route({
  method: 'get',
  path: '/exports/discrepancies.csv',
  operationId: 'exportDiscrepancies',
  permission: 'discrepancies:read',
  summary: 'Discrepancies as CSV: those that whoever asks sees',
  description: HOW,
  tag: 'Exchange',
  query: listDiscrepancies.query.omit({ limit: true, cursor: true }).extend(options),
  responses: file,
});
