import { and, eq, sql } from '../storage/drizzle.ts';
import type { Row } from '../storage/columns.ts';
import { deleteBy, insertIfAbsent, selectBy } from '../storage/statements.ts';
import type { ReadScope, WriteScope } from '../storage/store.ts';
import type { UserRow } from './principal.ts';
import { sessions, usedCodes, users } from './tables.ts';

export type SessionRow = Row<typeof sessions>;

export async function userById(scope: ReadScope, id: string): Promise<UserRow | undefined> {
  const [row] = await selectBy(scope, users, { id });
  return row;
}

/** A session and whose it is, by one statement. */
export async function sessionByToken(
  scope: ReadScope,
  token: string,
): Promise<{ session: SessionRow; user: UserRow } | undefined> {
  const statement = scope.prepared('session_by_token', ({ db, of }) => {
    const [held, people] = [of(sessions), of(users)];
    return db
      .select({ session: held, user: people })
      .from(held)
      .innerJoin(people, eq(people.id, held.userId))
      .where(eq(held.token, sql.placeholder('token')))
      .prepare('session_by_token');
  });
  const [found] = await statement.execute({ token });
  return found;
}

export async function touchSession(scope: WriteScope, id: string, now: number): Promise<void> {
  const rows = scope.of(sessions);
  await scope.db
    .update(rows)
    .set({ updatedAt: now })
    .where(and(eq(rows.id, id), sql`${rows.updatedAt} < ${now}`));
}

/** Takes a one-time code, once in `withinMs`; answers whether it was the first time. */
export async function takeCode(
  scope: WriteScope,
  code: { userId: string; codeHash: string; usedAt: number },
  withinMs: number,
): Promise<boolean> {
  const rows = scope.of(usedCodes);
  await scope.db.delete(rows).where(sql`${rows.usedAt} < ${code.usedAt - withinMs}`);
  return insertIfAbsent(scope, usedCodes, code);
}

export const deleteSessionsOf = (scope: WriteScope, userId: string): Promise<void> =>
  deleteBy(scope, sessions, { userId });
