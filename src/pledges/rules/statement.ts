import { mulDivHalfEven } from '../../platform/quantity.ts';
import { apportion } from './apportion.ts';
import { type CargoCell, FATES, type Fate } from './cargo-cells.ts';
import type { OwnPart } from './line-tree.ts';

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

/** Person-days that a quantity of an item covers, in thousandths. */
export type CoverageOf = (item: string, quantityMilli: number) => number;

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
  const priced = withPrices(line, sumCells(cells));
  return [line.province, ...[...new Set(elsewhere)].sort()].map((province) => ({
    line: line.id,
    province,
    figures: {
      ...promised(line, province === line.province),
      ...cargoFigures(
        line,
        priced.filter((cell) => cell.province === province),
        coverageOf,
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

interface PricedCell extends CargoCell {
  amountUsd: number | null;
}

/** Cells of the same item, province and fate are one figure, rounded once. */
function sumCells(cells: readonly CargoCell[]): CargoCell[] {
  const sums = new Map<string, CargoCell>();
  for (const cell of cells) {
    const key = `${cell.item} ${cell.province} ${cell.fate}`;
    const sum = sums.get(key);
    sums.set(key, {
      ...cell,
      quantityMilli: cell.quantityMilli + (sum?.quantityMilli ?? 0),
      asOf: Math.max(cell.asOf, sum?.asOf ?? cell.asOf),
    });
  }
  return [...sums.values()];
}

/** The value of cargo is its part of the line's, divided among the fates by largest remainder; goods of another item have no price here. */
function withPrices(line: StatedLine, cells: readonly CargoCell[]): PricedCell[] {
  const { amountUsd, quantityMilli } = line;
  if (amountUsd === null || quantityMilli === null || quantityMilli === 0) {
    return cells.map((cell) => ({ ...cell, amountUsd: null }));
  }
  const weights = cells.map(({ item, fate, quantityMilli: weight }) =>
    item === line.item && fate !== 'excess' ? weight : 0,
  );
  const shipped = weights.reduce((sum, weight) => sum + weight, 0);
  const shares =
    shipped === 0 ? weights : apportion(mulDivHalfEven(amountUsd, shipped, quantityMilli), weights);
  return cells.map((cell, index) => ({
    ...cell,
    amountUsd: cell.item === line.item ? shares[index]! : null,
  }));
}

/** The figures of the cargo in one province. */
function cargoFigures(
  line: StatedLine,
  cells: readonly PricedCell[],
  coverageOf: CoverageOf,
): Omit<Figures, 'pledged' | 'firm'> {
  const figures = Object.fromEntries(
    [...FATES, 'excess' as const].map((fate) => [fate, nothing(line)]),
  ) as Record<Fate | 'excess', Figure>;
  for (const [item, ofItem] of Map.groupBy(cells, (cell) => cell.item)) {
    const told = (cell: PricedCell): Figure => ({
      quantityMilli: item === line.item ? cell.quantityMilli : null,
      amountUsd: cell.amountUsd,
      personDaysMilli: coverageOf(item, cell.quantityMilli),
      asOf: cell.asOf,
    });
    const fates = ofItem.filter(({ fate }) => fate !== 'excess');
    for (const cell of fates) figures[cell.fate] = addAll([figures[cell.fate], told(cell)]);
    const excess = ofItem.find(({ fate }) => fate === 'excess');
    if (!excess) continue;
    // A part of what is told above, and so measured as a part of it: the books balance to the last cent.
    const whole = addAll(fates.map(told));
    const all = fates.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0);
    const partOf = (value: number | null) =>
      value === null || all === 0 ? value : mulDivHalfEven(value, excess.quantityMilli, all);
    figures.excess = addAll([
      figures.excess,
      {
        ...told(excess),
        amountUsd: partOf(whole.amountUsd),
        personDaysMilli: partOf(whole.personDaysMilli),
      },
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
