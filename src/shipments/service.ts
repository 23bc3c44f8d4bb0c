import { itemOf, items } from '../catalogue/catalogue.ts';
import { requireOrganisations } from '../accounts/service.ts';
import { crossingOf } from '../places/crossings.ts';
import type { CrossingStatusFact } from '../places/rules/crossingStatus.ts';
import { districtOf } from '../places/places.ts';
import type { Clock } from '../platform/clock.ts';
import { contentHash } from '../platform/content.ts';
import { DomainError, type FieldError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { decodeCursor, type Page, toPage } from '../platform/page.ts';
import { toMilli } from '../platform/quantity.ts';
import { markDirty } from '../platform/queue/repo.ts';
import type { IdsQuery, ReadScope, Store, WriteScope } from '../platform/storage/store.ts';
import { pledgesOfLines } from '../pledges/service.ts';
import type { NewShipment, Shipment, ShipmentSummary } from './contract.ts';
import type { NewEvent, RecordedEvent } from './contract/events.ts';
import * as repo from './repo.ts';
import type { ReferenceFacts, ShipmentEvent, ShipmentFacts } from './rules/facts.ts';
import { checkPlace, checkPlan, type KnownCodes } from './rules/plan.ts';
import { checkReceipt } from './rules/receipt.ts';
import { type DerivedState, toShipment, toSummary } from './view.ts';
import { detailsOf, toEvent, toFacts, toRecordedEvent } from './wire.ts';

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
  reference: (scope: ReadScope) => Promise<ReferenceFacts>;
}

const known: KnownCodes = {
  item: (code) => itemOf(code) !== undefined,
  crossing: (code) => crossingOf(code) !== undefined,
  district: (pcode) => districtOf(pcode) !== undefined,
};

