import { table, text } from '../platform/storage/columns.ts';
import type { Concern } from './rules.ts';

/**
 * What shipments, pledges and files concern: by it and nothing else is decided who sees them. Written with the facts it follows from, so that
 * nobody waits for a worker to be let in, and made exact again by reconciliation.
 */
export const concerns = table(
  'concerns',
  { subject: text(), concern: text<Concern>() },
  { primaryKey: ['subject', 'concern'], indexes: [['concern', 'subject']] },
);

/** Which records name a file, by each hash they name it by. Rows are added, never changed: a version that stood once named it too. */
export const fileUses = table(
  'file_uses',
  { sha256: text(), subject: text(), kind: text<'shipment' | 'pledge'>() },
  { primaryKey: ['sha256', 'subject'] },
);
