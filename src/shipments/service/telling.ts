import type { Authorized } from '../../access/authorized.ts';
import type { Concern } from '../../access/rules.ts';
import { addConcerns, addFileUses, notFound, toChange } from '../../access/service.ts';
import type { Act, Unit } from '../../platform/acts/act.ts';
import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import { markDirty } from '../../platform/queue/repo.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import type { RecordedEvent } from '../contract/events.ts';
import * as repo from '../repo.ts';
import { provincesOfEvent } from '../rules/provinces.ts';
import { detailsOf, toEvent, toRecordedEvent } from '../wire.ts';
import type { Told } from './parked.ts';
import { refuseForeignLines } from './refusals.ts';
import { type Remembered, rememberedShipments } from './remembered.ts';

export type EventTelling = ReturnType<typeof eventTelling>;

/** Events as they are recorded, whichever way they came: at once, with many from a phone, or after they had waited for their shipment. */
export function eventTelling(clock: Clock) {
  const known = rememberedShipments();

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

  return { tell, remembering };
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
