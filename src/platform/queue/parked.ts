import type { ReadScope } from '../storage/store.ts';
import { parkedOutbox } from './outbox/repo.ts';
import { parkedDirty } from './repo.ts';

/** Work that was given up after its last attempt. */
export interface ParkedWork {
  /** Of a recomputation the kind of thing, of an effect its topic. */
  kind: string;
  /** The key of the thing, or the id of the effect. */
  key: string;
  reason: string;
}

/** Everything that was given up, recomputations before effects. */
export async function parkedWork(scope: ReadScope): Promise<ParkedWork[]> {
  const things = await parkedDirty(scope);
  const effects = await parkedOutbox(scope);
  return [
    ...things.map(({ kind, key, lastError }) => ({ kind, key, reason: lastError ?? '' })),
    ...effects.map(({ topic, id, lastError }) => ({ kind: topic, key: id, reason: lastError ?? '' })),
  ];
}
