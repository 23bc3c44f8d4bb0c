import { bytes, integer, optionalText, table, text } from '../platform/storage/columns.ts';

/** Papers and photographs that stand behind facts. Rows are added, never changed. */
export const attachments = table(
  'attachments',
  {
    id: text(),
    /** Of what is stored, in hexadecimal. */
    sha256: text(),
    mediaType: text<'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf'>(),
    sizeBytes: integer(),
    /** As it was sent first. */
    name: optionalText(),
    recordedBy: text(),
    recordedAt: integer(),
  },
  { primaryKey: ['id'], unique: [['sha256']] },
);

/** Apart from what is said about them, so that nobody reads megabytes to learn a name. */
export const attachmentContents = table(
  'attachment_contents',
  { attachment: text(), content: bytes() },
  {
    primaryKey: ['attachment'],
    foreignKeys: [
      { columns: ['attachment'], references: () => attachments, foreign: ['id'], onDelete: 'cascade' },
    ],
  },
);

/** Every hash a content is known by: of what is stored, and of each original it was made from. */
export const attachmentHashes = table(
  'attachment_hashes',
  { sha256: text(), attachment: text() },
  {
    primaryKey: ['sha256'],
    indexes: [['attachment']],
    foreignKeys: [
      { columns: ['attachment'], references: () => attachments, foreign: ['id'], onDelete: 'cascade' },
    ],
  },
);
