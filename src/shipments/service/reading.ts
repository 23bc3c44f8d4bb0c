/** Shipments as they are asked for: each read is folded from its events at that moment. */
import type { Authorized } from '../../access/authorized.ts';
import { redact } from '../../access/redaction.ts';
import type { Asker } from '../../access/rules.ts';
import { notFound, relationsTo, type Seen } from '../../access/service.ts';
import { referredAttachments } from '../../attachments/service.ts';
import { type Mergers, mergersOf, organisationsById } from '../../accounts/service.ts';
import type { CrossingStatusFact } from '../../places/rules/crossing-status.ts';
import { DomainError } from '../../platform/errors.ts';
import { pledgesOfLines } from '../../pledges/service.ts';
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
async function recordOf(scope: ReadScope, id: Authorized<'shipment'>): Promise<repo.ShipmentRecord> {
  const [record] = await repo.shipmentRecords(scope, [id]);
  if (!record) throw notFound('shipment', id);
  return { ...record, shipment: withPartiesOf(await mergersOf(scope), record.shipment) };
}

/** A shipment with its parties as they are today: an organisation may have turned out to be another. */
export function withPartiesOf<P extends { consignor: string; consignee: string }>(
  { today }: Mergers,
  shipment: P,
): P {
  return { ...shipment, consignor: today(shipment.consignor), consignee: today(shipment.consignee) };
}

export async function readShipment(
  scope: ReadScope,
  asker: Asker,
  { id, relation }: Seen<'shipment'>,
  reference: ReadReference,
  now: number,
): Promise<Shipment> {
  const record = await recordOf(scope, id);
  const named = await referredAttachments(scope, record.events.flatMap(attachmentsOf));
  const shown = toShipment(record, await reference(scope), now, [...named.values()]);
  const sees = relation === 'inside' ? () => true : await seenPledgeLines(scope, asker, record.lines);
  return redact('shipment', { relation, sees }, shown);
}

/** Which of the pledge lines that cargo fulfils are of pledges that somebody sees: one truck may carry what several promised. */
async function seenPledgeLines(scope: ReadScope, asker: Asker, lines: readonly repo.ShipmentLineRow[]) {
  const pledged = await pledgesOfLines(
    scope,
    lines.flatMap(({ pledgeLine }) => pledgeLine ?? []),
  );
  const pledgeOf = new Map(Array.from(pledged, ([line, { pledge }]) => [line, pledge.id]));
  const seen = await relationsTo(scope, asker, 'pledge', [...new Set(pledgeOf.values())]);
  return (line: string) => seen.has(pledgeOf.get(line) ?? '');
}

/** The answer to the recording itself, the same whenever it is asked for: the plan at that moment, before anything happened. */
export async function asRecorded(
  scope: ReadScope,
  id: Authorized<'shipment'>,
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
  const record = { shipment, lines: await repo.linesOf(scope, id), events: [] };
  return toShipment(record, { settings, crossings: known }, shipment.recordedAt);
}

export async function readBlind(
  scope: ReadScope,
  { id, relation }: Seen<'shipment'>,
  reference: ReadReference,
  now: number,
): Promise<BlindShipment> {
  const shown = toBlindShipment(await recordOf(scope, id), await reference(scope), now);
  return redact('blindShipment', { relation, sees: () => false }, shown);
}

/** @throws DomainError not_found: the event is not one of the shipment's receipts */
export async function readNote(
  scope: ReadScope,
  { id, relation }: Seen<'shipment'>,
  receipt: string,
  reference: ReadReference,
  now: number,
): Promise<GoodsReceivedNote> {
  const record = await recordOf(scope, id);
  const { consignor, consignee } = record.shipment;
  const names = await organisationsById(scope, [consignor, consignee]);
  const nameOf = (organisation: string) => names.get(organisation)?.name ?? '';
  const note = toGoodsReceivedNote(record, receipt, await reference(scope), nameOf, now);
  if (note === null) throw new DomainError('not_found', `${receipt} is no receipt of shipment ${id}`);
  return redact('goodsReceivedNote', { relation, sees: () => false }, note);
}
