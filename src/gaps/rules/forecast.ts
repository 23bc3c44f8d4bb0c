import { addMonths } from '../../platform/calendar.ts';
import { coveredThrough, type LaneCell } from './cell.ts';

const NEED_MONTHS = 3;

/**
 * The first month from `fromMonth` on whose need is not covered by classes 1–6 (`domain.md` §8); null when the cells
 * show none. A month of unknown need cannot be said to break and is passed over. Cells are in order of month.
 */
export function pipelineBreak(
  cells: readonly Pick<LaneCell, 'month' | 'needMilli' | 'waterfall'>[],
  fromMonth: string,
): string | null {
  const broken = cells.find(
    ({ month, needMilli, waterfall }) =>
      month >= fromMonth &&
      needMilli !== null &&
      waterfall !== null &&
      coveredThrough(waterfall, 'firm') < needMilli,
  );
  return broken?.month ?? null;
}

/**
 * Months of supply: the delivered stock carried out of the current month over the mean need of the next three. Null
 * when one of these four months is not among the cells, a need is unknown (it is not guessed), or all three are zero.
 */
export function monthsOfSupply(
  cells: readonly Pick<LaneCell, 'month' | 'needMilli' | 'carriedMilli'>[],
  currentMonth: string,
): number | null {
  const cellOfMonth = new Map(cells.map((cell) => [cell.month, cell]));
  const stock = cellOfMonth.get(currentMonth)?.carriedMilli;
  if (stock === undefined) return null;
  let need = 0;
  for (let ahead = 1; ahead <= NEED_MONTHS; ahead++) {
    const needMilli = cellOfMonth.get(addMonths(currentMonth, ahead))?.needMilli ?? null;
    if (needMilli === null) return null;
    need += needMilli;
  }
  return need === 0 ? null : stock / (need / NEED_MONTHS);
}

/** What arrived of an item in a month, in person-days and units (thousandths of both). */
export interface Delivery {
  item: string;
  arrivalMonth: string;
  personDaysMilli: number;
  quantityMilli: number;
}

/**
 * What a stock is made of, were the oldest always used first: the newest deliveries, those of one month in proportion. Whole
 * thousandths; parts that vanish in rounding are left out.
 */
export function stockByItem(
  deliveries: readonly Delivery[],
  stockMilli: number,
): Map<string, { personDaysMilli: number; quantityMilli: number }> {
  const byMonth = Map.groupBy(deliveries, ({ arrivalMonth }) => arrivalMonth);
  const stock = new Map<string, { personDaysMilli: number; quantityMilli: number }>();
  let left = stockMilli;
  for (const month of [...byMonth.keys()].sort().toReversed()) {
    if (left <= 0) break;
    const came = byMonth.get(month) ?? [];
    const whole = came.reduce((sum, { personDaysMilli }) => sum + personDaysMilli, 0);
    const share = whole <= left ? 1 : left / whole;
    for (const { item, personDaysMilli, quantityMilli } of came) {
      const held = stock.get(item) ?? { personDaysMilli: 0, quantityMilli: 0 };
      stock.set(item, {
        personDaysMilli: held.personDaysMilli + Math.round(personDaysMilli * share),
        quantityMilli: held.quantityMilli + Math.round(quantityMilli * share),
      });
    }
    left -= whole;
  }
  return new Map([...stock].filter(([, { personDaysMilli }]) => personDaysMilli > 0));
}
