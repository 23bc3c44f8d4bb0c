/** Shipments as they are asked for: each read is folded from its events at that moment. */
import { referredAttachments } from '../../attachments/service.ts';
import { organisationsById } from '../../accounts/service.ts';
import type { CrossingStatusFact } from '../../places/rules/crossing-status.ts';
import { DomainError } from '../../platform/errors.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import type { Shipment } from '../contract.ts';
import type { BlindShipment } from '../contract/blind.ts';
import type { GoodsReceivedNote } from '../contract/grn.ts';
import * as repo from '../repo.ts';
import type { ReferenceFacts } from '../rules/facts.ts';
import { toBlindShipment } from '../view/blind.ts';
import { toGoodsReceivedNote } from '../view/grn.ts';
import { toShipment } from '../view.ts';
import { attachmentsOf } from '../wire.ts';

export type ReadReference = (scope: ReadScope) => Promise<ReferenceFacts>;

/** @throws DomainError not_found */
async function recordOf(scope: ReadScope, id: string): Promise<repo.ShipmentRecord> {
  const [record] = await repo.shipmentRecords(scope, [id]);
  if (!record) throw new DomainError('not_found', `no shipment ${id} is recorded`);
  return record;
}

export async function readShipment(
  scope: ReadScope,
  id: string,
  reference: ReadReference,
  now: number,
): Promise<Shipment> {
  const record = await recordOf(scope, id);
  const named = await referredAttachments(scope, record.events.flatMap(attachmentsOf));
  return toShipment(record, await reference(scope), now, [...named.values()]);
}

/** The answer to the recording itself, the same whenever it is asked for: the plan at that moment, before anything happened. */
export async function asRecorded(
  scope: ReadScope,
  shipment: repo.ShipmentRow,
  reference: ReadReference,
): Promise<Shipment> {
  const { settings, crossings } = await reference(scope);
  const known = new Map<string, readonly CrossingStatusFact[]>();
  for (const [code, facts] of crossings) {
    known.set(
      code,
      facts.filter(({ recordedAt }) => recordedAt <= shipment.recordedAt),
    );
  }
  const record = { shipment, lines: await repo.linesOf(scope, shipment.id), events: [] };
  return toShipment(record, { settings, crossings: known }, shipment.recordedAt);
}

export async function readBlind(
  scope: ReadScope,
  id: string,
  reference: ReadReference,
  now: number,
): Promise<BlindShipment> {
  return toBlindShipment(await recordOf(scope, id), await reference(scope), now);
}

/** @throws DomainError not_found: no such shipment, or the event is not one of its receipts */
export async function readNote(
  scope: ReadScope,
  { id, receipt }: { id: string; receipt: string },
  reference: ReadReference,
  now: number,
): Promise<GoodsReceivedNote> {
  const record = await recordOf(scope, id);
  const { consignor, consignee } = record.shipment;
  const names = await organisationsById(scope, [consignor, consignee]);
  const nameOf = (organisation: string) => names.get(organisation)?.name ?? '';
  const note = toGoodsReceivedNote(record, receipt, await reference(scope), nameOf, now);
  if (note === null) throw new DomainError('not_found', `${receipt} is no receipt of shipment ${id}`);
  return note;
}
