import { type Circle, redact } from '../../access/redaction.ts';
import { itemOf } from '../../catalogue/catalogue.ts';
import { toIso } from '../../platform/calendar.ts';
import { DomainError } from '../../platform/errors.ts';
import { decodeCursor, toPage } from '../../platform/page.ts';
import { fromMilli, toPersonMonths } from '../../platform/quantity.ts';
import type {
  StatementRecord,
  StatementRecords,
  StatementRecordsQuery,
} from '../contract/statement-records.ts';
import { personDaysOf } from '../measures.ts';
import { promiseContributions } from '../rules/promise-records.ts';
import { cargoContributions, recordKey } from '../rules/measured-cargo.ts';
import { type StatedLine, sumFigures } from '../rules/statement.ts';
import { toFigure } from '../statement-view.ts';
import { coveredBy } from './reading.ts';
import type { StatementFacts } from './statement.ts';

/** What a record contributes in stored integers, and all else there is to say of it. */
interface Contribution {
  /** Orders the records: when it was recorded, then what makes it the only one. */
  at: number;
  key: string;
  shipment?: string;
  quantityMilli: number | null;
  amountUsd: number | null;
  personDaysMilli: number | null;
  toRecord: (measures: Measures, waybill: (shipment: string) => string) => StatementRecord;
}
type Measures = Pick<StatementRecord, 'quantity' | 'amountUsd' | 'pm' | 'recordedAt'>;

/**
 * The records behind the figure that a query names, oldest first, one page of them.
 *
 * @throws DomainError unknown_reference for a line that the pledge does not have
 */
export async function recordsBehind(
  found: StatementFacts,
  query: StatementRecordsQuery,
  tell: (
    shipments: readonly string[],
  ) => Promise<{ waybillOf: (shipment: string) => string; circleOf: (shipment: string) => Circle }>,
): Promise<StatementRecords> {
  const { column, limit, cursor } = query;
  const lines = found.lines.filter(({ id }) => query.line === undefined || id === query.line);
  if (lines.length === 0) {
    const detail = `the pledge has no line ${query.line}`;
    throw new DomainError('unknown_reference', detail, {
      errors: [{ pointer: '?line', code: 'unknown_reference', detail }],
    });
  }
  const isWanted = (province: string | null) =>
    query.province === undefined || (province ?? 'none') === query.province;
  const rows = lines.flatMap(found.rowsOf).filter(({ province }) => isWanted(province));
  const isOneItem = new Set(lines.map(({ item }) => item)).size === 1;
  const all = lines
    .flatMap((line) =>
      column === 'pledged' || column === 'firm'
        ? isWanted(line.province)
          ? promisesBehind(found, line, column)
          : []
        : cargoContributions(line, found.cellsOf(line.id), coveredBy, column)
            .filter(({ province }) => isWanted(province))
            .map((one) => cargoRecord(line, one)),
    )
    .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
  const shown = shownPersonMonths(all);
  const after = cursor === undefined ? undefined : decodeCursor(cursor, ['integer', 'text']);
  const start = after
    ? all.findIndex(({ at, key }) => at > after[0] || (at === after[0] && key > after[1]))
    : 0;
  const numbered = all.map((one, index) => ({ one, pm: shown[index]! }));
  const page = toPage(start < 0 ? [] : numbered.slice(start, start + limit + 1), limit, ({ one }) => [
    one.at,
    one.key,
  ]);
  const shipments = page.items.flatMap(({ one }) => one.shipment ?? []);
  const { waybillOf, circleOf } = await tell([...new Set(shipments)]);
  return {
    figure: toFigure(sumFigures(rows.map(({ figures }) => figures))[column], isOneItem),
    asOf: toIso(found.now),
    items: page.items.map(({ one, pm }) =>
      redact(
        'statementRecord',
        circleOf(one.shipment ?? ''),
        one.toRecord(
          {
            quantity: one.quantityMilli === null ? null : fromMilli(one.quantityMilli),
            amountUsd: one.amountUsd,
            pm,
            recordedAt: toIso(one.at),
          },
          waybillOf,
        ),
      ),
    ),
    nextCursor: page.nextCursor,
  };
}

/** Person-months as they are shown: each rounded so that the first so many of them add up to their own rounded sum, and all to the figure. */
function shownPersonMonths(all: readonly Contribution[]): (number | null)[] {
  let sum = 0;
  return all.map(({ personDaysMilli }) => {
    if (personDaysMilli === null) return null;
    const before = toPersonMonths(sum);
    sum += personDaysMilli;
    return Math.round((toPersonMonths(sum) - before) * 1000) / 1000;
  });
}

const unitOf = (item: string | null) => (item === null ? null : (itemOf(item)?.unit ?? null));

function cargoRecord(line: StatedLine, one: ReturnType<typeof cargoContributions>[number]): Contribution {
  const { record, item, province, fate } = one;
  const { shipment, shipmentLine, event } = record;
  const { quantityMilli, amountUsd, personDaysMilli } = one;
  return {
    ...{ at: one.asOf, quantityMilli, amountUsd, personDaysMilli },
    shipment,
    key: `${recordKey(record)} ${line.id} ${province} ${fate}`,
    toRecord: (measures, waybillOf) => ({
      kind: 'cargo',
      ...measures,
      ...{ pledgeLine: line.id, item, unit: unitOf(item), column: fate, province },
      ...{ shipment, waybill: waybillOf(shipment), shipmentLine },
      event: event && {
        ...{ id: event.id, type: event.type },
        occurredAt: toIso(event.occurredAt),
        recordedAt: toIso(event.recordedAt),
      },
    }),
  };
}

/** The facts behind what a line promises by itself; behind what is firm of it, also those that say whether it is. */
function promisesBehind(
  { facts, promiseFacts }: StatementFacts,
  line: StatedLine,
  column: 'pledged' | 'firm',
): Contribution[] {
  const row = facts.lines.find(({ id }) => id === line.id)!;
  const about = { pledgeLine: line.id, item: line.item, unit: unitOf(line.item) };
  const promised = promiseContributions(promiseFacts(line.id), line.own, (quantityMilli, amountUsd) =>
    personDaysOf(row, quantityMilli, amountUsd),
  ).map(({ fact, ...measures }, index): Contribution => {
    const version = fact.kind === 'changed' ? fact.version : null;
    const allocatedLine = fact.kind === 'allocated' ? fact.line : null;
    return {
      ...measures,
      at: fact.recordedAt,
      key: `- ${line.id} ${String(index).padStart(6, '0')}`,
      toRecord: (shown) => ({ kind: 'promise', ...shown, ...about, fact: fact.kind, version, allocatedLine }),
    };
  });
  if (column === 'pledged') return promised;
  const statuses = facts.statuses.map(({ id, status, on, recordedAt }): Contribution => {
    const nothing = (value: number | null) => (value === null ? null : 0);
    return {
      at: recordedAt,
      key: `- ${line.id} ${id}`,
      quantityMilli: nothing(line.own.quantityMilli),
      amountUsd: nothing(line.own.amountMinor),
      personDaysMilli: nothing(line.ownPersonDaysMilli),
      toRecord: (shown) => ({ kind: 'status', ...shown, ...about, status, statusFact: id, on }),
    };
  });
  return line.isFirm ? [...promised, ...statuses] : statuses;
}
