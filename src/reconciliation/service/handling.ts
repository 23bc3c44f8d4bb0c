import { type Act, perform } from '../../platform/acts/act.ts';
import type { Clock } from '../../platform/clock.ts';
import { contentHash } from '../../platform/content.ts';
import { requireVersion } from '../../platform/precondition.ts';
import type { Store } from '../../platform/storage/store.ts';
import type { Discrepancy } from '../contract.ts';
import * as repo from '../repo/discrepancies.ts';
import { afterCommand, type CaseCommand, checkCommand, HAPPENING_OF } from '../rules/case.ts';
import { changeCase } from './cases.ts';
import { once, refuseIf } from './commands.ts';
import { caseOf, caseToHandle, readCase } from './discrepancies.ts';

/** Said by whoever sees a case: it takes the decision from nobody. */
const TOLD_BY_ANYBODY: ReadonlySet<CaseCommand['act']> = new Set(['acknowledge', 'comment']);

/** What people do with cases, each in one unit of work with what they have seen of it. */
export function caseHandling({ store, clock }: { store: Store; clock: Clock }) {
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
        const { principal } = act;
        const from = TOLD_BY_ANYBODY.has(command.act) ? 'outside' : 'inside';
        const row = await caseOf(scope, await caseToHandle(scope, principal, id, from));
        const now = clock.now();
        const current = () => readCase(scope, principal, row.id);
        return once(scope, { id: commandId, subject: id, ...command }, now, current, async () => {
          if (command.act !== 'comment') await requireVersion(ifMatch, row.version, 'the case', current);
          refuseIf(checkCommand(row, command));
          const next = { ...afterCommand(row, command, now), version: row.version + 1 };
          await changeCase(scope, next, now);
          await repo.addHistory(scope, {
            ...{ discrepancy: id, at: now, what: HAPPENING_OF[command.act], by, text: command.text ?? null },
            quantityMilli: row.quantityMilli,
            reason: command.act === 'resolve' ? command.reason : null,
            ...(command.act === 'assign' && { ownerBefore: row.owner, ownerAfter: next.owner }),
          });
          await scope.record('discrepancy', id, contentHash(command));
          return current();
        });
      });
    },
  };
}
