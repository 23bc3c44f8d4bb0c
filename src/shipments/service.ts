import type { Authorized, Visible } from '../access/authorized.ts';
import { redact } from '../access/redaction.ts';
import { type Asker, type Concern, ownOf, reachOf, relationOf, SYSTEM } from '../access/rules.ts';
import {
  addConcerns,
  addFileUses,
  bySystem,
  notFound,
  relationsTo,
  toChange,
  toSee,
  among,
  visibleTo,
} from '../access/service.ts';
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
import { plannedProvinces, provincesOfEvent } from './rules/provinces.ts';
import { asRecorded, readBlind, readNote, readShipment, type ReadReference } from './service/reading.ts';
import { known as codes, refuseForeignLines, refuseMalformed, requireLines } from './service/refusals.ts';
import { concernsReader, type Parties } from './service/concerns.ts';
import { type Remembered, rememberedShipments } from './service/remembered.ts';
import { type DerivedState, toSummary } from './view.ts';
import { attachmentsOf, detailsOf, rowsOf, toEvent, toFacts, toRecordedEvent } from './wire.ts';

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
  const known = rememberedShipments();

  return {
    /** Records a shipment; the same id with the same content again answers what was recorded. */
    async record(command: NewShipment, act: Act): Promise<{ shipment: Shipment; created: boolean }> {
      const errors = checkPlan(command, codes);
      if (errors.length > 0) throw new DomainError('refused', 'the shipment breaks a rule', { errors });
      const id = command.id ?? newId();
      const hash = contentHash(command);
      return perform({ store, clock }, act, async (scope) => {
        const recorded = await repo.shipmentRow(scope, bySystem('shipment', id));
        if (recorded) {
          const [relation] = (await relationsTo(scope, act.principal, 'shipment', [id])).values();
          // To whoever may not see it the content is not confirmed either.
          if (relation !== 'inside' || recorded.contentHash !== hash) {
            throw new DomainError('id_reused', `shipment ${id} is recorded with other content`);
          }
          const shipment = await asRecorded(scope, bySystem('shipment', id), recorded, reference);
          return { shipment, created: false };
        }
        await requireOrganisations(scope, {
          '/consignor': command.consignor,
          '/consignee': command.consignee,
        });
        const donors = await requireLines(scope, act.principal, command);
        const now = clock.now();
        const rows = rowsOf(command, { id, hash, recordedBy: act.principal.id, now });
        const concernsOf = await concernsReader(scope, [rows[0]]);
        const concerns = concernsOf(rows[0], plannedProvinces(toFacts(...rows)), donors);
        requireConcerned(act.principal, concerns);
        await repo.insertShipment(scope, ...rows);
        await addConcerns(scope, id, concerns);
        await markDirty(scope, 'shipment', id, now);
        await scope.record('shipment', id, hash);
        const shipment = await asRecorded(scope, bySystem('shipment', id), rows[0], reference);
        return { shipment, created: true };
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
      let remembered = known.get(shipmentId);
      const recorded = await perform({ store, clock }, act, async (scope) => {
        const shipment = await toChange(scope, act.principal, 'shipment', shipmentId);
        remembered = known.get(shipmentId) ?? (await rememberedOf(scope, shipment));
        if (!remembered) throw notFound('shipment', shipmentId);
        refuseForeignLines(command, shipmentId, remembered.lines);
        const now = clock.now();
        const row = {
          id: command.id,
          shipment,
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
          return { event: await replayed(scope, shipment, command.id, hash), created: false };
        remembered = await letIn(scope, row, remembered);
        await addFileUses(scope, 'shipment', shipmentId, command.attachments ?? []);
        await markDirty(scope, 'shipment', shipmentId, now);
        await scope.record('event', command.id, hash);
        return { event: toRecordedEvent(row), created: true };
      });
      // Only now: before the COMMIT the shipment itself could still be undone.
      if (remembered) known.set(shipmentId, remembered);
      return recorded;
    },

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

    list(query: ShipmentQuery, asker: Asker): Promise<Page<ShipmentSummary>> {
      const { cursor, limit, status, flag, sector, province, crossing, q } = query;
      const key = cursor === undefined ? undefined : decodeCursor(cursor, ['integer', 'text']);
      return store.read(async (scope) => {
        const rows = await repo.listShipments(scope, {
          ...{ province, crossing, q },
          visible: visibleShipments(asker, query),
          withState: reconciled.withState(scope, { status, flag }),
          items:
            sector === undefined
              ? undefined
              : items.filter((item) => item.sector === sector).map(({ code }) => code),
          after: key,
          limit: limit + 1,
        });
        const page = toPage(rows, limit, (row) => [row.recordedAt, row.id]);
        const ids = page.items.map(({ id }) => id);
        const states = await reconciled.states(scope, ids);
        const relations = await relationsTo(scope, asker, 'shipment', ids);
        const show = (row: repo.ShipmentRow) =>
          redact(
            'shipmentSummary',
            { relation: relations.get(row.id) ?? 'outside', sees: () => false },
            toSummary(row, states.get(row.id)),
          );
        return { ...page, items: page.items.map(show) };
      });
    },
  };
}

export interface ShipmentQuery {
  status?: string | undefined;
  flag?: string | undefined;
  province?: string | undefined;
  crossing?: string | undefined;
  sector?: string | undefined;
  mine?: '0' | '1' | undefined;
  q?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** What of the shipments a list may tell: nobody finds by a crossing what does not tell him its crossing. */
function visibleShipments(asker: Asker, { crossing, mine }: ShipmentQuery): Visible<'shipment'> {
  const visible = visibleTo(asker, 'shipment', crossing === undefined ? undefined : 'inside');
  return mine === '1' && asker !== SYSTEM ? among(visible, ownOf(asker)) : visible;
}

/** @throws DomainError forbidden: whoever records a shipment is concerned by it or in charge where it goes */
function requireConcerned(asker: Asker, concerns: readonly Concern[]): void {
  if (relationOf(reachOf(asker, 'shipment'), concerns) === 'inside') return;
  throw new DomainError(
    'forbidden',
    'It touches no province in your charge, and your organisation neither sends, receives nor carries it.',
  );
}

/** What is to be remembered of a shipment: nothing when it is not recorded. */
async function rememberedOf(
  scope: ReadScope,
  shipment: Authorized<'shipment', 'change'>,
): Promise<Remembered | undefined> {
  const lines = await repo.lineIdsOf(scope, shipment);
  return lines && { lines, provinces: new Set() };
}

/**
 * Has the provinces that an event takes a shipment to see it at once: a right to record must not wait for a worker. What of that a
 * void takes back, reconciliation does.
 */
async function letIn(
  scope: WriteScope,
  row: repo.ShipmentEventRow,
  { lines, provinces }: Remembered,
): Promise<Remembered> {
  if (row.type === 'voided') return { lines, provinces: new Set() };
  const added = provincesOfEvent(toEvent(row)).filter((province) => !provinces.has(province));
  if (added.length === 0) return { lines, provinces };
  await addConcerns(
    scope,
    row.shipment,
    added.map((province): Concern => `at:${province}`),
  );
  return { lines, provinces: new Set([...provinces, ...added]) };
}

/** The first answer to an event that is recorded already; refused when the id now comes with other content. */
async function replayed(
  scope: ReadScope,
  shipment: Authorized<'shipment'>,
  id: string,
  hash: string,
): Promise<RecordedEvent> {
  const recorded = await repo.eventOf(scope, shipment, id);
  if (recorded?.contentHash !== hash)
    throw new DomainError('id_reused', `event ${id} is recorded with other content`);
  return toRecordedEvent(recorded);
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

/** What the audit trail knows of waybills and their events. */
export const { trailFacts: shipmentTrailFacts } = repo;

/** Folds waybills that an earlier release recorded: for search. */
export const { foldWaybills } = repo;

/** Ids in their own order, from after one on: to walk through all of them. */
export function shipmentIdsAfter(scope: ReadScope, after: string, limit: number): Promise<string[]> {
  return repo.idsAfter(scope, after, limit);
}
