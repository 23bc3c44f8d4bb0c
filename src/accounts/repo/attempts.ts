import { lte } from '../../platform/storage/drizzle.ts';
import type { Row } from '../../platform/storage/columns.ts';
import { selectBy, upsertRow } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import { signInAttempts } from '../tables.ts';

export type AttemptRow = Row<typeof signInAttempts>;

export async function attemptsBy(
  scope: ReadScope,
  keys: readonly string[],
): Promise<Map<string, AttemptRow>> {
  const rows = await selectBy(scope, signInAttempts, { key: keys });
  return new Map(rows.map((row) => [row.key, row]));
}

export const saveAttempts = (scope: WriteScope, row: AttemptRow): Promise<void> =>
  upsertRow(scope, signInAttempts, ['key'], row);

/** Forgets what was last tried at `upTo` or before. */
export async function forgetAttempts(scope: WriteScope, upTo: number): Promise<void> {
  const rows = scope.of(signInAttempts);
  await scope.db.delete(rows).where(lte(rows.lastAt, upTo));
}
