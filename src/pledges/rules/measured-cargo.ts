import { mulDivHalfEven } from '../../platform/quantity.ts';
import { apportion } from './apportion.ts';
import type { CargoCell, CargoRecord } from './cargo-cells.ts';

/** What the value of cargo is reckoned from: the whole line, for the price of its goods. Money in integer US cents. */
export interface PricedLine {
  /** Null for money. */
  item: string | null;
  quantityMilli: number | null;
  amountUsd: number | null;
}

/** A column of a statement that is about cargo. */
export type CargoColumn = CargoCell['fate'] | 'shipped';

/** Person-days that a quantity of an item covers, in thousandths. */
export type CoverageOf = (item: string, quantityMilli: number) => number;

/** Cells of the same item, province and fate as one: rounded once, and measured. */
export interface MeasuredCell {
  item: string;
  province: string;
  fate: CargoCell['fate'];
  quantityMilli: number;
  amountUsd: number | null;
  personDaysMilli: number;
  asOf: number;
  /** What it is made of. */
  cells: readonly CargoCell[];
}

/** The cargo of a line, measured: fates by themselves, excess as the part of them that it is. */
export function measuredCells(
  line: PricedLine,
  cells: readonly CargoCell[],
  coverageOf: CoverageOf,
): MeasuredCell[] {
  const sums = Array.from(
    Map.groupBy(cells, ({ item, province, fate }) => `${item} ${province} ${fate}`).values(),
    (same): Omit<MeasuredCell, 'amountUsd' | 'personDaysMilli'> => ({
      ...same[0]!,
      quantityMilli: same.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0),
      asOf: Math.max(...same.map(({ asOf }) => asOf)),
      cells: same,
    }),
  );
  const prices = pricesOf(line, sums);
  const measured = sums.map((sum, index) => ({
    ...sum,
    amountUsd: prices[index]!,
    personDaysMilli: coverageOf(sum.item, sum.quantityMilli),
  }));
  return measured.map((cell) => (cell.fate === 'excess' ? asPart(cell, measured) : cell));
}

/** The value of cargo is its part of the line's, divided among the fates by largest remainder; goods of another item have no price here. */
function pricesOf(
  line: PricedLine,
  cells: readonly Pick<MeasuredCell, 'item' | 'fate' | 'quantityMilli'>[],
): (number | null)[] {
  const { amountUsd, quantityMilli } = line;
  if (amountUsd === null || quantityMilli === null || quantityMilli === 0) return cells.map(() => null);
  const weights = cells.map(({ item, fate, quantityMilli: weight }) =>
    item === line.item && fate !== 'excess' ? weight : 0,
  );
  const shipped = weights.reduce((sum, weight) => sum + weight, 0);
  const shares =
    shipped === 0 ? weights : apportion(mulDivHalfEven(amountUsd, shipped, quantityMilli), weights);
  return cells.map(({ item }, index) => (item === line.item ? shares[index]! : null));
}

/** Excess is a part of what its fates tell, and so measured as a part of it: the books balance to the last cent. */
function asPart(excess: MeasuredCell, all: readonly MeasuredCell[]): MeasuredCell {
  const fates = all.filter(
    ({ fate, item, province }) => fate !== 'excess' && item === excess.item && province === excess.province,
  );
  const whole = (of: (cell: MeasuredCell) => number | null) =>
    fates.reduce<number | null>((sum, cell) => {
      const value = of(cell);
      return sum === null || value === null ? null : sum + value;
    }, 0);
  const quantity = whole((cell) => cell.quantityMilli);
  const partOf = (value: number | null) =>
    value === null || !quantity ? value : mulDivHalfEven(value, excess.quantityMilli, quantity);
  return {
    ...excess,
    amountUsd: partOf(whole((cell) => cell.amountUsd)),
    personDaysMilli: partOf(whole((cell) => cell.personDaysMilli)) ?? 0,
  };
}

/** What one record of cargo contributes to a column, below nothing where it is taken off. */
export interface CargoContribution {
  province: string;
  fate: CargoCell['fate'];
  /** The quantity is of this item, which need not be the line's. */
  item: string;
  quantityMilli: number;
  amountUsd: number | null;
  personDaysMilli: number;
  asOf: number;
  record: CargoRecord;
}

/**
 * The records behind one column of cargo, in every province: in each province they add up to the figure of the row, exactly, in every
 * measure that the figure has. What is shipped is every fate without the excess in it.
 */
export function cargoContributions(
  line: PricedLine,
  cells: readonly CargoCell[],
  coverageOf: CoverageOf,
  column: CargoColumn,
): CargoContribution[] {
  return measuredCells(line, cells, coverageOf)
    .filter(({ fate }) => column === 'shipped' || fate === column)
    .flatMap((sum) => {
      const sign = column === 'shipped' && sum.fate === 'excess' ? -1 : 1;
      const records = [...Map.groupBy(sum.cells, ({ record }) => recordKey(record)).values()];
      const quantities = records.map((same) =>
        same.reduce((total, { quantityMilli }) => total + quantityMilli, 0),
      );
      const amounts = sum.amountUsd === null ? null : apportion(sum.amountUsd, quantities);
      const personDays = apportion(sum.personDaysMilli, quantities);
      const { province, fate, item } = sum;
      return records.map((same, index) => ({
        ...{ province, fate, item, record: same[0]!.record },
        quantityMilli: sign * quantities[index]!,
        amountUsd: amounts && sign * amounts[index]!,
        personDaysMilli: sign * personDays[index]!,
        asOf: Math.max(...same.map(({ asOf }) => asOf)),
      }));
    });
}

/** The same for the same record. */
export function recordKey({ shipment, shipmentLine, event }: CargoRecord): string {
  return `${shipment} ${shipmentLine} ${event?.id ?? ''}`;
}
