import { and, asc, eq, gt, inArray, or } from '../platform/storage/drizzle.ts';
import { contains, selectBy } from '../platform/storage/statements.ts';
import type { NewRow, Row } from '../platform/storage/columns.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
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

export async function listOrganisations(
  scope: ReadScope,
  filter: { folded?: string; kind?: OrganisationRow['kind']; after?: [string, string]; limit: number },
): Promise<OrganisationRow[]> {
  const rows = scope.of(organisations);
  const { folded, kind, after, limit } = filter;
  return scope.db
    .select()
    .from(rows)
    .where(
      and(
        folded === undefined ? undefined : contains(rows.nameFolded, folded),
        kind === undefined ? undefined : eq(rows.kind, kind),
        after === undefined
          ? undefined
          : or(gt(rows.nameFolded, after[0]), and(eq(rows.nameFolded, after[0]), gt(rows.id, after[1]))),
      ),
    )
    .orderBy(asc(rows.nameFolded), asc(rows.id))
    .limit(limit);
}
