import { redact } from '../../access/redaction.ts';
import type { Asker } from '../../access/rules.ts';
import { seenAmong } from '../../access/service.ts';
import { addMonths } from '../../platform/calendar.ts';
import { decodeCursor, type Page, toPage } from '../../platform/page.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { parcelsOfLane, supplyOfLane } from '../../reconciliation/service.ts';
import { pledgeHeads } from '../../pledges/service.ts';
import { shipmentHeads } from '../../shipments/service.ts';
import type { Lane } from '../contract.ts';
import type { SupplyClass } from '../rules/parcel.ts';
import { toLaneParcel } from '../view.ts';

export type LaneParcel = Lane['parcels'][number];

export interface LaneOf {
  province: string;
  sector: string;
}

export interface ParcelQuery {
  month?: string | undefined;
  class?: SupplyClass | undefined;
  limit: number;
  cursor?: string | undefined;
}

/**
 * The records behind the numbers of a lane, or of one of its months, the latest arrivals first. One that whoever asks may not see
 * stays with what it amounts to, unnamed: the numbers still add up.
 */
export async function pageOfParcels(
  scope: ReadScope,
  lane: LaneOf,
  { month, limit, cursor, class: of }: ParcelQuery,
  asker: Asker,
): Promise<Page<LaneParcel>> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor, ['text', 'text', 'text', 'integer']);
  const inUse = month === undefined ? undefined : { month, spans: await spansOf(scope, lane, month) };
  const rows = await parcelsOfLane(scope, lane, { class: of, inUse, after, limit: limit + 1 });
  const page = toPage(rows, limit, (row) => [row.arrivalMonth, row.ownerKind, row.owner, row.position]);
  const owners = (kind: 'shipment' | 'pledge') =>
    page.items.filter(({ ownerKind }) => ownerKind === kind).map(({ owner }) => owner);
  const shipments = await shipmentHeads(scope, await seenAmong(scope, asker, 'shipment', owners('shipment')));
  const pledges = await pledgeHeads(scope, await seenAmong(scope, asker, 'pledge', owners('pledge')));
  const show = (parcel: (typeof page.items)[number]) => {
    const sees = () => shipments.has(parcel.owner) || pledges.has(parcel.owner);
    return redact('laneParcel', { relation: 'inside', sees }, toLaneParcel(parcel, shipments, pledges));
  };
  return { ...page, items: page.items.map(show) };
}

/** What is used over n months can have come n − 1 months before. */
async function spansOf(scope: ReadScope, { province, sector }: LaneOf, month: string) {
  const uses = new Set((await supplyOfLane(scope, province, sector)).map(({ monthsOfUse }) => monthsOfUse));
  return [...uses].map((monthsOfUse) => ({ monthsOfUse, firstArrival: addMonths(month, 1 - monthsOfUse) }));
}
