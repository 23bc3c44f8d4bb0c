import { and, asc, eq, gt, inArray, isNotNull, isNull, or, type SQL } from '../platform/storage/drizzle.ts';
import { contains, selectBy } from '../platform/storage/statements.ts';
import type { NewRow, Row } from '../platform/storage/columns.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import type { Organisation } from './contract.ts';
import { organisations } from './tables.ts';

export type OrganisationRow = Row<typeof organisations>;

export async function insertOrganisation(
  scope: WriteScope,
  row: NewRow<typeof organisations>,
): Promise<void> {
  await scope.db.insert(scope.of(organisations)).values(row);
}

export async function organisationsById(
  scope: ReadScope,
  ids: readonly string[],
): Promise<OrganisationRow[]> {
  if (ids.length === 0) return [];
  const rows = scope.of(organisations);
  return scope.db
    .select()
    .from(rows)
    .where(inArray(rows.id, [...ids]));
}

export async function organisationNamed(
  scope: ReadScope,
  nameFolded: string,
): Promise<OrganisationRow | undefined> {
  const rows = scope.of(organisations);
  const [row] = await scope.db.select().from(rows).where(eq(rows.nameFolded, nameFolded));
  return row;
}

export const organisationsNamed = (
  scope: ReadScope,
  namesFolded: readonly string[],
): Promise<OrganisationRow[]> => selectBy(scope, organisations, { nameFolded: namesFolded });

/** Those that turned out to be others; few, and all in one index. */
export async function mergedOrganisations(scope: ReadScope): Promise<{ id: string; mergedInto: string }[]> {
  const rows = scope.of(organisations);
  const found = await scope.db
    .select({ id: rows.id, mergedInto: rows.mergedInto })
    .from(rows)
    .where(isNotNull(rows.mergedInto))
    .orderBy(asc(rows.id));
  return found.map(({ id, mergedInto }) => ({ id, mergedInto: mergedInto! }));
}

export async function confirmOrganisation(scope: WriteScope, id: string): Promise<void> {
  const rows = scope.of(organisations);
  await scope.db.update(rows).set({ proposedAt: null }).where(eq(rows.id, id));
}

/** Merges an organisation, and with it those that were merged into it: no merged one leads to another merged one. */
export async function mergeOrganisation(scope: WriteScope, id: string, into: string): Promise<void> {
  const rows = scope.of(organisations);
  await scope.db
    .update(rows)
    .set({ mergedInto: into })
    .where(or(eq(rows.id, id), eq(rows.mergedInto, id)));
}

export async function listOrganisations(
  scope: ReadScope,
  filter: {
    folded?: string;
    kind?: OrganisationRow['kind'];
    state?: Organisation['state'];
    after?: [string, string];
    limit: number;
  },
): Promise<OrganisationRow[]> {
  const rows = scope.of(organisations);
  const { folded, kind, state, after, limit } = filter;
  return scope.db
    .select()
    .from(rows)
    .where(
      and(
        folded === undefined ? undefined : contains(rows.nameFolded, folded),
        kind === undefined ? undefined : eq(rows.kind, kind),
        state === undefined ? undefined : hasState(scope, state),
        after === undefined
          ? undefined
          : or(gt(rows.nameFolded, after[0]), and(eq(rows.nameFolded, after[0]), gt(rows.id, after[1]))),
      ),
    )
    .orderBy(asc(rows.nameFolded), asc(rows.id))
    .limit(limit);
}

/** `stateOf` of the rules, in SQL. */
function hasState(scope: ReadScope, state: Organisation['state']): SQL | undefined {
  const rows = scope.of(organisations);
  if (state === 'merged') return isNotNull(rows.mergedInto);
  return and(
    isNull(rows.mergedInto),
    state === 'proposed' ? isNotNull(rows.proposedAt) : isNull(rows.proposedAt),
  );
}
