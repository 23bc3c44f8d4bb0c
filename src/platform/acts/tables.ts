import { integer, json, optionalInteger, optionalText, table, text } from '../storage/columns.ts';

/** What somebody changed, until it is sealed into the audit trail: written in the unit of work of the change itself. */
export const auditPending = table(
  'audit_pending',
  {
    id: text(),
    at: integer(),
    principal: text(),
    role: text(),
    organisation: optionalText(),
    operation: text(),
    requestId: text(),
    /** What was changed, such as `shipment`, and which. */
    kind: text(),
    key: text(),
    /** `done`, or the code of the refusal. */
    outcome: text(),
    /** A digest of what was sent; none where nothing was. */
    contentHash: optionalText(),
    /** Where a refused request came from; none of what was done. */
    address: optionalText(),
    /** How many equal refusals, within a second, this one stands for; none: one. */
    times: optionalInteger(),
  },
  { primaryKey: ['id'] },
);

/** What was answered under the keys that callers gave their requests, stored in the unit of work of its effect. */
export const idempotencyKeys = table(
  'idempotency_keys',
  {
    principal: text(),
    key: text(),
    operation: text(),
    /** Of what came with the key: the same key with something else is refused. */
    contentHash: text(),
    result: json<unknown>(),
    recordedAt: integer(),
  },
  { primaryKey: ['principal', 'key'], indexes: [['recordedAt']] },
);
