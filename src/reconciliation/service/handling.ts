import { type Act, perform } from '../../platform/acts/act.ts';
import type { Clock } from '../../platform/clock.ts';
import { contentHash } from '../../platform/content.ts';
import { requireVersion } from '../../platform/precondition.ts';
import type { Store } from '../../platform/storage/store.ts';
import type { Discrepancy } from '../contract.ts';
import * as repo from '../repo/discrepancies.ts';
import { afterCommand, type CaseCommand, checkCommand, HAPPENING_OF } from '../rules/case.ts';
import type { OnCasesChanged } from './cases.ts';
import { once, refuseIf } from './commands.ts';
import { caseOf, readCase } from './discrepancies.ts';

/** What people do with cases, each in one unit of work with what they have seen of it. */
export function caseHandling({
  store,
  clock,
  onCasesChanged,
}: {
  store: Store;
  clock: Clock;
  onCasesChanged: OnCasesChanged;
}) {
  return {
    /**
     * Carries out a command about a case. A comment needs no `ifMatch`: it overwrites nothing.
     *
     * @throws DomainError not_found, id_reused, precondition_required, precondition_failed with the case as `current`, refused
     */
    handle(
      id: string,
      { id: commandId, ...command }: CaseCommand & { id?: string | undefined },
      ifMatch: string | undefined,
      act: Act,
    ): Promise<Discrepancy> {
      const by = act.principal.id;
      return perform({ store, clock }, act, async (scope) => {
        const row = await caseOf(scope, id);
        const now = clock.now();
        const current = () => readCase(scope, id);
        return once(scope, { id: commandId, subject: id, ...command }, now, current, async () => {
          if (command.act !== 'comment') await requireVersion(ifMatch, row.version, 'the case', current);
          refuseIf(checkCommand(row, command));
          const next = { ...afterCommand(row, command, now), version: row.version + 1 };
          await repo.saveCase(scope, next);
          await repo.addHistory(scope, {
            ...{ discrepancy: id, at: now, what: HAPPENING_OF[command.act], by, text: command.text ?? null },
            quantityMilli: row.quantityMilli,
            reason: command.act === 'resolve' ? command.reason : null,
            ...(command.act === 'assign' && { ownerBefore: row.owner, ownerAfter: next.owner }),
          });
          if (command.act === 'resolve') await onCasesChanged(scope, [{ what: 'closed', row: next }], now);
          if (command.act === 'reopen') await onCasesChanged(scope, [{ what: 'reopened', row: next }], now);
          await scope.record('discrepancy', id, contentHash(command));
          return current();
        });
      });
    },
  };
}
