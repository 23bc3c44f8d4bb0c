import { boolean, integer, optionalInteger, table, text } from '../platform/storage/columns.ts';

/**
 * People in need and targeted per province, sector and month, as dated facts: replacing a cell ends the row that stood there
 * (`supersededAt`) and adds another, so that a report can be asked as known on any past moment.
 */
export const needs = table(
  'needs',
  {
    id: text(),
    province: text(),
    sector: text(),
    month: text(),
    peopleInNeed: optionalInteger(),
    peopleTargeted: integer(),
    source: text(),
    isEstimate: boolean(),
    recordedBy: text(),
    recordedAt: integer(),
    supersededAt: optionalInteger(),
  },
  { primaryKey: ['id'], indexes: [['province', 'sector', 'month']] },
);
