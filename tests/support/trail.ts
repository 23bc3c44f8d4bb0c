/** What was done, in order, whether it is sealed into the audit trail yet or not. */
import { auditLog } from '../../src/audit/tables.ts';
import { auditPending } from '../../src/platform/acts/tables.ts';
import type { Service } from './service.ts';

export const trailOf = ({ store }: Pick<Service, 'store'>) =>
  store.read(async (scope) => {
    const sealed = await scope.db.select().from(scope.of(auditLog));
    const pending = await scope.db.select().from(scope.of(auditPending));
    return [...sealed, ...pending]
      .filter(({ outcome }) => outcome === 'done')
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  });
