import {
  integer,
  json,
  optionalInteger,
  optionalJson,
  optionalText,
  table,
  text,
} from '../platform/storage/columns.ts';
import { organisations } from '../accounts/tables.ts';
import type { FieldError } from '../platform/errors.ts';
import type { PledgeEdit } from './contract/changes.ts';
import type { FieldConflict } from './rules/merge.ts';

export const pledges = table(
  'pledges',
  {
    id: text(),
    reference: text(),
    /** For search. None: recorded by a release that did not fold; the next start does. */
    referenceFolded: optionalText(),
    donor: text(),
    recipient: optionalText(),
    /** The latest of its status facts, kept beside them so that lists can filter by it. */
    status: text<'pledge' | 'commitment' | 'paid' | 'cancelled'>(),
    contributionType: text<'financial' | 'in_kind'>(),
    flowType: text<'standard' | 'parked' | 'pass_through' | 'carryover'>(),
    earmarking: integer(),
    decidedOn: text(),
    firstReportedOn: optionalText(),
    expectedBy: optionalText(),
    expiresOn: optionalText(),
    /** The appeal it counts towards, by its FTS code; and the year it is used in, where that was said. */
    plan: optionalText(),
    usageYear: optionalInteger(),
    currency: text(),
    /** Units of the currency per US dollar, as the decimal text it was given in: money is never computed from binary fractions. */
    ratePerUsd: text(),
    rateDate: text(),
    /** Hashes of the files that stand behind it. */
    attachments: optionalJson<string[]>(),
    /** The pledge this one was split off from, when a part of that one came further than the rest. */
    parent: optionalText(),
    /** Raised by every change; what stood before is in `pledge_versions`. */
    version: integer(),
    contentHash: text(),
    recordedBy: text(),
    recordedAt: integer(),
  },
  {
    primaryKey: ['id'],
    indexes: [
      ['recordedAt', 'id'],
      ['donor', 'recordedAt'],
      ['parent'],
      // What a new pledge may be a second entry of.
      ['donor', 'decidedOn'],
      ['referenceFolded'],
    ],
    foreignKeys: [
      { columns: ['donor'], references: () => organisations, foreign: ['id'] },
      { columns: ['recipient'], references: () => organisations, foreign: ['id'] },
    ],
    checks: { earmarking_range: 'earmarking between 1 and 4' },
  },
);

export const pledgeLines = table(
  'pledge_lines',
  {
    id: text(),
    pledge: text(),
    position: integer(),
    /** The line this one was allocated from. */
    parent: optionalText(),
    /** A sector, or `unallocated`. */
    sector: text(),
    province: optionalText(),
    item: optionalText(),
    quantityMilli: optionalInteger(),
    amountMinor: optionalInteger(),
    /** None: with the pledge. */
    recordedAt: optionalInteger(),
    /** Of the allocation that made it: the same one again has no second effect. */
    contentHash: optionalText(),
  },
  {
    primaryKey: ['id'],
    indexes: [['pledge'], ['parent']],
    foreignKeys: [{ columns: ['pledge'], references: () => pledges, foreign: ['id'], onDelete: 'cascade' }],
    checks: {
      typed_or_financial: '(item is null) = (quantity_milli is null)',
      promises_something: 'quantity_milli is not null or amount_minor is not null',
      not_negative: 'coalesce(quantity_milli, 0) >= 0 and coalesce(amount_minor, 0) >= 0',
    },
  },
);

/** What a person answered when a pledge was logged that resembled others, and which those were. Rows are added, never changed. */
export const pledgeDuplicateAnswers = table(
  'pledge_duplicate_answers',
  {
    pledge: text(),
    answer: text<'different' | 'part_of'>(),
    candidates: json<{ id: string; why: ('reference' | 'amount')[] }[]>(),
    recordedBy: text(),
    recordedAt: integer(),
  },
  {
    primaryKey: ['pledge'],
    foreignKeys: [{ columns: ['pledge'], references: () => pledges, foreign: ['id'], onDelete: 'cascade' }],
  },
);

/** How far a pledge has come, as dated facts; of those not voided the latest by (`on`, `recordedAt`) is what it is now. */
export const pledgeStatuses = table(
  'pledge_statuses',
  {
    id: text(),
    pledge: text(),
    status: text<'pledge' | 'commitment' | 'paid' | 'cancelled'>(),
    on: text(),
    recordedBy: text(),
    recordedAt: integer(),
    /** Of the command that told it: the same one again has no second effect. None for the first status of a pledge. */
    contentHash: optionalText(),
    /** What the person who recorded it says about it. */
    reason: optionalText(),
  },
  {
    primaryKey: ['id'],
    indexes: [['pledge']],
    foreignKeys: [{ columns: ['pledge'], references: () => pledges, foreign: ['id'], onDelete: 'cascade' }],
  },
);

