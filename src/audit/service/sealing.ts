import { pendingEntries, removePending } from '../../platform/acts/repo.ts';
import type { Store } from '../../platform/storage/store.ts';
import * as repo from '../repo.ts';
import { seal } from '../rules/chain.ts';

/** Entries sealed in one unit of work: on SQLite it keeps every other one waiting. */
const BATCH = 250;

/**
 * Moves what waits into the trail, the oldest first, one batch in each unit of work; answers how many entries there were. Any number
 * of processes may do so at the same moment: each batch holds the head of the trail locked, and reads what waits only then.
 */
export async function sealPending(store: Store): Promise<number> {
  // Most looks find nothing, and a unit of work that only reads disturbs nobody.
  const waits = await store.read((scope) => pendingEntries(scope, 1));
  if (waits.length === 0) return 0;
  let sealed = 0;
  for (;;) {
    const size = await store.write(async (scope) => {
      const head = await repo.lockHead(scope);
      const pending = await pendingEntries(scope, BATCH);
      const entries = seal(head, pending);
      const last = entries.at(-1);
      if (!last) return 0;
      await repo.append(scope, entries, { seq: last.seq, hash: last.hash });
      await removePending(
        scope,
        pending.map(({ id }) => id),
      );
      return entries.length;
    }, 'chain');
    sealed += size;
    if (size < BATCH) return sealed;
  }
}
