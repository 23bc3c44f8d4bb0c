import type { Asker } from '../../access/rules.ts';
import { allBySystem, relationsTo } from '../../access/service.ts';
import { dayOf } from '../../platform/calendar.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import type { PledgeStatus } from '../contract.ts';
import * as repo from '../repo.ts';
import { latestStatus, statusOn } from '../rules/pledge.ts';
import type { PledgeReading, PledgesNeeds } from './reading.ts';

/** A pledge with what of its lines is neither allocated nor on waybills. */
export interface AllocatablePledge {
  pledge: repo.PledgeRow;
  status: PledgeStatus;
  lines: (repo.PledgeLineRow & {
    /** Thousandths of the item's unit; of money, minor units. */
    free: number;
  })[];
}

/** What of promises may still go one way or another. */
export function pledgesToAllocate({ clock }: PledgesNeeds, reading: PledgeReading) {
  return {
    /** Those of these pledges that somebody may change, from their facts; one that is not recorded, or not his, is left out. */
    async allocatable(scope: ReadScope, asker: Asker, ids: readonly string[]): Promise<AllocatablePledge[]> {
      const relations = await relationsTo(scope, asker, 'pledge', [...new Set(ids)]);
      const own = [...relations].flatMap(([id, relation]) => (relation === 'inside' ? [id] : []));
      const today = dayOf(clock.now());
      const found: AllocatablePledge[] = [];
      for (const facts of await repo.pledgeFacts(scope, allBySystem('pledge', own))) {
        const room = await reading.room(scope, facts);
        found.push({
          pledge: facts.pledge,
          status: statusOn(latestStatus(facts.statuses), facts.pledge.expiresOn, today),
          lines: facts.lines.map((line) => {
            const { quantityMilli, amountMinor } = room.get(line.id)!;
            const free = (line.item === null ? amountMinor : quantityMilli) ?? 0;
            return { ...line, free: Math.max(0, free) };
          }),
        });
      }
      return found;
    },
  };
}
