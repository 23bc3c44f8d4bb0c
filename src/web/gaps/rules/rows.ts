/** Which cells of a report are shown, in which order, and what they are together. */
import type { GapCell } from '../../../gaps/contract.ts';
import { coveredOf, missingOf } from '../../overview/rules/situation.ts';
import { CLASSES, type SupplyClass, type WaterfallParts } from '../../ui/classes.ts';
import type { GapSearch } from './search.ts';

export interface Place {
  region: string;
  name: string;
}

/** Cells of the places and level asked for, in the order asked for; what nobody knows comes last. */
export function rowsOf(
  cells: readonly GapCell[],
  { region, province, level, sort = 'priority' }: GapSearch,
  placeOf: (pcode: string) => Place | undefined,
): GapCell[] {
  const nameOf = (cell: GapCell) => placeOf(cell.province)?.name ?? cell.province;
  const byName = (a: GapCell, b: GapCell) =>
    nameOf(a).localeCompare(nameOf(b)) || a.month.localeCompare(b.month);
  const orders: Record<NonNullable<GapSearch['sort']>, (a: GapCell, b: GapCell) => number> = {
    priority: (a, b) => b.priority - a.priority || missingOf(b) - missingOf(a),
    coverage: (a, b) =>
      (coveredOf(a) ?? Infinity) - (coveredOf(b) ?? Infinity) || missingOf(b) - missingOf(a),
    province: byName,
    month: (a, b) => a.month.localeCompare(b.month) || b.priority - a.priority,
  };
  return cells
    .filter(
      (cell) =>
        (region === undefined || placeOf(cell.province)?.region === region) &&
        (province === undefined || cell.province === province) &&
        (level === undefined || cell.level === level),
    )
    .sort((a, b) => {
      const order = orders[sort](a, b);
      // Two that nobody knows differ by infinity less infinity.
      return (Number.isNaN(order) ? 0 : order) || byName(a, b);
    });
}

export interface LaneSum {
  needPm: number;
  parts: WaterfallParts;
  /** Undefined: no need is recorded in any month. */
  covered: number | undefined;
}

/** The months of each province together: of one sector alone, person-months add up. */
export function sumByProvince(cells: readonly GapCell[]): Map<string, LaneSum> {
  const sums = new Map<string, LaneSum>();
  for (const { province, needPm, waterfall } of cells) {
    const before = sums.get(province) ?? { needPm: 0, parts: NOTHING, covered: undefined };
    if (needPm === null || waterfall === null) {
      sums.set(province, before);
      continue;
    }
    const parts = Object.fromEntries(
      CLASSES.map((one) => [one, before.parts[one] + waterfall[one]]),
    ) as Record<SupplyClass, number>;
    const need = before.needPm + needPm;
    sums.set(province, {
      ...{ needPm: need, parts },
      covered: need === 0 ? undefined : (parts.delivered + parts.inTransit) / need,
    });
  }
  return sums;
}

const NOTHING = Object.fromEntries(CLASSES.map((one) => [one, 0])) as Record<SupplyClass, number>;

/** By how many covered person-months each cell is another than in an earlier report; a cell that was not there counted nothing. */
export function movedSince(before: readonly GapCell[], after: readonly GapCell[]): Map<string, number> {
  const coveredPm = ({ waterfall }: GapCell) => (waterfall ? waterfall.delivered + waterfall.inTransit : 0);
  const then = new Map(before.map((cell) => [cellKey(cell), coveredPm(cell)]));
  return new Map(after.map((cell) => [cellKey(cell), coveredPm(cell) - (then.get(cellKey(cell)) ?? 0)]));
}

export const cellKey = ({
  province,
  sector,
  month,
}: Pick<GapCell, 'province' | 'sector' | 'month'>): string => `${province} ${sector} ${month}`;
