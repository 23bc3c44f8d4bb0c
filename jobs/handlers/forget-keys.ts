import { KEPT_FOR_MS } from '../../src/platform/acts/act.ts';
import { deleteKeyedResults } from '../../src/platform/acts/repo.ts';
import type { Sweep } from '../registry.ts';

/** So many in one unit of work: others write between two of them. */
const AT_ONCE = 500;

/** Forgets what was answered under keys that nobody sends any more. A power cut may bring some back: they are forgotten again. */
export const forgetKeys: Sweep = async (store, now) => {
  let forgotten = AT_ONCE;
  while (forgotten >= AT_ONCE) {
    forgotten = await store.write(
      (scope) => deleteKeyedResults(scope, now - KEPT_FOR_MS, AT_ONCE),
      'derived',
    );
  }
};
