import { integer, optionalInteger, optionalText, table, text } from '../platform/storage/columns.ts';
import { organisations } from '../accounts/tables.ts';

export const pledges = table(
  'pledges',
  {
    id: text(),
    reference: text(),
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
    currency: text(),
    /** Units of the currency per US dollar, as the decimal text it was given in: money is never computed from binary fractions. */
    ratePerUsd: text(),
    rateDate: text(),
    version: integer(),
    contentHash: text(),
    recordedBy: text(),
    recordedAt: integer(),
  },
  {
    primaryKey: ['id'],
    indexes: [['donor', 'recordedAt']],
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

/** How far a pledge has come, as dated facts; the latest by (`on`, `recordedAt`, `id`) is what it is now. */
export const pledgeStatuses = table(
  'pledge_statuses',
  {
    id: text(),
    pledge: text(),
    status: text<'pledge' | 'commitment' | 'paid' | 'cancelled'>(),
    on: text(),
    recordedBy: text(),
    recordedAt: integer(),
  },
  {
    primaryKey: ['id'],
    indexes: [['pledge']],
    foreignKeys: [{ columns: ['pledge'], references: () => pledges, foreign: ['id'], onDelete: 'cascade' }],
  },
);
