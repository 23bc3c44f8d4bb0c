import { integer, optionalInteger, optionalText, table, text } from '../platform/storage/columns.ts';

/** The trail: everything that was done or refused, in the order it was sealed. Rows are added, never changed or deleted. */
export const auditLog = table(
  'audit_log',
  {
    /** 1, 2, 3 …, without a gap. */
    seq: integer(),
    id: text(),
    at: integer(),
    principal: text(),
    role: text(),
    organisation: optionalText(),
    operation: text(),
    requestId: text(),
    kind: text(),
    key: text(),
    outcome: text(),
    contentHash: optionalText(),
    address: optionalText(),
    times: optionalInteger(),
    /** The hash of the entry before. */
    prev: text(),
    /** SHA-256, in hexadecimal, of `prev` followed by the entry in canonical form. */
    hash: text(),
  },
  {
    primaryKey: ['seq'],
    indexes: [['kind', 'key'], ['principal', 'seq'], ['at']],
  },
);

/** Where the trail ends: one row, locked by whoever seals, so that two never continue the same entry. */
export const auditHeads = table(
  'audit_heads',
  { name: text<'head'>(), seq: integer(), hash: text() },
  { primaryKey: ['name'] },
);

/** What each verification of the trail found; rows are added, never changed. */
export const auditVerifications = table(
  'audit_verifications',
  {
    id: text(),
    finishedAt: integer(),
    /** Entries and facts that were checked. */
    checked: integer(),
    /** What is wrong with the chain or with a fact. */
    faults: integer(),
    headSeq: integer(),
    headHash: text(),
  },
  { primaryKey: ['id'] },
);
