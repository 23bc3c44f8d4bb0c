import type { Authorized } from '../access/authorized.ts';
import { eq } from '../platform/storage/drizzle.ts';
import type { Row } from '../platform/storage/columns.ts';
import { insertIfAbsent, selectBy } from '../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import { attachmentContents, attachmentHashes, attachments } from './tables.ts';

export type AttachmentRow = Row<typeof attachments>;

/** The attachments behind these hashes, by the hash. */
export async function byHash(
  scope: ReadScope,
  hashes: readonly string[],
): Promise<Map<string, AttachmentRow>> {
  const known = await selectBy(scope, attachmentHashes, { sha256: [...new Set(hashes)] });
  const ids = [...new Set(known.map(({ attachment }) => attachment))];
  const rows = new Map((await selectBy(scope, attachments, { id: ids })).map((row) => [row.id, row]));
  return new Map(known.map(({ sha256, attachment }) => [sha256, rows.get(attachment)!]));
}

export async function byId(scope: ReadScope, id: string): Promise<AttachmentRow | undefined> {
  const [row] = await selectBy(scope, attachments, { id });
  return row;
}

/** Every hash an attachment is known by. */
export async function hashesOf(scope: ReadScope, attachment: string): Promise<string[]> {
  const rows = await selectBy(scope, attachmentHashes, { attachment }, ['sha256']);
  return rows.map(({ sha256 }) => sha256);
}

export async function contentOf(
  scope: ReadScope,
  attachment: Authorized<'file'>,
): Promise<Buffer | undefined> {
  const rows = scope.of(attachmentContents);
  const [row] = await scope.db
    .select({ content: rows.content })
    .from(rows)
    .where(eq(rows.attachment, attachment));
  return row?.content;
}

export async function insert(scope: WriteScope, row: AttachmentRow, content: Buffer): Promise<void> {
  await scope.db.insert(scope.of(attachments)).values(row);
  await scope.db.insert(scope.of(attachmentContents)).values({ attachment: row.id, content });
}

/** Has an attachment known by a hash too. */
export async function insertHash(scope: WriteScope, sha256: string, attachment: string): Promise<void> {
  await insertIfAbsent(scope, attachmentHashes, { sha256, attachment });
}
