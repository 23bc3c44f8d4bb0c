import { itemOf } from '../catalogue/catalogue.ts';
import { provinceOf } from '../places/places.ts';
import { toIso } from '../platform/calendar.ts';
import { fromMilli, toPersonMonths } from '../platform/quantity.ts';
import type { PledgeStatus } from './contract.ts';
import type { SharedStatement } from './contract/share.ts';
import type { Statement, StatementFigure } from './contract/statement.ts';
import type { PledgeFacts, PledgeLineRow } from './repo.ts';
import {
  COLUMNS,
  type Column,
  type Figure,
  type Figures,
  type StatedRow,
  sumFigures,
} from './rules/statement.ts';

/** A statement as the API shows it: `rows` of each line of the pledge, in the order of the lines. */
export function toStatement({
  facts: { pledge, lines },
  status,
  children,
  now,
  rows,
}: {
  facts: PledgeFacts;
  status: PledgeStatus;
  children: string[];
  now: number;
  rows: readonly (readonly StatedRow[])[];
}): Statement {
  const totals = rows.map((ofLine) => sumFigures(ofLine.map(({ figures }) => figures)));
  const isOneItem = new Set(lines.map(({ item }) => item)).size === 1;
  return {
    ...{ pledge: pledge.id, reference: pledge.reference, status, parent: pledge.parent, children },
    asOf: toIso(now),
    lines: lines.flatMap((line, index) =>
      (rows[index] ?? []).map(({ province, figures }) => ({
        ...described(line),
        province,
        ...toFigures(figures, true),
      })),
    ),
    totals: lines.map((line, index) => ({ ...described(line), ...toFigures(totals[index]!, true) })),
    total: toFigures(sumFigures(totals), isOneItem),
  };
}

/** A statement for whoever holds a link and may ask for nothing else: with the names of what occurs in it. */
export function toShared(
  statement: Statement,
  parties: { donor: string; recipient: string | null },
): SharedStatement {
  const distinct = (codes: readonly (string | null)[]) => [...new Set(codes)].filter((code) => code !== null);
  return {
    ...statement,
    ...parties,
    names: {
      items: distinct(statement.totals.map(({ item }) => item)).flatMap((code) => {
        const item = itemOf(code);
        return item ? [{ code, name: item.name }] : [];
      }),
      provinces: distinct(statement.lines.map(({ province }) => province)).flatMap((code) => {
        const province = provinceOf(code);
        return province ? [{ code, name: province.name }] : [];
      }),
    },
  };
}

function described({ id, sector, item }: PledgeLineRow) {
  return {
    line: id,
    sector: sector as Statement['lines'][number]['sector'],
    item,
    unit: item === null ? null : (itemOf(item)?.unit ?? null),
  };
}

function toFigures(figures: Figures, hasQuantity: boolean): Record<Column, StatementFigure> {
  return Object.fromEntries(
    COLUMNS.map((column) => [column, toFigure(figures[column], hasQuantity)]),
  ) as Record<Column, StatementFigure>;
}

/** A figure as the API shows it. */
export function toFigure(
  { quantityMilli, amountUsd, personDaysMilli, asOf }: Figure,
  hasQuantity: boolean,
): StatementFigure {
  return {
    quantity: quantityMilli === null || !hasQuantity ? null : fromMilli(quantityMilli),
    amountUsd,
    pm: personDaysMilli === null ? null : toPersonMonths(personDaysMilli),
    asOf: asOf === null ? null : toIso(asOf),
  };
}
