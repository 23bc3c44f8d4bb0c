import type { Principal } from '../../platform/access.ts';
import { DONE } from '../../platform/acts/act.ts';
import { toIso } from '../../platform/calendar.ts';
import { decodeCursor, type Page, toPage } from '../../platform/page.ts';
import type { Store } from '../../platform/storage/store.ts';
import type { AuditEntry, AuditQuery } from '../contract.ts';
import * as repo from '../repo.ts';

/** What everybody but administrators sees of the trail: what was done; who was refused what is not for them. */
const CHANGES: repo.EntryFilter = { outcome: { is: DONE } };

/** A page of the trail, newest first, as far as it is for this principal. */
export function listTrail(store: Store, query: AuditQuery, asker: Principal): Promise<Page<AuditEntry>> {
  const { limit, cursor, outcome, from, to, ...equal } = query;
  const [after] = cursor === undefined ? [undefined] : decodeCursor(cursor, ['integer']);
  const wanted: repo.EntryFilter = {
    ...equal,
    outcome: outcome === undefined ? undefined : outcome === 'refused' ? { isNot: DONE } : { is: outcome },
    from: from === undefined ? undefined : Date.parse(from),
    before: to === undefined ? undefined : Date.parse(to),
  };
  const { role, provinces, id } = asker;
  const filters = role === 'admin' ? [wanted] : [wanted, CHANGES];
  // An entry names a row, whoever may see that: the trail of all is for those in charge of all.
  if (role !== 'admin' && provinces !== null) filters.push({ principal: id });
  return store.read(async (scope) => {
    const rows = await repo.listEntries(scope, filters, { after, limit: limit + 1 });
    const page = toPage(rows, limit, ({ seq }) => [seq]);
    return { ...page, items: page.items.map(toEntry) };
  });
}

function toEntry({ at, times, ...row }: repo.LogRow): AuditEntry {
  return { ...row, at: toIso(at), times: times ?? 1 };
}
