import type { Row } from '../../platform/storage/columns.ts';
import { selectBy, upsertRow } from '../../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import { digests } from '../tables.ts';

export type DigestRow = Row<typeof digests>;

export async function digestRow(scope: ReadScope, principal: string): Promise<DigestRow | undefined> {
  const [row] = await selectBy(scope, digests, { principal });
  return row;
}

export function saveDigest(scope: WriteScope, row: DigestRow): Promise<void> {
  return upsertRow(scope, digests, ['principal'], row);
}
