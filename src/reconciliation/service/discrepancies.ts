import { itemOf } from '../../catalogue/catalogue.ts';
import { toIso } from '../../platform/calendar.ts';
import { decodeCursor, type Page, toPage } from '../../platform/page.ts';
import { fromMilli, mulDivHalfEven, toPersonMonths } from '../../platform/quantity.ts';
import type { Store } from '../../platform/storage/store.ts';
import { toUsdCents } from '../../pledges/rules/money.ts';
import { pledgeFactsOf, pledgesOfLines } from '../../pledges/service.ts';
import type { Discrepancy, DiscrepancyQuery } from '../contract.ts';
import * as repo from '../repo/discrepancies.ts';

type PledgedLines = Awaited<ReturnType<typeof pledgesOfLines>>;

/** The cases that match, with the pledge concerned, what they are worth and their history. */
export function listDiscrepancies(store: Store, query: DiscrepancyQuery): Promise<Page<Discrepancy>> {
  const { cursor, limit, pledge, ...filter } = query;
  const key = cursor === undefined ? undefined : decodeCursor(cursor, ['integer', 'text']);
  return store.read(async (scope) => {
    const facts = pledge === undefined ? undefined : await pledgeFactsOf(scope, pledge);
    const rows = await repo.listCases(scope, {
      ...filter,
      pledgeLines: pledge === undefined ? undefined : (facts?.lines.map(({ id }) => id) ?? []),
      after: key,
      limit: limit + 1,
    });
    const page = toPage(rows, limit, (row) => [row.openedAt, row.id]);
    const pledged = await pledgesOfLines(
      scope,
      page.items.flatMap(({ pledgeLine }) => pledgeLine ?? []),
    );
    const history = Map.groupBy(
      await repo.historyOf(
        scope,
        page.items.map(({ id }) => id),
      ),
      ({ discrepancy }) => discrepancy,
    );
    return {
      ...page,
      items: page.items.map((row) => toDiscrepancy(row, pledged, history.get(row.id) ?? [])),
    };
  });
}

function toDiscrepancy(
  row: repo.DiscrepancyRow,
  pledged: PledgedLines,
  history: readonly repo.DiscrepancyHistoryRow[],
): Discrepancy {
  const { id, kind, state, item, province, owner, quantityMilli, personDaysMilli, closedAt } = row;
  const isUnplanned = row.line === '' || row.line === item;
  return {
    ...{ id, kind, state, item, owner },
    shipment: row.subjectKind === 'shipment' ? row.subject : null,
    line: isUnplanned ? null : row.line,
    pledge: row.pledgeLine === null ? null : (pledged.get(row.pledgeLine)?.pledge.id ?? null),
    province,
    sector: row.sector as Discrepancy['sector'],
    unit: item === null ? null : (itemOf(item)?.unit ?? null),
    quantity: quantityMilli === null ? null : fromMilli(quantityMilli),
    pm: personDaysMilli === null ? null : toPersonMonths(personDaysMilli),
    valueUsd: valueOf(row, pledged),
    openedAt: toIso(row.openedAt),
    closedAt: closedAt === null ? null : toIso(closedAt),
    cause: row.causes.map(({ reason, responsibility, quantityMilli: explained }) => ({
      reason,
      responsibility,
      quantity: fromMilli(explained),
    })),
    history: history.map(({ at, what, by, quantityMilli: then }) => ({
      ...{ what, by },
      at: toIso(at),
      quantity: then === null ? null : fromMilli(then),
    })),
  };
}

/** The part of the pledge line's value that the quantity is; null where the line has no value or no quantity. */
function valueOf({ pledgeLine, quantityMilli }: repo.DiscrepancyRow, pledged: PledgedLines): number | null {
  const found = pledgeLine === null ? undefined : pledged.get(pledgeLine);
  if (!found || quantityMilli === null) return null;
  const { amountMinor, quantityMilli: promised } = found.line;
  if (amountMinor === null || promised === null || promised === 0) return null;
  const usd = toUsdCents(amountMinor, found.pledge.currency, found.pledge.ratePerUsd);
  return mulDivHalfEven(usd, quantityMilli, promised);
}
