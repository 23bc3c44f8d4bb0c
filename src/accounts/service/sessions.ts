import type { Principal } from '../../platform/access.ts';
import { type Act, perform } from '../../platform/acts/act.ts';
import { toIso } from '../../platform/calendar.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Page } from '../../platform/page.ts';
import type { Session } from '../contract/sessions.ts';
import * as people from '../repo/people.ts';
import { permissionsWithin } from '../rules/key.ts';
import type { PeopleNeeds } from './people.ts';

const sees = (principal: Principal, userId: string): boolean =>
  (principal.kind === 'user' && principal.id === userId) ||
  permissionsWithin(principal).includes('accounts:manage');

/** Where people are signed in: everybody their own, administrators anybody's. */
export function sessionKeeping({ store, clock, forget }: PeopleNeeds) {
  /** Whose sessions are meant. @throws DomainError forbidden */
  function meant(principal: Principal, user: string | undefined): string {
    const wanted = user ?? principal.id;
    if (user !== undefined && !sees(principal, user))
      throw new DomainError('forbidden', 'These are not your sessions.');
    return wanted;
  }

  return {
    list: (principal: Principal, user: string | undefined): Promise<Page<Session>> => {
      const whose = meant(principal, user);
      return store.read(async (scope) => ({
        items: (await people.sessionsOf(scope, whose))
          .filter(({ expiresAt }) => expiresAt > clock.now())
          .map((row) => toSession(row, principal.session)),
        nextCursor: null,
      }));
    },

    /** Ends all sessions but the one that asks. @throws DomainError forbidden */
    async endAll(user: string | undefined, act: Act): Promise<void> {
      const { principal } = act;
      const whose = meant(principal, user);
      await perform({ store, clock }, act, async (unit) => {
        const rows = await people.sessionsOf(unit, whose);
        const ids = rows.map(({ id }) => id).filter((id) => id !== principal.session);
        await people.deleteSessions(unit, ids);
        for (const id of ids) await unit.record('session', id);
      });
      forget();
    },

    /** Ends one session. @throws DomainError not_found, also for somebody else's */
    async end(id: string, act: Act): Promise<void> {
      await perform({ store, clock }, act, async (unit) => {
        const row = await people.sessionById(unit, id);
        if (!row || !sees(act.principal, row.userId))
          throw new DomainError('not_found', `you have no session ${id}`);
        await people.deleteSessions(unit, [id]);
        await unit.record('session', id);
      });
      forget();
    },
  };
}

function toSession(row: people.SessionRow, current: string | undefined): Session {
  return {
    ...{ id: row.id, user: row.userId, method: row.method },
    ...{ address: row.ipAddress || null, device: row.userAgent || null },
    createdAt: toIso(row.createdAt),
    lastUsedAt: toIso(row.updatedAt),
    expiresAt: toIso(row.expiresAt),
    current: row.id === current,
  };
}
