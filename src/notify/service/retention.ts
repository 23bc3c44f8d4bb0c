import { DAY_MS } from '../../platform/calendar.ts';
import { forgetDone } from '../../platform/queue/outbox/repo.ts';
import type { Store, WriteScope } from '../../platform/storage/store.ts';
import { deleteDeliveries, deleteNotices } from '../repo/retention.ts';

/** What was sent where, long enough to be asked for and replayed. */
const DELIVERY_DAYS = 30;
/** On SQLite a unit of work keeps every other one waiting. */
const UNIT = 500;

/** Forgets notices after some days, and what became of messages and other effects after a month; what is still tried is kept. */
export function forgetting({ store, noticeDays }: { store: Store; noticeDays: number }) {
  async function all(deleteSome: (scope: WriteScope) => Promise<number>): Promise<void> {
    while ((await store.write(deleteSome)) === UNIT);
  }
  return async (now: number): Promise<void> => {
    const sent = now - DELIVERY_DAYS * DAY_MS;
    await all((scope) => deleteNotices(scope, now - noticeDays * DAY_MS, UNIT));
    await all((scope) => deleteDeliveries(scope, sent, UNIT));
    await all((scope) => forgetDone(scope, sent, UNIT));
  };
}
