import {
  boolean,
  count,
  integer,
  json,
  optionalInteger,
  optionalText,
  real,
  table,
  text,
} from '../platform/storage/columns.ts';
import type { FlagHappening, FlagState } from './rules/flag-case.ts';

/** Coverage of a province and sector in a month, in thousandths of a person-day. Reports only read these rows. */
export const laneCells = table(
  'lane_cells',
  {
    province: text(),
    sector: text(),
    month: text(),
    /** None: no need is recorded for the month, and so nothing can be said about it. */
    need: optionalInteger(),
    /** True when the need is derived, not reported: shown wherever the number is. */
    isEstimate: boolean(),
    delivered: integer(),
    inTransit: integer(),
    late: integer(),
    held: integer(),
    stale: integer(),
    firm: integer(),
    pledged: integer(),
    lost: integer(),
    unpledged: integer(),
    /** Confirmed supply beyond what can be used or carried on. */
    excess: integer(),
    /** Confirmed stock carried into the next month. */
    carried: integer(),
    level: text<'none' | 'watch' | 'serious' | 'critical' | 'unknown'>(),
    /** Recorded facts behind the cell: its need row and the lines whose parcels touch the month. */
    facts: integer(),
    priority: real(),
  },
  { primaryKey: ['province', 'sector', 'month'], indexes: [['sector', 'month']] },
);

/** When a lane was last computed. */
export const lanes = table(
  'lanes',
  { province: text(), sector: text(), evaluatedAt: integer() },
  { primaryKey: ['province', 'sector'] },
);

/** A lane that is short now or soon: one row per lane, reopened rather than duplicated. */
export const gapFlags = table(
  'gap_flags',
  {
    id: text(),
    province: text(),
    sector: text(),
    severity: text<'serious' | 'critical'>(),
    months: json<string[]>(),
    state: text<FlagState>(),
    owner: optionalText(),
    openedAt: integer(),
    closedAt: optionalInteger(),
    /** Raised by every change, by the cells or by people: nobody overwrites what he has not seen. */
    version: count(),
  },
  { primaryKey: ['id'], unique: [['province', 'sector']] },
);

/** What became of a flag, step by step; rows are added, never changed. */
export const gapFlagHistory = table(
  'gap_flag_history',
  {
    id: text(),
    flag: text(),
    at: integer(),
    what: text<FlagHappening>(),
    by: text(),
    /** As it then was. */
    months: json<string[]>(),
    severity: text<'serious' | 'critical'>(),
    text: optionalText(),
    ownerBefore: optionalText(),
    ownerAfter: optionalText(),
  },
  {
    primaryKey: ['id'],
    indexes: [['flag']],
    foreignKeys: [{ columns: ['flag'], references: () => gapFlags, foreign: ['id'], onDelete: 'cascade' }],
  },
);