/** Status facts that were a mistake. Rows are added, never changed: going back is a void, not an edit. */
export const pledgeStatusVoids = table(
  'pledge_status_voids',
  { status: text(), reason: text(), recordedBy: text(), recordedAt: integer() },
  {
    primaryKey: ['status'],
    foreignKeys: [
      { columns: ['status'], references: () => pledgeStatuses, foreign: ['id'], onDelete: 'cascade' },
    ],
  },
);

/**
 * What a pledge said before each change: rows are added, never changed; what it says now is the pledge itself. As known on
 * a moment, a pledge said what its first version superseded after that moment says.
 */
export const pledgeVersions = table(
  'pledge_versions',
  {
    pledge: text(),
    version: integer(),
    reference: text(),
    recipient: optionalText(),
    flowType: text<'standard' | 'parked' | 'pass_through' | 'carryover'>(),
    earmarking: integer(),
    firstReportedOn: optionalText(),
    expectedBy: optionalText(),
    expiresOn: optionalText(),
    plan: optionalText(),
    usageYear: optionalInteger(),
    ratePerUsd: text(),
    rateDate: text(),
    attachments: optionalJson<string[]>(),
    supersededAt: integer(),
    supersededBy: text(),
  },
  {
    primaryKey: ['pledge', 'version'],
    foreignKeys: [{ columns: ['pledge'], references: () => pledges, foreign: ['id'], onDelete: 'cascade' }],
  },
);

/** What a line said before the change that ended this version of its pledge; there is none for a line that did not change. */
export const pledgeLineVersions = table(
  'pledge_line_versions',
  {
    line: text(),
    pledge: text(),
    version: integer(),
    sector: text(),
    province: optionalText(),
    item: optionalText(),
    quantityMilli: optionalInteger(),
    amountMinor: optionalInteger(),
    supersededAt: integer(),
  },
  {
    primaryKey: ['line', 'version'],
    indexes: [['pledge']],
    foreignKeys: [
      { columns: ['line'], references: () => pledgeLines, foreign: ['id'], onDelete: 'cascade' },
      { columns: ['pledge'], references: () => pledges, foreign: ['id'], onDelete: 'cascade' },
    ],
  },
);

/** Links under which the statement of a pledge is read without signing in. */
export const pledgeShares = table(
  'pledge_shares',
  {
    id: text(),
    pledge: text(),
    /** SHA-256 of the token in hexadecimal: the token itself is nowhere. */
    tokenHash: text(),
    expiresOn: text(),
    recordedBy: text(),
    recordedAt: integer(),
    revokedAt: optionalInteger(),
    revokedBy: optionalText(),
  },
  {
    primaryKey: ['id'],
    unique: [['tokenHash']],
    indexes: [['pledge']],
    foreignKeys: [{ columns: ['pledge'], references: () => pledges, foreign: ['id'], onDelete: 'cascade' }],
  },
);

/**
 * Edits that devices made on top of a version they had read, and what became of each. One that met another edit of the same field is kept
 * as it was sent, beside what was recorded, until a person says which stands; rows are never deleted.
 */
export const pledgeEdits = table(
  'pledge_edits',
  {
    /** The command's own: the same one again has the same outcome. */
    id: text(),
    pledge: text(),
    baseVersion: integer(),
    /** What the pledge was when the edit came. */
    metVersion: integer(),
    edit: json<PledgeEdit>(),
    contentHash: text(),
    outcome: text<'applied' | 'merged' | 'conflict'>(),
    /** Where both say something else, with what each says. */
    fields: json<FieldConflict[]>(),
    /** Why what they say together breaks a rule; empty when it does not. */
    problems: json<FieldError[]>(),
    recordedBy: text(),
    recordedAt: integer(),
    resolution: optionalText<'recorded' | 'sent' | 'other'>(),
    resolvedAt: optionalInteger(),
    resolvedBy: optionalText(),
    note: optionalText(),
  },
  {
    primaryKey: ['id'],
    indexes: [['pledge'], ['outcome', 'resolvedAt', 'id']],
    foreignKeys: [{ columns: ['pledge'], references: () => pledges, foreign: ['id'], onDelete: 'cascade' }],
  },
);
