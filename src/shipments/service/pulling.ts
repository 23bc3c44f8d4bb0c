import { referredAttachments } from '../../attachments/service.ts';
import type { Principal } from '../../platform/access.ts';
import type { Clock } from '../../platform/clock.ts';
import type { IdsQuery, ReadScope } from '../../platform/storage/store.ts';
import type { Shipment } from '../contract.ts';
import { shipmentRecords } from '../repo.ts';
import * as repo from '../repo/pulling.ts';
import { toShipment } from '../view.ts';
import { attachmentsOf } from '../wire.ts';
import type { ReadReference } from './reading.ts';

/** Nothing more is expected of these; a phone need not carry them. */
export const CLOSED_STATUSES = ['cancelled', 'received', 'lost', 'returned'] as const;

export const isClosed = ({ status }: Pick<Shipment, 'status'>): boolean =>
  CLOSED_STATUSES.some((closed) => closed === status);

/** Shipments as phones carry them: whole, and only those that whoever carries the phone is concerned with. */
export function shipmentPulling({
  clock,
  reference,
  closed,
}: {
  clock: Clock;
  reference: ReadReference;
  /** The shipments that are closed, as last reconciled. */
  closed: (scope: ReadScope) => IdsQuery;
}) {
  return {
    /** Ids of open shipments after one, in their order. */
    openAfter: (scope: ReadScope, principal: Principal, after: string, limit: number): Promise<string[]> =>
      repo.openIdsAfter(scope, principal, closed(scope), after, limit),

    countOpenAfter: (scope: ReadScope, principal: Principal, after: string): Promise<number> =>
      repo.countOpenAfter(scope, principal, closed(scope), after),

    /** Those of these that whoever asks is concerned with. */
    concerning: async (
      scope: ReadScope,
      principal: Principal,
      ids: readonly string[],
    ): Promise<ReadonlySet<string>> => new Set(await repo.idsWithin(scope, principal, [...new Set(ids)])),

    /** These shipments, whole, in the order of the ids. */
    async whole(scope: ReadScope, ids: readonly string[]): Promise<Shipment[]> {
      const records = await shipmentRecords(scope, ids);
      const files = await referredAttachments(
        scope,
        records.flatMap(({ events }) => events.flatMap(attachmentsOf)),
      );
      const facts = await reference(scope);
      const now = clock.now();
      const byId = new Map(records.map((record) => [record.shipment.id, record]));
      return ids.flatMap((id) => {
        const record = byId.get(id);
        if (!record) return [];
        const named = new Set(record.events.flatMap(attachmentsOf));
        const own = [...files].flatMap(([hash, file]) => (named.has(hash) ? [file] : []));
        return [toShipment(record, facts, now, own)];
      });
    },
  };
}