/** Cargo: waybills as planned, and what happened to them. */
export function shipmentsService({ store, clock, reconciled, reference }: Needs) {
  const knownLines = rememberedLines();

  async function readOne(scope: ReadScope, id: string): Promise<Shipment> {
    const [record] = await repo.shipmentRecords(scope, [id]);
    if (!record) throw new DomainError('not_found', `no shipment ${id} is recorded`);
    return toShipment(record, await reference(scope), clock.now());
  }

  /** The answer to the recording itself, the same whenever it is asked for: the plan at that moment, before anything happened. */
  async function asRecorded(scope: ReadScope, shipment: repo.ShipmentRow): Promise<Shipment> {
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

  return {
    /** Records a shipment; the same id with the same content again answers what was recorded. */
    async record(
      command: NewShipment,
      recordedBy: string,
    ): Promise<{ shipment: Shipment; created: boolean }> {
      const errors = checkPlan(command, known);
      if (errors.length > 0) throw new DomainError('refused', 'the shipment breaks a rule', { errors });
      const id = command.id ?? newId();
      const hash = contentHash(command);
      return store.write(async (scope) => {
        const recorded = await repo.shipmentRow(scope, id);
        if (recorded) {
          if (recorded.contentHash !== hash) {
            throw new DomainError('id_reused', `shipment ${id} is recorded with other content`);
          }
          return { shipment: await asRecorded(scope, recorded), created: false };
        }
        await requireOrganisations(scope, {
          '/consignor': command.consignor,
          '/consignee': command.consignee,
        });
        await requireLines(scope, command);
        const now = clock.now();
        const rows = rowsOf(command, { id, hash, recordedBy, now });
        await repo.insertShipment(scope, ...rows);
        await markDirty(scope, 'shipment', id, now);
        return { shipment: await asRecorded(scope, rows[0]), created: true };
      });
    },

    /**
     * Records what happened. A well-formed event is never refused for being surprising; the receipt rule is the one
     * exception, for a receipt that does not add up tells nothing. The same id again gives the first answer.
     */
    async recordEvent(
      shipmentId: string,
      command: NewEvent,
      recordedBy: string,
      source: RecordedEvent['source'] = 'api',
    ): Promise<{ event: RecordedEvent; created: boolean }> {
      refuseMalformed(command);
      const hash = contentHash({ shipmentId, ...command });
      const remembered = knownLines.get(shipmentId);
      let lines = remembered;
      const recorded = await store.write(async (scope) => {
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
          recordedBy,
          source,
          details: detailsOf(command),
          contentHash: hash,
        };
        if (!(await repo.insertEvent(scope, row)))
          return { event: await replayed(scope, command.id, hash), created: false };
        await markDirty(scope, 'shipment', shipmentId, now);
        return { event: toRecordedEvent(row), created: true };
      });
      // Only now: before the COMMIT the shipment itself could still be undone.
      if (!remembered && lines) knownLines.set(shipmentId, lines);
      return recorded;
    },

    get: (id: string): Promise<Shipment> => store.read((scope) => readOne(scope, id)),

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

/**
 * The line ids of the shipments that events came for lately. A waybill's lines never change and are never deleted: what was
 * committed once can be remembered by any process, and the most frequent write of all is spared a read.
 */
function rememberedLines(atMost = 10_000) {
  const lines = new Map<string, readonly string[]>();
  return {
    get: (shipment: string) => lines.get(shipment),
    set(shipment: string, ids: readonly string[]) {
      const [oldest] = lines.keys();
      if (lines.size >= atMost && oldest !== undefined) lines.delete(oldest);
      lines.set(shipment, ids);
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
): Promise<{ facts: ShipmentFacts; events: ShipmentEvent[]; recordedAt: number }[]> {
  const records = await repo.shipmentRecords(scope, ids);
  return records.map(({ shipment, lines, events }) => ({
    facts: toFacts(shipment, lines),
    events: events.map(toEvent),
    recordedAt: shipment.recordedAt,
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

function refuseMalformed(command: NewEvent): void {
  const errors: FieldError[] = [];
  if (command.type === 'received')
    errors.push(...checkReceipt(command.lines), ...unknownItems(command.lines));
  if (command.type === 'lost' || command.type === 'returned') {
    command.lines.forEach(({ line, reason, reasonText }, index) => {
      if (reason !== 'other' || reasonText) return;
      const detail = `Line ${line}: the reason "other" needs its text: say in a few words what happened.`;
      errors.push({ pointer: `/lines/${index}/reasonText`, code: 'required', detail });
    });
  }
  if (command.type === 'diverted') errors.push(...checkPlace(command.destination, '/destination', known));
  if (command.place && command.place.length > 4 && !known.district(command.place)) {
    errors.push({
      pointer: '/place',
      code: 'unknown_reference',
      detail: `${command.place} is no district: see GET /districts`,
    });
  }
  if (errors.length > 0)
    throw new DomainError('refused', errors[0]?.detail ?? 'the event breaks a rule', { errors });
}

function unknownItems(lines: readonly { item?: string | null | undefined }[]): FieldError[] {
  return lines.flatMap(({ item }, index) =>
    item && !known.item(item)
      ? [
          {
            pointer: `/lines/${index}/item`,
            code: 'unknown_reference',
            detail: `${item} is not in the catalogue: see GET /items`,
          },
        ]
      : [],
  );
}

function refuseForeignLines(command: NewEvent, shipmentId: string, lines: readonly string[]): void {
  if (!('lines' in command) || !command.lines) return;
  const errors = command.lines.flatMap(({ line }, index) =>
    line !== null && !lines.includes(line)
      ? [
          {
            pointer: `/lines/${index}/line`,
            code: 'unknown_reference',
            detail: `line ${line} is not of shipment ${shipmentId}`,
          },
        ]
      : [],
  );
  if (errors.length > 0)
    throw new DomainError('unknown_reference', 'a line is not of this shipment', { errors });
}

async function requireLines(scope: ReadScope, { lines }: NewShipment): Promise<void> {
  const given = lines.flatMap(({ id }) => id ?? []);
  const taken = new Set(given.length > 0 ? await repo.recordedLineIds(scope, given) : []);
  const fulfilled = lines.flatMap(({ pledgeLine }) => pledgeLine ?? []);
  const pledged = await pledgesOfLines(scope, fulfilled);
  const errors = lines.flatMap((line, index): FieldError[] => {
    const at = (field: string, code: string, detail: string) => [
      { pointer: `/lines/${index}/${field}`, code, detail },
    ];
    const { id, pledgeLine, item } = line;
    if (id !== undefined && taken.has(id))
      return at('id', 'id_reused', `line ${id} belongs to another shipment`);
    if (!pledgeLine) return [];
    const promised = pledged.get(pledgeLine)?.line;
    if (!promised) return at('pledgeLine', 'unknown_reference', `no pledge line ${pledgeLine} is recorded`);
    // A pledge of goods is counted in their unit: another item cannot be taken from it. Money buys any.
    return promised.item === null || promised.item === item
      ? []
      : at('pledgeLine', 'item', `it promises ${promised.item}, this line carries ${item}`);
  });
  const [first] = errors;
  const refusal = first?.code === 'id_reused' || first?.code === 'unknown_reference' ? first.code : 'refused';
  if (errors.length > 0) throw new DomainError(refusal, 'a line cannot be recorded', { errors });
}

function rowsOf(
  command: NewShipment,
  { id, hash, recordedBy, now }: { id: string; hash: string; recordedBy: string; now: number },
): [repo.ShipmentRow, repo.ShipmentLineRow[]] {
  const { waybill, consignor, consignee, origin, destination } = command;
  return [
    {
      ...{ id, waybill, consignor, consignee, origin, recordedBy },
      carrier: command.carrier ?? null,
      vehicle: command.vehicle ?? null,
      crossing: command.crossing ?? null,
      province: destination.province,
      district: destination.district ?? null,
      plannedDispatch: command.plannedDispatch ?? null,
      eta: command.eta ?? null,
      contentHash: hash,
      recordedAt: now,
    },
    command.lines.map((line, position) => ({
      id: line.id ?? newId(),
      shipment: id,
      position,
      item: line.item,
      quantityMilli: toMilli(line.quantity),
      packs: line.packs ?? null,
      packFactorMilli: typeof line.packFactor === 'number' ? toMilli(line.packFactor) : null,
      batch: line.batch ?? null,
      expiresOn: line.expiresOn ?? null,
      province: line.destination?.province ?? null,
      district: line.destination?.district ?? null,
      pledgeLine: line.pledgeLine ?? null,
    })),
  ];
}

/** Folds waybills that an earlier release recorded: for search. */
export const { foldWaybills } = repo;

/** Ids in their own order, from after one on: to walk through all of them. */
export function shipmentIdsAfter(scope: ReadScope, after: string, limit: number): Promise<string[]> {
  return repo.idsAfter(scope, after, limit);
}
