import { mergersOf } from '../../accounts/service.ts';
import { type Asker, insideOf, reachOf } from '../../access/rules.ts';
import { allBySystem, relationsTo, visibleTo } from '../../access/service.ts';
import { referredAttachments } from '../../attachments/service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { IdsQuery, ReadScope } from '../../platform/storage/store.ts';
import type { Shipment } from '../contract.ts';
import { shipmentRecords } from '../repo.ts';
import * as repo from '../repo/pulling.ts';
import { toShipment } from '../view.ts';
import { attachmentsOf } from '../wire.ts';
import { type ReadReference, withPartiesOf } from './reading.ts';

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
  const own = (asker: Asker) => visibleTo(asker, 'shipment', 'inside');

  return {
    /** Ids of open shipments after one, in their order. */
    openAfter: (scope: ReadScope, asker: Asker, after: string, limit: number): Promise<string[]> =>
      repo.openIdsAfter(scope, own(asker), closed(scope), after, limit),

    countOpenAfter: (scope: ReadScope, asker: Asker, after: string): Promise<number> =>
      repo.countOpenAfter(scope, own(asker), closed(scope), after),

    /** Whether one of the concerns that a shipment has no more was that of whoever asks. */
    wasConcerned(asker: Asker, left: readonly string[]): boolean {
      const reach = insideOf(reachOf(asker, 'shipment'));
      return reach !== 'everything' && reach.some((concern) => left.includes(concern));
    },

    /** Those of these shipments that concern whoever asks, whole, by id: he sees all of them. */
    async whole(scope: ReadScope, asker: Asker, ids: readonly string[]): Promise<Map<string, Shipment>> {
      const relations = await relationsTo(scope, asker, 'shipment', ids);
      const inside = ids.filter((id) => relations.get(id) === 'inside');
      const records = await shipmentRecords(scope, allBySystem('shipment', inside));
      const files = await referredAttachments(
        scope,
        records.flatMap(({ events }) => events.flatMap(attachmentsOf)),
      );
      const facts = await reference(scope);
      const mergers = await mergersOf(scope);
      const now = clock.now();
      const told = records.map((record): [string, Shipment] => {
        const named = new Set(record.events.flatMap(attachmentsOf));
        const own = [...files].flatMap(([hash, file]) => (named.has(hash) ? [file] : []));
        const shown = { ...record, shipment: withPartiesOf(mergers, record.shipment) };
        return [record.shipment.id, toShipment(shown, facts, now, own)];
      });
      return new Map(told);
    },
  };
}
