import { dayOf, endOfDay } from '../../platform/calendar.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Statement } from '../contract/statement.ts';
import { childrenOf } from '../repo.ts';
import { cargoCells } from '../rules/cargo-cells.ts';
import { currentFact, isFirm, statusOn } from '../rules/pledge.ts';
import { type StatedLine, statedRows } from '../rules/statement.ts';
import { toStatement } from '../statement-view.ts';
import { ownPartsInUsd, personDaysOf, usdOf } from '../measures.ts';
import { factsAsKnown } from './as-known.ts';
import { coveredBy, type PledgesNeeds } from './reading.ts';

/** What became of promises. */
export function pledgeStatements({ store, clock, cargoOf }: PledgesNeeds) {
  return {
    /**
     * The statement of a pledge: computed from its facts and those of its cargo, as known on a moment (now unless given).
     *
     * @param moment a day (its end in Kabul) or an instant; a later one than now is now
     * @throws DomainError not_found, also when the pledge was not recorded by then
     */
    statement(id: string, moment: string | undefined): Promise<Statement> {
      const now = Math.min(clock.now(), moment === undefined ? Infinity : endOf(moment));
      return store.read(async (scope) => {
        const known = await factsAsKnown(scope, id, now);
        if (!known) throw new DomainError('not_found', `no pledge ${id} was recorded by then`);
        const { facts, changedAt } = known;
        const { pledge, lines, statuses } = facts;
        const latest = currentFact(statuses);
        const status = statusOn(latest.status, pledge.expiresOn, dayOf(now));
        const cargo = await cargoOf(
          scope,
          lines.map((line) => line.id),
          now,
        );
        const cells = Map.groupBy(
          cargo.flatMap((shipment) => cargoCells(shipment, now)),
          ({ pledgeLine }) => pledgeLine,
        );
        const own = ownPartsInUsd(pledge, lines);
        const statusAt = Math.max(latest.recordedAt, ...facts.voided.map(({ voidedAt }) => voidedAt));
        const rows = lines.map((line): StatedLine => {
          const { quantityMilli, amountUsd } = own.get(line.id)!;
          return {
            ...{ id: line.id, province: line.province, item: line.item, quantityMilli: line.quantityMilli },
            amountUsd: usdOf(line.amountMinor, pledge),
            own: { quantityMilli, amountMinor: amountUsd },
            ownPersonDaysMilli: personDaysOf(line, quantityMilli, amountUsd),
            isFirm: isFirm(status),
            changedAt: changedAt(line.id),
            statusAt,
          };
        });
        const children = (await childrenOf(scope, [id])).get(id) ?? [];
        return toStatement({
          facts,
          status,
          children: children.filter(({ recordedAt }) => recordedAt <= now).map((child) => child.id),
          now,
          rows: rows.map((line) => statedRows(line, cells.get(line.id) ?? [], coveredBy)),
        });
      });
    },
  };
}

function endOf(moment: string): number {
  return moment.length === 10 ? endOfDay(moment) - 1 : Date.parse(moment);
}
