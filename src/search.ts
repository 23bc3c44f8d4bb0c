import type { Store } from './platform/storage/store.ts';
import { foldReferences } from './pledges/service.ts';
import { foldWaybills } from './shipments/service.ts';

const UNIT = 500;

/**
 * Fills the texts that lists search in where an earlier release left none: SQL folds letters differently on each engine, so it is
 * not left to a migration. A release that folds otherwise empties the columns in its migration; this fills them again.
 */
export async function foldForSearch(store: Store): Promise<void> {
  for (const fold of [foldReferences, foldWaybills]) {
    let folded = UNIT;
    while (folded === UNIT) folded = await store.write((scope) => fold(scope, UNIT));
  }
}
