import type { Row } from '../platform/storage/columns.ts';
import { insertRows, selectBy } from '../platform/storage/statements.ts';
import type { ReadScope, WriteScope } from '../platform/storage/store.ts';
import { accessConstraints, crossingStatuses } from './tables.ts';

export type CrossingStatusRow = Row<typeof crossingStatuses>;

export type AccessConstraintRow = Row<typeof accessConstraints>;

export function insertCrossingStatus(scope: WriteScope, row: CrossingStatusRow): Promise<void> {
  return insertRows(scope, crossingStatuses, [row]);
}

/** What was recorded about one crossing, or about all, in the order of recording. */
export function recordedStatuses(scope: ReadScope, crossing?: string): Promise<CrossingStatusRow[]> {
  const order = ['recordedAt', 'id'] as const;
  return crossing === undefined
    ? selectBy(scope, crossingStatuses, {}, order)
    : selectBy(scope, crossingStatuses, { crossing }, order);
}

export function insertAccessConstraint(scope: WriteScope, row: AccessConstraintRow): Promise<void> {
  return insertRows(scope, accessConstraints, [row]);
}

/** What was recorded about one constraint, or about all, in the order of recording. */
export function recordedConstraints(scope: ReadScope, code?: string): Promise<AccessConstraintRow[]> {
  const order = ['recordedAt', 'id'] as const;
  return code === undefined
    ? selectBy(scope, accessConstraints, {}, order)
    : selectBy(scope, accessConstraints, { code }, order);
}
