import type { Permission, Role } from '../../platform/access.ts';
import type { UserRow } from '../../platform/auth/principal.ts';
import { credentials, secondFactors, sessions, users } from '../../platform/auth/tables.ts';
import { and, asc, count, desc, eq, gt, isNull } from '../../platform/storage/drizzle.ts';
import type { Row } from '../../platform/storage/columns.ts';
import { contains, deleteBy, insertRows, selectBy, upsertRow } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';

export type CredentialRow = Row<typeof credentials>;
export type SessionRow = Row<typeof sessions>;
export type { Permission, UserRow };

export const insertUser = (scope: WriteScope, row: UserRow): Promise<void> => insertRows(scope, users, [row]);

export const saveUser = (scope: WriteScope, row: UserRow): Promise<void> =>
  upsertRow(scope, users, ['id'], row);

export async function userById(scope: ReadScope, id: string): Promise<UserRow | undefined> {
  const [row] = await selectBy(scope, users, { id });
  return row;
}

export const usersById = (scope: ReadScope, ids: readonly string[]): Promise<UserRow[]> =>
  selectBy(scope, users, { id: ids });

export async function userByEmail(scope: ReadScope, email: string): Promise<UserRow | undefined> {
  const [row] = await selectBy(scope, users, { email });
  return row;
}

export async function listUsers(
  scope: ReadScope,
  filter: { part?: string; role?: Role; after?: string; limit: number },
): Promise<UserRow[]> {
  const rows = scope.of(users);
  const { part, role, after, limit } = filter;
  return scope.db
    .select()
    .from(rows)
    .where(
      and(
        part === undefined ? undefined : contains(rows.email, part),
        role === undefined ? undefined : eq(rows.role, role),
        after === undefined ? undefined : gt(rows.email, after),
      ),
    )
    .orderBy(asc(rows.email))
    .limit(limit);
}

/** Those who can get in, from after an id on. */
export async function activeUsersAfter(scope: ReadScope, after: string, limit: number): Promise<UserRow[]> {
  const rows = scope.of(users);
  return scope.db
    .select()
    .from(rows)
    .where(and(isNull(rows.disabledAt), gt(rows.id, after)))
    .orderBy(asc(rows.id))
    .limit(limit);
}

export async function userCount(scope: ReadScope): Promise<number> {
  const [row] = await scope.db.select({ all: count() }).from(scope.of(users));
  return row?.all ?? 0;
}

/** Administrators who can get in. */
export async function activeAdmins(scope: ReadScope): Promise<string[]> {
  const rows = scope.of(users);
  const found = await scope.db
    .select({ id: rows.id })
    .from(rows)
    .where(and(eq(rows.role, 'admin'), isNull(rows.disabledAt)));
  return found.map(({ id }) => id);
}

export async function passwordOf(scope: ReadScope, userId: string): Promise<CredentialRow | undefined> {
  const [row] = await selectBy(scope, credentials, { userId, providerId: 'credential' });
  return row;
}

export const savePassword = (scope: WriteScope, row: CredentialRow): Promise<void> =>
  upsertRow(scope, credentials, ['providerId', 'accountId'], row);

/** Ends the wait after wrong codes. */
export async function unlockSecondFactor(scope: WriteScope, userId: string): Promise<void> {
  const rows = scope.of(secondFactors);
  await scope.db
    .update(rows)
    .set({ failedVerificationCount: 0, lockedUntil: null })
    .where(eq(rows.userId, userId));
}

/** Takes a person's second factor away, for one who has lost it. */
export const deleteSecondFactor = (scope: WriteScope, userId: string): Promise<void> =>
  deleteBy(scope, secondFactors, { userId });

export async function sessionsOf(scope: ReadScope, userId: string): Promise<SessionRow[]> {
  const rows = scope.of(sessions);
  return scope.db
    .select()
    .from(rows)
    .where(eq(rows.userId, userId))
    .orderBy(desc(rows.updatedAt), desc(rows.id));
}

export async function sessionById(scope: ReadScope, id: string): Promise<SessionRow | undefined> {
  const [row] = await selectBy(scope, sessions, { id });
  return row;
}

export const deleteSessions = (scope: WriteScope, ids: readonly string[]): Promise<void> =>
  deleteBy(scope, sessions, { id: ids });
