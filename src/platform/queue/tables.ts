import { integer, json, optionalInteger, optionalText, table, text } from '../storage/columns.ts';

/** What must be recomputed from facts: one row per thing, whatever the number of changes to it. */
export const dirty = table(
  'dirty',
  {
    kind: text(),
    key: text(),
    /** Raised by every change; the row is cleared only if it is still what the recomputation read. */
    seq: integer(),
    /** When the recomputation may begin; `NEVER` for what is parked. */
    availableAt: integer(),
    /** Set while a job is on its way; what is not done by then is given back. */
    leaseUntil: optionalInteger(),
    /** Failed attempts since the last change. */
    attempts: integer(),
    lastError: optionalText(),
  },
  { primaryKey: ['kind', 'key'], indexes: [['leaseUntil', 'availableAt']] },
);

/** Effects outside the database: done at least once, under a stable id that the receiver can deduplicate. */
export const outbox = table(
  'outbox',
  {
    id: text(),
    topic: text(),
    key: text(),
    payload: json<unknown>(),
    /** When it may be delivered; `NEVER` for what is done or parked. */
    availableAt: integer(),
    leaseUntil: optionalInteger(),
    attempts: integer(),
    doneAt: optionalInteger(),
    deadAt: optionalInteger(),
    lastError: optionalText(),
  },
  { primaryKey: ['id'], indexes: [['leaseUntil', 'availableAt']] },
);
