/** What each file has in its columns, in the words of the API. Amounts in `…Usd` are integer US cents, `…Pm` person-months. */
import type { GapCell } from '../../gaps/contract.ts';
import type { RecordedNeed } from '../../needs/contract.ts';
import type { Pledge } from '../../pledges/contract.ts';
import type { Discrepancy } from '../../reconciliation/contract.ts';
import type { ShipmentSummary } from '../../shipments/contract.ts';
import type { Column } from './column.ts';

type Columns<T> = readonly Column<T>[];

const WATERFALL = [
  'delivered',
  'inTransit',
  'late',
  'held',
  'stale',
  'firm',
  'pledged',
  'lost',
  'unpledged',
] as const satisfies readonly (keyof NonNullable<GapCell['waterfall']>)[];
const BAND = [
  'confirmed',
  'inTransit',
  'onTheRoad',
  'firm',
  'pledged',
] as const satisfies readonly (keyof NonNullable<GapCell['coverage']>)[];

export const GAPS: Columns<GapCell> = [
  { name: 'province', hxl: '#adm1+code', of: (cell) => cell.province },
  { name: 'sector', hxl: '#sector+code', of: (cell) => cell.sector },
  { name: 'month', hxl: '#date+month', of: (cell) => cell.month },
  { name: 'needPm', hxl: '#inneed+pm', of: (cell) => cell.needPm },
  { name: 'isEstimate', hxl: '#status+estimate', of: (cell) => cell.isEstimate },
  ...BAND.map((share) => ({
    name: `coverage_${share}`,
    hxl: `#capacity+${share.toLowerCase()}+share`,
    of: (cell: GapCell) => cell.coverage?.[share],
  })),
  ...WATERFALL.map((part) => ({
    name: `${part}Pm`,
    hxl: `#output+${part.toLowerCase()}+pm`,
    of: (cell: GapCell) => cell.waterfall?.[part],
  })),
  { name: 'excessPm', hxl: '#output+excess+pm', of: (cell) => cell.excessPm },
  { name: 'facts', hxl: '#meta+facts', of: (cell) => cell.facts },
  { name: 'level', hxl: '#severity+level', of: (cell) => cell.level },
  { name: 'priority', hxl: '#priority', of: (cell) => cell.priority },
  { name: 'flag', hxl: '#meta+flag+id', of: (cell) => cell.flag },
];

export const NEEDS: Columns<RecordedNeed> = [
  { name: 'province', hxl: '#adm1+code', of: (need) => need.province },
  { name: 'sector', hxl: '#sector+code', of: (need) => need.sector },
  { name: 'month', hxl: '#date+month', of: (need) => need.month },
  { name: 'peopleInNeed', hxl: '#inneed', of: (need) => need.peopleInNeed },
  { name: 'peopleTargeted', hxl: '#targeted', of: (need) => need.peopleTargeted },
  { name: 'isEstimate', hxl: '#status+estimate', of: (need) => need.isEstimate },
  { name: 'source', hxl: '#meta+source', of: (need) => need.source },
  { name: 'recordedAt', hxl: '#date+recorded', of: (need) => need.recordedAt },
];

/** A line with the pledge it is of. */
export interface PledgeLineOf {
  pledge: Pledge;
  line: Pledge['lines'][number];
}

export const PLEDGE_LINES: Columns<PledgeLineOf> = [
  { name: 'pledge', hxl: '#activity+id', of: ({ pledge }) => pledge.id },
  { name: 'reference', hxl: '#activity+code', of: ({ pledge }) => pledge.reference },
  { name: 'donor', hxl: '#org+funder+id', of: ({ pledge }) => pledge.donor },
  { name: 'recipient', hxl: '#org+impl+id', of: ({ pledge }) => pledge.recipient },
  { name: 'status', hxl: '#status', of: ({ pledge }) => pledge.status },
  { name: 'contributionType', hxl: '#financial+type', of: ({ pledge }) => pledge.contributionType },
  { name: 'plan', hxl: '#activity+appeal+id', of: ({ pledge }) => pledge.plan },
  { name: 'useYear', hxl: '#date+year+use', of: ({ pledge }) => pledge.use.year },
  { name: 'decidedOn', hxl: '#date+decision', of: ({ pledge }) => pledge.decidedOn },
  { name: 'expectedBy', hxl: '#date+expected', of: ({ pledge }) => pledge.expectedBy },
  { name: 'expiresOn', hxl: '#date+expiry', of: ({ pledge }) => pledge.expiresOn },
  { name: 'line', hxl: '#activity+line+id', of: ({ line }) => line.id },
  { name: 'parentLine', hxl: '#activity+line+parent+id', of: ({ line }) => line.parent },
  { name: 'sector', hxl: '#sector+code', of: ({ line }) => line.sector },
  { name: 'province', hxl: '#adm1+code', of: ({ line }) => line.province },
  { name: 'item', hxl: '#item+code', of: ({ line }) => line.item },
  { name: 'quantity', hxl: '#item+num', of: ({ line }) => line.quantity },
  { name: 'amountMinor', hxl: '#value+minor', of: ({ line }) => line.amount },
  { name: 'currency', hxl: '#value+currency', of: ({ pledge }) => pledge.currency },
  { name: 'ratePerUsd', hxl: '#value+rate', of: ({ pledge }) => pledge.ratePerUsd },
  { name: 'amountUsd', hxl: '#value+usd+cents', of: ({ line }) => line.amountUsd },
  { name: 'pm', hxl: '#output+pledged+pm', of: ({ line }) => line.pm },
  {
    name: 'pmIsEstimate',
    hxl: '#status+estimate',
    of: ({ line }) => line.pm !== null && line.item === null,
  },
  { name: 'shipped', hxl: '#item+shipped+num', of: ({ line }) => line.shipped },
  { name: 'delivered', hxl: '#item+delivered+num', of: ({ line }) => line.delivered },
];

