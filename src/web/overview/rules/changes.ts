/** What is another than at the last visit. */
import type { GapCell } from '../../../gaps/contract.ts';
import { coveredOf } from './situation.ts';

export interface LaneChange {
  province: string;
  sector: GapCell['sector'];
  /** Shares of need covered; undefined: no need was recorded. */
  before: number | undefined;
  after: number | undefined;
  levelBefore: GapCell['level'];
  levelAfter: GapCell['level'];
  /** Person-months more that are covered; negative: less. */
  coveredPm: number;
}

/** Below a percent nobody sees a change. */
const VISIBLE = 0.01;

const coveredPmOf = (cell: GapCell | undefined) =>
  cell?.waterfall ? cell.waterfall.delivered + cell.waterfall.inTransit : 0;

/** Lanes of two reports of the same month that differ by at least a percent of the need or in their level, the greatest change first. */
export function changesBetween(before: readonly GapCell[], after: readonly GapCell[]): LaneChange[] {
  const keyOf = ({ province, sector, month }: GapCell) => `${province} ${sector} ${month}`;
  const then = new Map(before.map((cell) => [keyOf(cell), cell]));
  return after
    .map((cell): LaneChange => {
      const old = then.get(keyOf(cell));
      return {
        ...{ province: cell.province, sector: cell.sector },
        before: old && coveredOf(old),
        after: coveredOf(cell),
        levelBefore: old?.level ?? 'unknown',
        levelAfter: cell.level,
        coveredPm: coveredPmOf(cell) - coveredPmOf(old),
      };
    })
    .filter(
      ({ before, after, levelBefore, levelAfter }) =>
        levelBefore !== levelAfter || Math.abs((after ?? 0) - (before ?? 0)) >= VISIBLE,
    )
    .sort((a, b) => Math.abs(b.coveredPm) - Math.abs(a.coveredPm));
}
