import { type Act, perform } from '../../platform/acts/act.ts';
import type { Principal } from '../../platform/access.ts';
import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import { decodeCursor, type Page, toPage } from '../../platform/page.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { MOST_COUNTED, type Notice, type NoticeQuery } from '../contract.ts';
import * as repo from '../repo.ts';
import { addressesOf, typesFor } from '../rules/addressees.ts';
import { toNotice } from '../view.ts';
import { preferencesOf } from './preferences.ts';

export function readerOf(principal: Principal): repo.Reader {
  return { principal: principal.id, addresses: addressesOf(principal), types: typesFor(principal) };
}

/** What happened that concerns somebody, and what of it he has read. */
export function noticeReading({ store, clock }: { store: Store; clock: Clock }) {
  async function left(scope: ReadScope, principal: Principal): Promise<{ unread: number }> {
    const upTo = await repo.readUpTo(scope, principal.id);
    return { unread: await repo.countUnread(scope, readerOf(principal), upTo, MOST_COUNTED) };
  }

  /** @throws DomainError not_found, also for a notice that is for others */
  async function mine(scope: ReadScope, principal: Principal, id: string): Promise<repo.NoticeRow> {
    const row = await repo.noticeFor(scope, readerOf(principal), id);
    if (!row) throw new DomainError('not_found', `there is no notice ${id} for you`);
    return row;
  }

  return {
    list({ cursor, limit, unread, lang }: NoticeQuery, principal: Principal): Promise<Page<Notice>> {
      const after = cursor === undefined ? undefined : decodeCursor(cursor, ['integer', 'text']);
      return store.read(async (scope) => {
        const upTo = await repo.readUpTo(scope, principal.id);
        const rows = await repo.noticesFor(scope, readerOf(principal), {
          ...{ unread: unread === 'true' ? upTo : 'all', after, limit: limit + 1 },
        });
        const page = toPage(rows, limit, (row) => [row.at, row.id]);
        const language = lang ?? (await preferencesOf(scope, principal.id)).language;
        const isRead = ({ at, id, readAt }: (typeof rows)[number]) =>
          readAt !== null || (upTo !== null && (at < upTo[0] || (at === upTo[0] && id <= upTo[1])));
        const items = page.items.map((row) => toNotice(row, { principal, language, read: isRead(row) }));
        return { ...page, items };
      });
    },

    unread: (principal: Principal) => store.read((scope) => left(scope, principal)),

    /** Marks one as read; again changes nothing. @throws DomainError not_found */
    read: (id: string, act: Act) =>
      perform({ store, clock }, act, async (scope) => {
        const { principal } = act;
        await mine(scope, principal, id);
        if (await repo.markRead(scope, principal.id, id, clock.now())) await scope.record('notice', id);
        return left(scope, principal);
      }),

    /** Marks one and all older ones as read; what was read stays read. @throws DomainError not_found */
    readUpTo: (id: string, act: Act) =>
      perform({ store, clock }, act, async (scope) => {
        const { principal } = act;
        const { at } = await mine(scope, principal, id);
        const before = await repo.readUpTo(scope, principal.id);
        if (before === null || at > before[0] || (at === before[0] && id > before[1])) {
          await repo.saveReadUpTo(scope, principal.id, [at, id]);
          await scope.record('notice', id);
        }
        return left(scope, principal);
      }),
  };
}
