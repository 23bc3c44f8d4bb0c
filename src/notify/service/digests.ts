import { type Reachable, reachablePeople } from '../../accounts/service.ts';
import { HOUR_MS } from '../../platform/calendar.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { digestMail } from '../digest-mail.ts';
import { queueMail } from '../mail.ts';
import * as repo from '../repo.ts';
import { digestRow, saveDigest } from '../repo/digests.ts';
import { toNotice } from '../view.ts';
import { readerOf } from './notices.ts';
import { preferencesOf } from './preferences.ts';

/** A unit that was at work when the period began has committed by then. */
const GRACE_MS = 30_000;
/** People asked about in one reading. */
const UNIT = 100;
/** More than that nobody counts. */
const MOST_COUNTED = 200;
/** Of what happened long before somebody was first mailed, he reads in the application. */
const FIRST_HOURS = 24;
/** Under which it is on record that everybody has had his mail of a period. */
const EVERYBODY = '';

/**
 * Mails people what happened that concerns them and that they have not read: at most once in a period, and nothing when there is nothing.
 * Periods begin at the same moments for everybody; what happened in one is mailed when it is over. Whoever comes late, or twice, finds on
 * record which period somebody has had.
 */
export function digesting({ store, periodMs, base }: { store: Store; periodMs: number; base: string }) {
  /** What somebody is to be mailed for the time up to `upTo`; undefined when nothing is. */
  async function mailFor(scope: ReadScope, { principal, email, createdAt }: Reachable, upTo: number) {
    const wishes = await preferencesOf(scope, principal.id);
    const had = await digestRow(scope, principal.id);
    if (!wishes.email || (had && had.upTo >= upTo)) return undefined;
    const reader = readerOf(principal);
    const types = reader.types.filter((type) => wishes.types?.includes(type) ?? true);
    const rows = await repo.noticesFor(
      scope,
      { ...reader, types },
      {
        unread: await repo.readUpTo(scope, principal.id),
        since: had?.upTo ?? Math.max(createdAt, upTo - FIRST_HOURS * HOUR_MS),
        before: upTo,
        limit: MOST_COUNTED,
      },
    );
    if (rows.length === 0) return undefined;
    const { language } = wishes;
    const notices = rows.map((row) => toNotice(row, { principal, language, read: false }));
    return digestMail(notices, { to: email, language, base });
  }

  return async (now: number): Promise<void> => {
    const period = Math.floor((now - GRACE_MS) / periodMs);
    const upTo = period * periodMs;
    if ((await store.read((scope) => digestRow(scope, EVERYBODY)))?.period === period) return;
    for (let after = '', size = UNIT; size === UNIT;) {
      const { people, due } = await store.read(async (scope) => {
        const some = await reachablePeople(scope, after, UNIT);
        const wanted: Reachable[] = [];
        for (const person of some) if (await mailFor(scope, person, upTo)) wanted.push(person);
        return { people: some, due: wanted };
      });
      size = people.length;
      after = people.at(-1)?.principal.id ?? after;
      for (const person of due) {
        await store.write(async (scope) => {
          const principal = person.principal.id;
          const mail = await mailFor(scope, person, upTo);
          if (!mail) return;
          await saveDigest(scope, { principal, period, upTo });
          await queueMail(scope, now, { ...mail, id: `digest-${principal}-${period}` });
        });
      }
    }
    await store.write((scope) => saveDigest(scope, { principal: EVERYBODY, period, upTo }));
  };
}
