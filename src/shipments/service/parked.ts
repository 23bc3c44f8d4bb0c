import type { Unit } from '../../platform/acts/act.ts';
import { type Act, perform } from '../../platform/acts/act.ts';
import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import { appendFeed } from '../../platform/feed/repo.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { newEvent, type NewEvent, type RecordedEvent } from '../contract/events.ts';
import * as repo from '../repo/parked.ts';

/** An event as it was sent, and when the service first learned of it. */
export interface Told {
  shipmentId: string;
  command: NewEvent;
  hash: string;
  source: RecordedEvent['source'];
  recordedAt: number;
}

/** Records one event of a known shipment in a unit of work: the one way, for those that come in time and those that waited. */
export type Tell = (
  unit: Unit,
  principal: Act['principal'],
  told: Told,
) => Promise<{ event: RecordedEvent; created: boolean }>;

const SWEEP_UNIT = 100;

export type ParkedEvents = ReturnType<typeof parkedEvents>;

/** Events that came before their shipment. */
export function parkedEvents({ store, clock, tell }: { store: Store; clock: Clock; tell: Tell }) {
  async function admit(unit: Unit, row: repo.ParkedEventRow): Promise<void> {
    const { shipment: shipmentId, contentHash: hash, source, recordedAt } = row;
    const command = newEvent.parse(row.command);
    const settledAt = clock.now();
    try {
      await tell(unit, row.principal, { shipmentId, command, hash, source, recordedAt });
      await repo.saveParked(unit, { ...row, state: 'applied', settledAt });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      // Recorded, but not for whoever sent it: a later diversion may change that.
      if (error.code === 'not_found') return;
      const { code, message: detail, errors } = error;
      await repo.saveParked(unit, { ...row, state: 'refused', settledAt, problem: { code, detail, errors } });
    }
    await appendFeed(unit, { kind: 'command', key: row.id, at: settledAt });
  }

  return {
    /**
     * Keeps an event until its shipment comes. The same one again is the same, with the moment it was first known; nothing when the
     * shipment has come meanwhile.
     *
     * @throws DomainError id_reused
     */
    park(
      unit: Unit,
      { principal, requestId }: Act,
      told: Told,
    ): Promise<{ recordedAt: number; isNew: boolean }> {
      const { shipmentId: shipment, command, hash: contentHash, source, recordedAt } = told;
      const row: repo.ParkedEventRow = {
        ...{ id: command.id, shipment, contentHash, principal, requestId, source, recordedAt },
        ...{ state: 'waiting', command, recordedBy: principal.id, settledAt: null, problem: null },
      };
      return keep(unit, row);
    },

    /** Tells a shipment that has just been recorded what had waited for it, in the same unit of work. */
    async admitAll(unit: Unit, shipment: string): Promise<void> {
      for (const row of await repo.waitingFor(unit, shipment)) await admit(unit, row);
    },

    /** Tries again what waits for shipments that are recorded: whoever sent it may see them now. */
    async sweep(): Promise<void> {
      for (let after = '', size = SWEEP_UNIT; size === SWEEP_UNIT;) {
        const rows = await store.read((scope) => repo.waitingForRecorded(scope, after, SWEEP_UNIT));
        size = rows.length;
        after = rows.at(-1)?.id ?? after;
        for (const { id, principal, requestId } of rows) {
          const act: Act = { principal, requestId, operation: 'syncCommands', key: null };
          await perform({ store, clock }, act, async (unit) => {
            const row = await repo.parkedRow(unit, id);
            if (row?.state === 'waiting') await admit(unit, row);
          });
        }
      }
    },
  };
}

async function keep(unit: Unit, row: repo.ParkedEventRow): Promise<{ recordedAt: number; isNew: boolean }> {
  if (await repo.insertParked(unit, row)) {
    await unit.record('parked_event', row.id, row.contentHash);
    return { recordedAt: row.recordedAt, isNew: true };
  }
  const known = await repo.parkedRow(unit, row.id);
  if (known?.contentHash !== row.contentHash)
    throw new DomainError('id_reused', `event ${row.id} waits with other content`);
  return { recordedAt: known.recordedAt, isNew: false };
}

/** What became of an event that came before its shipment. */
export interface ParkedEvent {
  id: string;
  shipment: string;
  state: repo.ParkedEventRow['state'];
  recordedAt: number;
  settledAt: number | null;
  problem: repo.ParkedEventRow['problem'];
}

/** What somebody sent that is not recorded. */
export const unsettledEvents: (scope: ReadScope, recordedBy: string) => Promise<ParkedEvent[]> =
  repo.unsettledOf;

/** What became of these events, of those that somebody sent. */
export async function parkedAmong(
  scope: ReadScope,
  ids: readonly string[],
  recordedBy: string,
): Promise<ParkedEvent[]> {
  return (await repo.parkedRows(scope, ids)).filter((row) => row.recordedBy === recordedBy);
}
