import type { UserRow } from '../../platform/auth/principal.ts';
import { users } from '../../platform/auth/tables.ts';
import { and, desc, eq, isNull, sql } from '../../platform/storage/drizzle.ts';
import type { Row } from '../../platform/storage/columns.ts';
import { insertRows, selectBy } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import { apiKeys } from '../tables.ts';

export type ApiKeyRow = Row<typeof apiKeys>;

export const insertApiKey = (scope: WriteScope, row: ApiKeyRow): Promise<void> =>
  insertRows(scope, apiKeys, [row]);

export async function apiKeyById(scope: ReadScope, id: string): Promise<ApiKeyRow | undefined> {
  const [row] = await selectBy(scope, apiKeys, { id });
  return row;
}

export const apiKeysById = (scope: ReadScope, ids: readonly string[]): Promise<ApiKeyRow[]> =>
  selectBy(scope, apiKeys, { id: ids });

/** A key and whose it is, by one statement. */
export async function apiKeyByHash(
  scope: ReadScope,
  tokenHash: string,
): Promise<{ key: ApiKeyRow; owner: UserRow | null } | undefined> {
  const statement = scope.prepared('api_key_by_hash', ({ db, of }) => {
    const [keys, people] = [of(apiKeys), of(users)];
    return db
      .select({ key: keys, owner: people })
      .from(keys)
      .leftJoin(people, eq(people.id, keys.userId))
      .where(eq(keys.tokenHash, sql.placeholder('tokenHash')))
      .prepare('api_key_by_hash');
  });
  const [found] = await statement.execute({ tokenHash });
  return found;
}

/** Keys, the newest first; of one person, or of everybody. */
export async function listApiKeys(scope: ReadScope, userId?: string | null): Promise<ApiKeyRow[]> {
  const rows = scope.of(apiKeys);
  const owned =
    userId === null ? isNull(rows.userId) : userId === undefined ? undefined : eq(rows.userId, userId);
  return scope.db.select().from(rows).where(owned).orderBy(desc(rows.createdAt), desc(rows.id));
}

export async function revokeApiKey(scope: WriteScope, id: string, now: number): Promise<boolean> {
  const rows = scope.of(apiKeys);
  const done = await scope.db
    .update(rows)
    .set({ revokedAt: now })
    .where(and(eq(rows.id, id), isNull(rows.revokedAt)))
    .returning({ id: rows.id });
  return done.length > 0;
}

export async function touchApiKey(scope: WriteScope, id: string, now: number): Promise<void> {
  const rows = scope.of(apiKeys);
  await scope.db.update(rows).set({ lastUsedAt: now }).where(eq(rows.id, id));
}
