import { integer, optionalJson, table, text } from '../storage/columns.ts';
import type { FeedDetail, FeedKind } from './names.ts';

/**
 * What changed, in an order in which nothing is ever added behind what was read: which thing, never what it says. Phones and live
 * screens read it from where they were, and the things themselves as they are now.
 */
export const feed = table(
  'feed',
  {
    /** On SQLite a running number; on PostgreSQL the id of the transaction, for numbers are given out in another order than commits. */
    position: integer(),
    kind: text<FeedKind>(),
    key: text(),
    at: integer(),
    /** Which part of the thing; none: the whole of it. */
    detail: optionalJson<FeedDetail>(),
  },
  { primaryKey: ['position', 'kind', 'key'] },
);

/** One row: which feed this is, and what is no longer in it. */
export const feedMarks = table(
  'feed_marks',
  {
    name: text<'feed'>(),
    /** Another one after the positions have begun anew: cursors of before are then no longer known. */
    epoch: text(),
    /** Everything up to this position was swept away. */
    sweptTo: integer(),
  },
  { primaryKey: ['name'] },
);
