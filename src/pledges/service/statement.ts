import type { Authorized } from '../../access/authorized.ts';
import { isUnderWay, redact } from '../../access/redaction.ts';
import { type Asker, SYSTEM } from '../../access/rules.ts';
import { relationsTo, seenAmong, toSee } from '../../access/service.ts';
import { organisationsById } from '../../accounts/service.ts';
import { dayOf, lastMomentOf } from '../../platform/calendar.ts';
import { DomainError } from '../../platform/errors.ts';
import type { PrintDocument, PrintLanguage } from '../../platform/print/document.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import type { PledgeStatus } from '../contract.ts';
import type { SharedStatement } from '../contract/share.ts';
import type { Statement } from '../contract/statement.ts';
import type { StatementRecords, StatementRecordsQuery } from '../contract/statement-records.ts';
import { ownPartsInUsd, personDaysOf, usdOf } from '../measures.ts';
import { statementDocument } from '../print/statement-document.ts';
import { childrenOf, type PledgeFacts } from '../repo.ts';
import { type CargoCell, cargoCells } from '../rules/cargo-cells.ts';
import { currentFact, isFirm, statusOn } from '../rules/pledge.ts';
import type { PromiseFact } from '../rules/promise-records.ts';
import { type StatedLine, type StatedRow, statedRows } from '../rules/statement.ts';
import { toShared, toStatement } from '../statement-view.ts';
import { factsAsKnown } from './as-known.ts';
import { coveredBy, type PledgesNeeds } from './reading.ts';
import { recordsBehind } from './statement-records.ts';

/** Everything a statement is made of, as it was known at `now`. */
export interface StatementFacts {
  facts: PledgeFacts;
  status: PledgeStatus;
  now: number;
  lines: StatedLine[];
  /** The cargo of a line, record by record. */
  cellsOf: (line: string) => CargoCell[];
  /** The rows of a line. */
  rowsOf: (line: StatedLine) => StatedRow[];
  promiseFacts: (line: string) => PromiseFact[];
  /** The shipments among its cargo that have not arrived. */
  underWay: ReadonlySet<string>;
}

/** What became of promises. */
export function pledgeStatements({ store, clock, cargoOf, waybillsOf }: PledgesNeeds) {
  const momentOf = (moment: string | undefined) =>
    Math.min(clock.now(), moment === undefined ? Infinity : lastMomentOf(moment));

  /** @throws DomainError not_found, also when the pledge was not recorded by then */
  async function read(scope: ReadScope, id: Authorized<'pledge'>, now: number): Promise<StatementFacts> {
    const known = await factsAsKnown(scope, id, now);
    if (!known) throw new DomainError('not_found', `no pledge ${id} was recorded by then`);
    const { facts, changedAt, promiseFacts } = known;
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
    const cellsOf = (line: string) => cells.get(line) ?? [];
    const own = ownPartsInUsd(pledge, lines);
    const statusAt = Math.max(latest.recordedAt, ...facts.voided.map(({ voidedAt }) => voidedAt));
    return {
      ...{ facts, status, now, cellsOf, promiseFacts },
      underWay: new Set(
        cargo.filter(({ state }) => isUnderWay(state.status)).map((shipment) => shipment.facts.id),
      ),
      rowsOf: (line) => statedRows(line, cellsOf(line.id), coveredBy),
      lines: lines.map((line): StatedLine => {
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
      }),
    };
  }

  async function shown(scope: ReadScope, asker: Asker, found: StatementFacts): Promise<Statement> {
    const { id } = found.facts.pledge;
    const children = (await childrenOf(scope, [id])).get(id) ?? [];
    const statement = toStatement({
      ...found,
      children: children.filter(({ recordedAt }) => recordedAt <= found.now).map((child) => child.id),
      rows: found.lines.map(found.rowsOf),
    });
    const named = [...statement.children, ...(statement.parent === null ? [] : [statement.parent])];
    const seen: ReadonlySet<string> = new Set(await seenAmong(scope, asker, 'pledge', named));
    return redact('statement', { relation: 'inside', sees: (one) => seen.has(one) }, statement);
  }

  return {
    /**
     * The statement of a pledge: computed from its facts and those of its cargo, as known on a moment (now unless given).
     *
     * @param moment a day (its end in Kabul) or an instant; a later one than now is now
     * @throws DomainError not_found, also when the pledge was not recorded by then
     */
    statement(of: string, moment: string | undefined, asker: Asker): Promise<Statement> {
      return store.read(async (scope) => {
        const { id } = await toSee(scope, asker, 'pledge', of);
        return shown(scope, asker, await read(scope, id, momentOf(moment)));
      });
    },

    /** What a link opens, for whoever holds it. */
    sharedStatement: (pledge: Authorized<'pledge'>): Promise<SharedStatement> =>
      store.read(async (scope) => {
        const found = await read(scope, pledge, clock.now());
        const [donor, recipient] = await partyNames(scope, found.facts.pledge);
        return toShared(await shown(scope, SYSTEM, found), { donor, recipient });
      }),

    /** The same in the words of a language, with the names of who gives and who receives: for a page or a file. */
    printedStatement(
      of: string,
      lang: PrintLanguage,
      moment: string | undefined,
      asker: Asker,
    ): Promise<PrintDocument> {
      return store.read(async (scope) => {
        const { id } = await toSee(scope, asker, 'pledge', of);
        const found = await read(scope, id, momentOf(moment));
        const { pledge } = found.facts;
        const [donor, recipient] = await partyNames(scope, pledge);
        const head = { ...pledge, donor, recipient };
        return statementDocument(await shown(scope, asker, found), head, lang);
      });
    },

    /**
     * The records behind one figure of a statement.
     *
     * @throws DomainError not_found; unknown_reference for a line that the pledge does not have
     */
    statementRecords(of: string, query: StatementRecordsQuery, asker: Asker): Promise<StatementRecords> {
      return store.read(async (scope) => {
        const { id } = await toSee(scope, asker, 'pledge', of);
        const found = await read(scope, id, momentOf(query.asKnownOn));
        return recordsBehind(found, query, async (shipments) => {
          const seen = await relationsTo(scope, asker, 'shipment', shipments);
          const heads = await waybillsOf(scope, await seenAmong(scope, asker, 'shipment', shipments));
          return {
            waybillOf: (shipment) => heads.get(shipment)?.waybill ?? '',
            circleOf: (shipment) => ({
              relation: found.underWay.has(shipment) ? (seen.get(shipment) ?? 'outside') : 'inside',
              sees: (one) => seen.has(one),
            }),
          };
        });
      });
    },
  };
}

/** Who gives and who receives, by their registered names. */
async function partyNames(
  scope: ReadScope,
  { donor, recipient }: { donor: string; recipient: string | null },
): Promise<[donor: string, recipient: string | null]> {
  const ids = [donor, recipient].filter((organisation) => organisation !== null);
  const organisations = await organisationsById(scope, ids);
  const nameOf = (organisation: string) => organisations.get(organisation)?.name ?? organisation;
  return [nameOf(donor), recipient === null ? null : nameOf(recipient)];
}
