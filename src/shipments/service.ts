import type { Authorized, Visible } from '../access/authorized.ts';
import { redact } from '../access/redaction.ts';
import { type Asker, type Concern, ownOf, reachOf, relationOf, SYSTEM } from '../access/rules.ts';
import {
  addConcerns,
  addFileUses,
  allBySystem,
  bySystem,
  notFound,
  relationsTo,
  seenAmong,
  toChange,
  toSee,
  among,
  visibleTo,
} from '../access/service.ts';
import { items } from '../catalogue/catalogue.ts';
import { mergersOf, requireOrganisations } from '../accounts/service.ts';
import { type Act, perform, type Unit } from '../platform/acts/act.ts';
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
import { printedPapers } from './service/papers.ts';
import { parkedEvents, type Told } from './service/parked.ts';
import { CLOSED_STATUSES, shipmentPulling } from './service/pulling.ts';
import {
  asRecorded,
  readBlind,
  readNote,
  readShipment,
  type ReadReference,
  withPartiesOf,
} from './service/reading.ts';
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
  /** The shipments of one of these statuses. */
  among: (scope: ReadScope, statuses: readonly string[]) => IdsQuery;
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
  const parked = parkedEvents({ store, clock, tell });

  /** Remembers what a unit of work has learnt, once it is committed: before, the shipment itself could still be undone. */
  async function remembering<T>(
    shipment: string,
    work: (learn: (learnt: Remembered) => void) => Promise<T>,
  ): Promise<T> {
    let learnt: Remembered | undefined;
    const done = await work((one) => {
      learnt = one;
    });
    if (learnt) known.set(shipment, learnt);
    return done;
  }

  /** The one way in which an event is recorded: of a shipment that may be changed, in the unit of work of the caller. */
  async function tell(
    unit: Unit,
    principal: Act['principal'],
    { shipmentId, command, hash, source, recordedAt }: Told,
    learn?: (learnt: Remembered) => void,
  ): Promise<{ event: RecordedEvent; created: boolean }> {
    const shipment = await toChange(unit, principal, 'shipment', shipmentId);
    const remembered = known.get(shipmentId) ?? (await rememberedOf(unit, shipment));
    if (!remembered) throw notFound('shipment', shipmentId);
    learn?.(remembered);
    refuseForeignLines(command, shipmentId, remembered.lines);
    const row = {
      id: command.id,
      shipment,
      type: command.type,
      occurredAt: Date.parse(command.occurredAt),
      recordedAt,
      place: command.place ?? null,
      deviceId: command.deviceId ?? null,
      deviceSeq: command.deviceSeq ?? null,
      note: command.note ?? null,
      recordedBy: principal.id,
      source,
      details: detailsOf(command),
      contentHash: hash,
    };
    if (!(await repo.insertEvent(unit, row)))
      return { event: await replayed(unit, shipment, command.id, hash), created: false };
    learn?.(await letIn(unit, row, remembered));
    await addFileUses(unit, 'shipment', shipmentId, command.attachments ?? []);
    await markDirty(unit, 'shipment', shipmentId, clock.now());
    await unit.record('event', command.id, hash);
    return { event: toRecordedEvent(row), created: true };
  }

  async function summarised(
    scope: ReadScope,
    asker: Asker,
    rows: readonly repo.ShipmentRow[],
  ): Promise<ShipmentSummary[]> {
    const ids = rows.map(({ id }) => id);
    const states = await reconciled.states(scope, ids);
    const relations = await relationsTo(scope, asker, 'shipment', ids);
    const mergers = await mergersOf(scope);
    return rows.map((row) =>
      redact(
        'shipmentSummary',
        { relation: relations.get(row.id) ?? 'outside', sees: () => false },
        toSummary(withPartiesOf(mergers, row), states.get(row.id)),
      ),
    );
  }

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
        await parked.admitAll(scope, id);
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
      const told = { shipmentId, command, hash: contentHash({ shipmentId, ...command }), source };
      return remembering(shipmentId, (learn) =>
        perform({ store, clock }, act, (unit) =>
          tell(unit, act.principal, { ...told, recordedAt: clock.now() }, learn),
        ),
      );
    },

    /** The same for an event whose shipment may come later than it: until then it waits, and tells what it would have told. */
    async recordOrPark(
      shipmentId: string,
      command: NewEvent,
      act: Act,
      source: RecordedEvent['source'],
    ): Promise<{ outcome: 'applied' | 'duplicate' | 'parked'; recordedAt: number }> {
      refuseMalformed(command);
      const told = { shipmentId, command, hash: contentHash({ shipmentId, ...command }), source };
      return remembering(shipmentId, (learn) =>
        perform({ store, clock }, act, async (unit) => {
          const heard = { ...told, recordedAt: clock.now() };
          try {
            const { event, created } = await tell(unit, act.principal, heard, learn);
            return {
              outcome: created ? ('applied' as const) : ('duplicate' as const),
              recordedAt: Date.parse(event.recordedAt),
            };
          } catch (error) {
            if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
            const { recordedAt } = await parked.park(unit, act, heard);
            return { outcome: 'parked' as const, recordedAt };
          }
        }),
      );
    },

    /** Tries again what waits although its shipment is recorded. */
    admitWaiting: () => parked.sweep(),

    pulling: shipmentPulling({
      clock,
      reference,
      closed: (scope) => reconciled.among(scope, CLOSED_STATUSES),
    }),

    /** Those of these shipments that somebody sees, as lists show them. */
    async summaries(scope: ReadScope, asker: Asker, ids: readonly string[]): Promise<ShipmentSummary[]> {
      return summarised(
        scope,
        asker,
        await repo.shipmentRows(scope, await seenAmong(scope, asker, 'shipment', ids)),
      );
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

    papers: printedPapers({ store, clock, reference }),

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
        return { ...page, items: await summarised(scope, asker, page.items) };
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
