import type { Principal } from '../../platform/access.ts';
import type { Act } from '../../platform/acts/act.ts';
import { toIso } from '../../platform/calendar.ts';
import { DomainError } from '../../platform/errors.ts';
import { decodeCursor, type Page, toPage } from '../../platform/page.ts';
import type { PledgeConflict, PledgesService } from '../../pledges/service.ts';
import type { SyncConflict } from '../contract/conflicts.ts';
import type { SyncNeeds } from '../service.ts';

type Resolution = Parameters<PledgesService['resolveConflict']>[1];

/** Conflicts as people see and settle them: their own, or all of them for whoever manages. */
export function conflictSettling({ pledges }: Pick<SyncNeeds, 'pledges'>) {
  return {
    async conflicts(
      principal: Principal,
      { resolved, limit, cursor }: { resolved: '0' | '1'; limit: number; cursor?: string | undefined },
    ): Promise<Page<SyncConflict>> {
      const after = cursor === undefined ? undefined : decodeCursor(cursor, ['text'])[0];
      const recordedBy = settlesAll(principal) ? undefined : principal.id;
      const rows = await pledges.conflicts({
        resolved: resolved === '1',
        recordedBy,
        after,
        limit: limit + 1,
      });
      const page = toPage(rows, limit, ({ id }) => [id]);
      return { ...page, items: page.items.map(toConflict) };
    },

    async resolve(
      id: string,
      resolution: Resolution,
      ifMatch: string | undefined,
      act: Act,
    ): Promise<SyncConflict> {
      const { recordedBy } = await pledges.conflict(id);
      if (!settlesAll(act.principal) && recordedBy !== act.principal.id)
        throw new DomainError('not_found', `there is no conflict ${id}`);
      return toConflict(await pledges.resolveConflict(id, resolution, ifMatch, act));
    },
  };
}

const settlesAll = ({ role }: Principal): boolean => role === 'manager' || role === 'admin';

function toConflict(row: PledgeConflict): SyncConflict {
  const { id, pledge, baseVersion, metVersion, fields, problems, edit, recordedBy } = row;
  const { resolution, resolvedAt, resolvedBy, note } = row;
  return {
    ...{ id, pledge, baseVersion, metVersion, fields, problems, sent: edit, sentBy: recordedBy },
    recordedAt: toIso(row.recordedAt),
    resolution:
      resolution === null || resolvedAt === null
        ? null
        : { keep: resolution, note, by: resolvedBy ?? '', at: toIso(resolvedAt) },
  };
}
