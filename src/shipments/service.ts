import type { Authorized } from '../access/authorized.ts';
import type { Asker } from '../access/rules.ts';
import { allBySystem, toSee } from '../access/service.ts';
import type { Clock } from '../platform/clock.ts';
import { markDirty } from '../platform/queue/repo.ts';
import type { ReadScope, Store, WriteScope } from '../platform/storage/store.ts';
import type { Shipment } from './contract.ts';
import type { BlindShipment } from './contract/blind.ts';
import type { GoodsReceivedNote } from './contract/grn.ts';
import * as repo from './repo.ts';
import type { ShipmentEvent, ShipmentFacts } from './rules/facts.ts';
import type { Parties } from './service/concerns.ts';
import { eventRecording } from './service/events.ts';
import { type ReconciledShipments, shipmentLists } from './service/lists.ts';
import { printedPapers } from './service/papers.ts';
import { parkedEvents } from './service/parked.ts';
import { CLOSED_STATUSES, shipmentPulling } from './service/pulling.ts';
import { readBlind, readNote, readShipment, type ReadReference } from './service/reading.ts';
import { shipmentRecording } from './service/record.ts';
import { eventTelling } from './service/telling.ts';
import { attachmentsOf, toEvent, toFacts } from './wire.ts';

export type ShipmentsService = ReturnType<typeof shipmentsService>;

interface Needs {
  store: Store;
  clock: Clock;
  reconciled: ReconciledShipments;
  reference: ReadReference;
}

/** Cargo: waybills as planned, and what happened to them. */
export function shipmentsService(needs: Needs) {
  const { store, clock, reconciled, reference } = needs;
  const telling = eventTelling(clock);
  const parked = parkedEvents({ store, clock, tell: telling.tell });

  return {
    ...shipmentRecording(needs, parked),
    ...eventRecording(needs, telling, parked),
    ...shipmentLists(needs),

    /** Tries again what waits although its shipment is recorded. */
    admitWaiting: () => parked.sweep(),

    pulling: shipmentPulling({
      clock,
      reference,
      closed: (scope) => reconciled.among(scope, CLOSED_STATUSES),
    }),

    get: (id: string, asker: Asker): Promise<Shipment> =>
      store.read(async (scope) => {
        const seen = await toSee(scope, asker, 'shipment', id);
        return readShipment(scope, asker, seen, reference, clock.now());
      }),

    /** The shipment for whoever counts it: without any quantity. */
    blind: (id: string, asker: Asker): Promise<BlindShipment> =>
      store.read(async (scope) =>
        readBlind(scope, await toSee(scope, asker, 'shipment', id), reference, clock.now()),
      ),

    /** The goods received note of one of its receipts. */
    note: (id: string, receipt: string, asker: Asker): Promise<GoodsReceivedNote> =>
      store.read(async (scope) =>
        readNote(scope, await toSee(scope, asker, 'shipment', id), receipt, reference, clock.now()),
      ),

    papers: printedPapers({ store, clock, reference }),
  };
}

/** Shipments and their events as the rules read them, in no order: for reconciliation. */
export async function shipmentFactsOf(
  scope: ReadScope,
  ids: readonly Authorized<'shipment'>[],
): Promise<
  {
    facts: ShipmentFacts;
    events: ShipmentEvent[];
    recordedAt: number;
    parties: Parties;
    /** Of the files that its events name. */
    files: string[];
  }[]
> {
  const records = await repo.shipmentRecords(scope, ids);
  return records.map(({ shipment, lines, events }) => ({
    facts: toFacts(shipment, lines),
    events: events.map(toEvent),
    recordedAt: shipment.recordedAt,
    parties: shipment,
    files: events.flatMap(attachmentsOf),
  }));
}

export { concernsReader } from './service/concerns.ts';

/** Marks for reconciliation the shipments that fulfil one of these pledge lines. */
export async function markShipmentsFulfilling(
  scope: WriteScope,
  pledgeLines: readonly string[],
  now: number,
): Promise<void> {
  for (const id of await repo.shipmentsOfPledgeLines(scope, pledgeLines))
    await markDirty(scope, 'shipment', id, now);
}

/** The shipments that fulfil one of these pledge lines. */
export function shipmentsOfPledgeLines(scope: ReadScope, pledgeLines: readonly string[]): Promise<string[]> {
  return repo.shipmentsOfPledgeLines(scope, pledgeLines);
}

/** Those of these pledge lines that a waybill fulfils, whatever became of it. */
export const { carriedPledgeLines } = repo;

/** The waybills of these shipments, by id: to name the records behind a number. */
export async function shipmentHeads(
  scope: ReadScope,
  ids: readonly Authorized<'shipment'>[],
): Promise<Map<string, { id: string; waybill: string }>> {
  const heads = await repo.waybills(scope, ids);
  return new Map(heads.map((head) => [head.id, head]));
}

/** Who has to do with these shipments, and where they go, by id: to tell them of what became of them. */
export async function shipmentParties(
  scope: ReadScope,
  ids: readonly string[],
): Promise<Map<string, Pick<repo.ShipmentRow, 'id' | 'waybill' | 'consignor' | 'consignee' | 'province'>>> {
  return new Map((await repo.shipmentRows(scope, allBySystem('shipment', ids))).map((row) => [row.id, row]));
}

/** What the audit trail knows of waybills and their events. */
export const { trailFacts: shipmentTrailFacts } = repo;

export { parkedAmong, type ParkedEvent, unsettledEvents } from './service/parked.ts';
export { isClosed } from './service/pulling.ts';

/** Folds waybills that an earlier release recorded: for search. */
export const { foldWaybills } = repo;

/** Ids in their own order, from after one on: to walk through all of them. */
export function shipmentIdsAfter(scope: ReadScope, after: string, limit: number): Promise<string[]> {
  return repo.idsAfter(scope, after, limit);
}

/** The shipments of which something was distributed between two instants. */
export { distributedBetween } from './repo/distributed.ts';
