import * as access from '../src/access/tables.ts';
import * as accounts from '../src/accounts/tables.ts';
import * as allocation from '../src/allocation/tables.ts';
import * as acts from '../src/platform/acts/tables.ts';
import * as auth from '../src/platform/auth/tables.ts';
import * as attachments from '../src/attachments/tables.ts';
import * as audit from '../src/audit/tables.ts';
import * as feed from '../src/platform/feed/tables.ts';
import * as gaps from '../src/gaps/tables.ts';
import * as needs from '../src/needs/tables.ts';
import * as notify from '../src/notify/tables.ts';
import * as places from '../src/places/tables.ts';
import type { NeutralTable, RowsAgree } from '../src/platform/storage/columns.ts';
import * as queue from '../src/platform/queue/tables.ts';
import * as pledges from '../src/pledges/tables.ts';
import * as reconciliation from '../src/reconciliation/tables.ts';
import * as shipments from '../src/shipments/tables.ts';

/** Every table of the service, for the generator of migrations and for tests. */
export const tables = {
  ...queue,
  ...acts,
  ...feed,
  ...access,
  ...auth,
  ...accounts,
  ...places,
  ...needs,
  ...attachments,
  ...pledges,
  ...shipments,
  ...reconciliation,
  ...gaps,
  ...allocation,
  ...notify,
  ...audit,
};

// Does not compile unless every table has the same rows in both engines.
const agree: { [K in keyof typeof tables]: RowsAgree<(typeof tables)[K]> } = Object.fromEntries(
  Object.keys(tables).map((name) => [name, true]),
) as { [K in keyof typeof tables]: true };

export const allTables: readonly NeutralTable[] = Object.keys(agree).map(
  (name) => tables[name as keyof typeof tables],
);
