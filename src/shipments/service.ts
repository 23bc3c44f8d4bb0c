import { items } from '../catalogue/catalogue.ts';
import { requireOrganisations } from '../accounts/service.ts';
import { type Act, perform } from '../platform/acts/act.ts';
import type { Clock } from '../platform/clock.ts';
import { contentHash } from '../platform/content.ts';
import { DomainError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { decodeCursor, type Page, toPage } from '../platform/page.ts';
import { markDirty } from '../platform/queue/repo.ts';
import type { IdsQuery, ReadScope, Store, WriteScope } from '../platform/storage/store.ts';
import type { NewShipment, Shipment, ShipmentSummary } from './contract.ts';
import type { BlindShipment } from './contract/blind.ts';
import type { NewEvent, RecordedEvent } from './contract/events.ts';
import type { GoodsReceivedNote } from './contract/grn.ts';
import * as repo from './repo.ts';
import type { ShipmentEvent, ShipmentFacts } from './rules/facts.ts';
import { checkPlan } from './rules/plan.ts';
import { asRecorded, readBlind, readNote, readShipment, type ReadReference } from './service/reading.ts';
import { known, refuseForeignLines, refuseMalformed, requireLines } from './service/refusals.ts';
import { rememberedLines } from './service/remembered-lines.ts';
import { type DerivedState, toSummary } from './view.ts';
import { detailsOf, rowsOf, toEvent, toFacts, toRecordedEvent } from './wire.ts';

export type ShipmentsService = ReturnType<typeof shipmentsService>;

/** What reconciliation found, for lists: they are not computed anew. */
export interface ReconciledShipments {
  states: (scope: ReadScope, shipments: readonly string[]) => Promise<Map<string, DerivedState>>;
  withState: (
    scope: ReadScope,
    filter: { status?: string | undefined; flag?: string | undefined },
  ) => IdsQuery | undefined;
}

interface Needs {
  store: Store;
  clock: Clock;
  reconciled: ReconciledShipments;
  reference: ReadReference;
}

/** Cargo: waybills as planned, and what happened to them. */
export function shipmentsService({ store, clock, reconciled, reference }: Needs) {
  const knownLines = rememberedLines();

  return {
    /** Records a shipment; the same id with the same content again answers what was recorded. */
    async record(command: NewShipment, act: Act): Promise<{ shipment: Shipment; created: boolean }> {
      const errors = checkPlan(command, known);
      if (errors.length > 0) throw new DomainError('refused', 'the shipment breaks a rule', { errors });
      const id = command.id ?? newId();
      const hash = contentHash(command);
      return perform({ store, clock }, act, async (scope) => {
        const recorded = await repo.shipmentRow(scope, id);
        if (recorded) {
          if (recorded.contentHash !== hash) {
            throw new DomainError('id_reused', `shipment ${id} is recorded with other content`);
          }
          return { shipment: await asRecorded(scope, recorded, reference), created: false };
        }
        await requireOrganisations(scope, {
          '/consignor': command.consignor,
          '/consignee': command.consignee,
        });
        await requireLines(scope, command);
        const now = clock.now();
        const rows = rowsOf(command, { id, hash, recordedBy: act.principal.id, now });
        await repo.insertShipment(scope, ...rows);
        await markDirty(scope, 'shipment', id, now);
        await scope.record('shipment', id, hash);
        return { shipment: await asRecorded(scope, rows[0], reference), created: true };
      });
    },

    /**
     * Records what happened. A well-formed event is never refused for being surprising; the receipt rule is the one
     * exception, for a receipt that does not add up tells nothing. The same id again gives the first answer.
     */
    async recordEvent(
      shipmentId: string,
      command: NewEvent,
      act: Act,
      source: RecordedEvent['source'] = 'api',
    ): Promise<{ event: RecordedEvent; created: boolean }> {
      refuseMalformed(command);
      const hash = contentHash({ shipmentId, ...command });
      const remembered = knownLines.get(shipmentId);
      let lines = remembered;
      const recorded = await perform({ store, clock }, act, async (scope) => {
        lines ??= await repo.lineIdsOf(scope, shipmentId);
        if (!lines) throw new DomainError('not_found', `no shipment ${shipmentId} is recorded`);
        refuseForeignLines(command, shipmentId, lines);
        const now = clock.now();
        const row: repo.ShipmentEventRow = {
          id: command.id,
          shipment: shipmentId,
          type: command.type,
          occurredAt: Date.parse(command.occurredAt),
          recordedAt: now,
          place: command.place ?? null,
          deviceId: command.deviceId ?? null,
          deviceSeq: command.deviceSeq ?? null,
          note: command.note ?? null,
          recordedBy: act.principal.id,
          source,
          details: detailsOf(command),
          contentHash: hash,
        };
        if (!(await repo.insertEvent(scope, row)))
          return { event: await replayed(scope, command.id, hash), created: false };
        await markDirty(scope, 'shipment', shipmentId, now);
        await scope.record('event', command.id, hash);
        return { event: toRecordedEvent(row), created: true };
      });
      // Only now: before the COMMIT the shipment itself could still be undone.
      if (!remembered && lines) knownLines.set(shipmentId, lines);
      return recorded;
    },

    get: (id: string): Promise<Shipment> =>
      store.read((scope) => readShipment(scope, id, reference, clock.now())),

    /** The shipment for whoever counts it: without any quantity. */
    blind: (id: string): Promise<BlindShipment> =>
      store.read((scope) => readBlind(scope, id, reference, clock.now())),

    /** The goods received note of one of its receipts. */
    note: (id: string, receipt: string): Promise<GoodsReceivedNote> =>
      store.read((scope) => readNote(scope, { id, receipt }, reference, clock.now())),

    list(query: {
      status?: string | undefined;
      flag?: string | undefined;
      province?: string | undefined;
      crossing?: string | undefined;
      sector?: string | undefined;
      q?: string | undefined;
      limit: number;
      cursor?: string | undefined;
    }): Promise<Page<ShipmentSummary>> {
      const { cursor, limit, status, flag, sector, ...filter } = query;
      const key = cursor === undefined ? undefined : decodeCursor(cursor, ['integer', 'text']);
      return store.read(async (scope) => {
        const rows = await repo.listShipments(scope, {
          ...filter,
          withState: reconciled.withState(scope, { status, flag }),
          items:
            sector === undefined
              ? undefined
              : items.filter((item) => item.sector === sector).map(({ code }) => code),
          after: key,
          limit: limit + 1,
        });
        const page = toPage(rows, limit, (row) => [row.recordedAt, row.id]);
        const states = await reconciled.states(
          scope,
          page.items.map(({ id }) => id),
        );
        return { ...page, items: page.items.map((row) => toSummary(row, states.get(row.id))) };
      });
    },
  };
}

/** The first answer to an event that is recorded already; refused when the id now comes with other content. */
async function replayed(scope: ReadScope, id: string, hash: string): Promise<RecordedEvent> {
  const recorded = await repo.eventRow(scope, id);
  if (recorded?.contentHash !== hash)
    throw new DomainError('id_reused', `event ${id} is recorded with other content`);
  return toRecordedEvent(recorded);
}

/** Shipments and their events as the rules read them, in no order: for reconciliation. */
export async function shipmentFactsOf(
  scope: ReadScope,
  ids: readonly string[],
): Promise<{ facts: ShipmentFacts; events: ShipmentEvent[]; recordedAt: number; carrier: string | null }[]> {
  const records = await repo.shipmentRecords(scope, ids);
  return records.map(({ shipment, lines, events }) => ({
    facts: toFacts(shipment, lines),
    events: events.map(toEvent),
    recordedAt: shipment.recordedAt,
    carrier: shipment.carrier,
  }));
}

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
  ids: readonly string[],
): Promise<Map<string, { id: string; waybill: string }>> {
  const heads = await repo.waybills(scope, ids);
  return new Map(heads.map((head) => [head.id, head]));
}

/** What the audit trail knows of waybills and their events. */
export const { trailFacts: shipmentTrailFacts } = repo;

/** Folds waybills that an earlier release recorded: for search. */
export const { foldWaybills } = repo;

/** Ids in their own order, from after one on: to walk through all of them. */
export function shipmentIdsAfter(scope: ReadScope, after: string, limit: number): Promise<string[]> {
  return repo.idsAfter(scope, after, limit);
}
