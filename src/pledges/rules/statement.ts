import { type CargoCell, FATES, type Fate } from './cargo-cells.ts';
import type { OwnPart } from './line-tree.ts';
import { type CoverageOf, type MeasuredCell, measuredCells } from './measured-cargo.ts';

export const COLUMNS = ['pledged', 'firm', 'shipped', ...FATES, 'excess'] as const;
export type Column = (typeof COLUMNS)[number];

/** One figure in every measure; null where it cannot be told in it. */
export interface Figure {
  quantityMilli: number | null;
  amountUsd: number | null;
  personDaysMilli: number | null;
  /** When the newest fact behind it was recorded; null when there is none. */
  asOf: number | null;
}

export type Figures = Record<Column, Figure>;

/** A pledge line as its statement needs it. Money in integer US cents. */
export interface StatedLine {
  id: string;
  province: string | null;
  /** Null for money. */
  item: string | null;
  /** The whole line, for the price of its goods; null for money, or when it has no amount. */
  quantityMilli: number | null;
  amountUsd: number | null;
  /** What it promises by itself; `amountMinor` here in US cents. */
  own: OwnPart;
  ownPersonDaysMilli: number | null;
  isFirm: boolean;
  changedAt: number;
  statusAt: number;
}

export interface StatedRow {
  line: string;
  province: string | null;
  figures: Figures;
}

/**
 * The rows of a line: its own province first, then the others its cargo went to. In each row
 * shipped + excess = planned + inTransit + late + held + stale + unknown + delivered + damaged + lost + returned,
 * exactly, in every measure.
 */
export function statedRows(
  line: StatedLine,
  cells: readonly CargoCell[],
  coverageOf: CoverageOf,
): StatedRow[] {
  const elsewhere = cells.map(({ province }) => province).filter((province) => province !== line.province);
  const measured = measuredCells(line, cells, coverageOf);
  return [line.province, ...[...new Set(elsewhere)].sort()].map((province) => ({
    line: line.id,
    province,
    figures: {
      ...promised(line, province === line.province),
      ...cargoFigures(
        line,
        measured.filter((cell) => cell.province === province),
      ),
    },
  }));
}

/** The sum of rows: what one of them cannot tell, the sum cannot. */
export function sumFigures(rows: readonly Figures[]): Figures {
  return byColumn((column) => addAll(rows.map((figures) => figures[column])));
}

function byColumn(of: (column: Column) => Figure): Figures {
  return Object.fromEntries(COLUMNS.map((column) => [column, of(column)])) as Figures;
}

function addAll(figures: readonly Figure[]): Figure {
  const sum = (of: (figure: Figure) => number | null) =>
    figures.reduce<number | null>((total, figure) => {
      const value = of(figure);
      return total === null || value === null ? null : total + value;
    }, 0);
  const dates = figures.flatMap(({ asOf }) => asOf ?? []);
  return {
    quantityMilli: sum(({ quantityMilli }) => quantityMilli),
    amountUsd: sum(({ amountUsd }) => amountUsd),
    personDaysMilli: sum(({ personDaysMilli }) => personDaysMilli),
    asOf: dates.length === 0 ? null : Math.max(...dates),
  };
}

function nothing(line: StatedLine, asOf: number | null = null): Figure {
  return { quantityMilli: line.item === null ? null : 0, amountUsd: 0, personDaysMilli: 0, asOf };
}

function promised(line: StatedLine, isHere: boolean): Pick<Figures, 'pledged' | 'firm'> {
  if (!isHere) return { pledged: nothing(line), firm: nothing(line) };
  const pledged = {
    quantityMilli: line.own.quantityMilli,
    amountUsd: line.own.amountMinor,
    personDaysMilli: line.ownPersonDaysMilli,
    asOf: line.changedAt,
  };
  const firmAt = Math.max(line.changedAt, line.statusAt);
  return { pledged, firm: line.isFirm ? { ...pledged, asOf: firmAt } : nothing(line, firmAt) };
}

/** The figures of the cargo in one province. */
function cargoFigures(line: StatedLine, cells: readonly MeasuredCell[]): Omit<Figures, 'pledged' | 'firm'> {
  const figures = Object.fromEntries(
    [...FATES, 'excess' as const].map((fate) => [fate, nothing(line)]),
  ) as Record<Fate | 'excess', Figure>;
  for (const { fate, item, quantityMilli, amountUsd, personDaysMilli, asOf } of cells) {
    const told = { amountUsd, personDaysMilli, asOf };
    figures[fate] = addAll([
      figures[fate],
      { ...told, quantityMilli: item === line.item ? quantityMilli : null },
    ]);
  }
  return { shipped: less(addAll(FATES.map((fate) => figures[fate])), figures.excess), ...figures };
}

function less(whole: Figure, part: Figure): Figure {
  const left = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b);
  return {
    quantityMilli: left(whole.quantityMilli, part.quantityMilli),
    amountUsd: left(whole.amountUsd, part.amountUsd),
    personDaysMilli: left(whole.personDaysMilli, part.personDaysMilli),
    asOf: whole.asOf,
  };
}
