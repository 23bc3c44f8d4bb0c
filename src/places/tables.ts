import { integer, optionalText, table, text } from '../platform/storage/columns.ts';

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