export const SHIPMENTS: Columns<ShipmentSummary> = [
  { name: 'shipment', hxl: '#delivery+id', of: (shipment) => shipment.id },
  { name: 'waybill', hxl: '#delivery+code', of: (shipment) => shipment.waybill },
  { name: 'consignor', hxl: '#org+from+id', of: (shipment) => shipment.consignor },
  { name: 'consignee', hxl: '#org+to+id', of: (shipment) => shipment.consignee },
  { name: 'carrier', hxl: '#org+carrier+name', of: (shipment) => shipment.carrier },
  { name: 'origin', hxl: '#loc+origin+name', of: (shipment) => shipment.origin },
  { name: 'originCountry', hxl: '#country+origin+code', of: (shipment) => shipment.originCountry },
  { name: 'crossing', hxl: '#loc+crossing+code', of: (shipment) => shipment.crossing },
  { name: 'province', hxl: '#adm1+dest+code', of: (shipment) => shipment.destination.province },
  { name: 'district', hxl: '#adm2+dest+code', of: (shipment) => shipment.destination.district },
  { name: 'plannedDispatch', hxl: '#date+dispatch', of: (shipment) => shipment.plannedDispatch },
  { name: 'eta', hxl: '#date+eta', of: (shipment) => shipment.eta },
  { name: 'etaMonth', hxl: '#date+eta+month', of: (shipment) => shipment.etaMonth },
  { name: 'status', hxl: '#status', of: (shipment) => shipment.status },
  { name: 'flags', hxl: '#status+flags', of: (shipment) => shipment.flags.join(' ') },
  { name: 'recordedAt', hxl: '#date+recorded', of: (shipment) => shipment.recordedAt },
];

export const DISCREPANCIES: Columns<Discrepancy> = [
  { name: 'discrepancy', hxl: '#event+id', of: (found) => found.id },
  { name: 'kind', hxl: '#event+type', of: (found) => found.kind },
  { name: 'state', hxl: '#status', of: (found) => found.state },
  { name: 'shipment', hxl: '#delivery+id', of: (found) => found.shipment },
  { name: 'line', hxl: '#delivery+line+id', of: (found) => found.line },
  { name: 'pledge', hxl: '#activity+id', of: (found) => found.pledge },
  { name: 'province', hxl: '#adm1+code', of: (found) => found.province },
  { name: 'sector', hxl: '#sector+code', of: (found) => found.sector },
  { name: 'item', hxl: '#item+code', of: (found) => found.item },
  { name: 'unit', hxl: '#item+unit', of: (found) => found.unit },
  { name: 'quantity', hxl: '#item+num', of: (found) => found.quantity },
  { name: 'pm', hxl: '#output+pm', of: (found) => found.pm },
  { name: 'valueUsd', hxl: '#value+usd+cents', of: (found) => found.valueUsd },
  { name: 'causes', hxl: '#cause', of: (found) => found.cause.map(({ reason }) => reason).join(' ') },
  { name: 'openedAt', hxl: '#date+opened', of: (found) => found.openedAt },
  { name: 'closedAt', hxl: '#date+closed', of: (found) => found.closedAt },
];

const REPORT = 'for whoever may read reports; counts only, nothing about persons';
const CIRCLE = 'restricted: as whoever asked for it may see it; not to be published or passed on';

/** The same table with as of when it is, and who it is for, behind each row: a file is parted from what was said of it. */
export function told<T>(columns: Columns<T>, asOf: string, forWhom: 'report' | 'circle'): Columns<T> {
  const sensitivity = forWhom === 'report' ? REPORT : CIRCLE;
  return [
    ...columns,
    { name: 'asOf', hxl: '#date+asof', of: () => asOf },
    { name: 'sensitivity', hxl: '#meta+sensitivity', of: () => sensitivity },
  ];
}
