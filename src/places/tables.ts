import {
  boolean,
  integer,
  list,
  optionalInteger,
  optionalText,
  table,
  text,
} from '../platform/storage/columns.ts';
import type { AccessStatement } from './contract/access.ts';

/** What somebody said about a crossing, and from when: facts are added, never edited. */
export const crossingStatuses = table(
  'crossing_statuses',
  {
    id: text(),
    crossing: text(),
    status: text<'open' | 'restricted' | 'closed'>(),
    /** Days in Kabul (`until` included) or instants in UTC. */
    from: text(),
    until: optionalText(),
    reason: text(),
    recordedBy: text(),
    recordedAt: integer(),
  },
  { primaryKey: ['id'], indexes: [['crossing', 'recordedAt']] },
);

/** What somebody said about a pass, a season or a road: facts are added, never edited; of one code the last one recorded counts. */
export const accessConstraints = table(
  'access_constraints',
  {
    id: text(),
    code: text(),
    name: text(),
    cause: text<AccessStatement['cause']>(),
    effect: text<AccessStatement['effect']>(),
    days: optionalInteger(),
    provinces: list<string>(),
    districts: list<string>(),
    crossings: list<string>(),
    months: list<number>(),
    /** Days in Kabul, both included. */
    from: optionalText(),
    until: optionalText(),
    status: text<AccessStatement['status']>(),
    source: text(),
    note: optionalText(),
    isWithdrawn: boolean(),
    recordedBy: text(),
    recordedAt: integer(),
  },
  { primaryKey: ['id'], indexes: [['code', 'recordedAt']] },
);
