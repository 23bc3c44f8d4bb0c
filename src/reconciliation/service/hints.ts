import type { Authorized } from '../../access/authorized.ts';
import type { Asker } from '../../access/rules.ts';
import { allBySystem, notFound, toFollow, toHandle, visibleTo } from '../../access/service.ts';
import { type Act, perform } from '../../platform/acts/act.ts';
import { toIso } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import { contentHash } from '../../platform/content.ts';
import { decodeCursor, type Page, toPage } from '../../platform/page.ts';
import { requireVersion } from '../../platform/precondition.ts';
import { fromMilli } from '../../platform/quantity.ts';
import { markDirty } from '../../platform/queue/repo.ts';
import type { ReadScope, Store, WriteScope } from '../../platform/storage/store.ts';
import { shipmentHeads } from '../../shipments/service.ts';
import type { NettingHint, NettingHintQuery } from '../contract/netting.ts';
import { addHistory } from '../repo/discrepancies.ts';
import * as repo from '../repo/netting.ts';
import { checkHintCommand, type HintCommand } from '../rules/hint.ts';
import { nettingKey } from '../rules/netting.ts';
import { once, refuseIf } from './commands.ts';
import { changeCase } from './cases.ts';
import { caseOfEnd, endsOf, undoNetting, unitOf } from './netting.ts';

/** Netting hints as people see them and decide on them. */
export function hintHandling({ store, clock }: { store: Store; clock: Clock }) {
  return {
    list({ cursor, limit, ...filter }: NettingHintQuery, asker: Asker): Promise<Page<NettingHint>> {
      const after = cursor === undefined ? undefined : decodeCursor(cursor, ['integer', 'text']);
      return store.read(async (scope) => {
        const rows = await repo.listHints(scope, {
          ...filter,
          shipments: visibleTo(asker, 'shipment'),
          after,
          limit: limit + 1,
        });
        const page = toPage(rows, limit, (row) => [row.proposedAt, row.id]);
        return { ...page, items: await toHints(scope, page.items) };
      });
    },

    /** @throws DomainError not_found */
    get: (id: string, asker: Asker): Promise<NettingHint> =>
      store.read(async (scope) => {
        const seen = await toFollow(scope, asker, 'hint', id, await aboutOf(scope, id));
        return readHint(scope, seen.id);
      }),

    /**
     * Accepts or dismisses a hint that is still as the caller read it, and does to the cases at its ends what follows from it. No
     * fact is changed: the books of both waybills stay as they were told.
     *
     * @throws DomainError not_found, id_reused, precondition_required, precondition_failed with the hint as `current`, refused
     */
    decide(
      id: string,
      { id: commandId, ...command }: HintCommand & { id?: string | undefined },
      ifMatch: string | undefined,
      act: Act,
    ): Promise<NettingHint> {
      const by = act.principal.id;
      return perform({ store, clock }, act, async (scope) => {
        const about = await aboutOf(scope, id);
        const hint = await toHandle(scope, act.principal, 'hint', id, about, 'inside');
        const row = await hintOf(scope, hint);
        const now = clock.now();
        const current = () => readHint(scope, hint);
        return once(scope, { id: commandId, subject: id, ...command }, now, current, async () => {
          await requireVersion(ifMatch, row.version, 'the hint', current);
          refuseIf(checkHintCommand(row.state, command));
          const state = command.act === 'accept' ? 'accepted' : 'dismissed';
          const decision = { decidedAt: now, decidedBy: by, text: command.text ?? null };
          const next = { ...row, ...decision, state, version: row.version + 1 } as const;
          await repo.saveHint(scope, row.id, next);
          if (command.act === 'accept') await settleCasesBy(scope, next, now);
          else if (row.state === 'accepted')
            await undoNetting(scope, row, now, { by, text: command.text, reason: null });
          // What a dismissed hint would have used may be what is missing on another waybill.
          await markDirty(scope, 'netting', nettingKey(row), now);
          await scope.record('netting_hint', id, contentHash(command));
          return current();
        });
      });
    },
  };
}

type Decided = repo.HintRow & { decidedBy: string };

/** Resolves the cases at both ends that accepted hints explain whole, and notes the part in the history of the others. */
async function settleCasesBy(scope: WriteScope, hint: Decided, now: number): Promise<void> {
  for (const end of endsOf(hint)) {
    const row = await caseOfEnd(scope, end);
    if (!row) continue;
    const netted = await repo.nettedOfLine(scope, end.side, end.shipment, end.line);
    const isExplained = row.closedAt === null && netted >= (row.quantityMilli ?? 0);
    const { decidedBy: by, text, id, quantityMilli } = hint;
    const step = { discrepancy: row.id, at: now, by, text, hint: id };
    const next = { ...row, version: row.version + 1 };
    if (isExplained) {
      await changeCase(scope, { ...next, state: 'resolved', resolution: 'netted', closedAt: now }, now);
      const { quantityMilli: whole } = row;
      await addHistory(scope, { ...step, what: 'resolved', reason: 'netted', quantityMilli: whole });
    } else {
      await changeCase(scope, next, now);
      await addHistory(scope, { ...step, what: 'netted', quantityMilli });
    }
  }
}

/** A hint speaks of two waybills: it is seen by whoever sees both. */
async function aboutOf(scope: ReadScope, id: string) {
  const ends = await repo.endsOfHint(scope, id);
  if (!ends) throw notFound('hint', id);
  return ends.map((shipment) => ['shipment', shipment] as const);
}

async function hintOf<I extends Authorized<'hint'>>(
  scope: ReadScope,
  id: I,
): Promise<repo.HintRow & { id: I }> {
  const row = await repo.hintRow(scope, id);
  if (!row) throw notFound('hint', id);
  return { ...row, id };
}

async function readHint(scope: ReadScope, id: Authorized<'hint'>): Promise<NettingHint> {
  const [hint] = await toHints(scope, [await hintOf(scope, id)]);
  return hint!;
}

async function toHints(
  scope: ReadScope,
  rows: readonly (repo.HintRow & { id: Authorized<'hint'> })[],
): Promise<NettingHint[]> {
  const ends = rows.flatMap(({ excessShipment, shortShipment }) => [excessShipment, shortShipment]);
  // Whoever sees a hint sees both.
  const heads = await shipmentHeads(scope, allBySystem('shipment', ends));
  return rows.map((row) => {
    const { id, state, item, excessShipment, shortShipment, shortLine, decidedBy, text, version } = row;
    const instant = (at: number | null) => (at === null ? null : toIso(at));
    return {
      ...{ id, state, item, excessShipment, shortShipment, shortLine, decidedBy, text, version },
      unit: unitOf(item),
      quantity: fromMilli(row.quantityMilli),
      destination: { province: row.province, district: row.place === row.province ? null : row.place },
      excessWaybill: heads.get(excessShipment)?.waybill ?? '',
      excessLine: row.excessLine === item ? null : row.excessLine,
      shortWaybill: heads.get(shortShipment)?.waybill ?? '',
      proposedAt: toIso(row.proposedAt),
      decidedAt: instant(row.decidedAt),
      withdrawnAt: instant(row.withdrawnAt),
    };
  });
}
