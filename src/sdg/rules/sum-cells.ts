import type { GapCell } from '../../gaps/contract.ts';

type Known = GapCell & { needPm: number; waterfall: NonNullable<GapCell['waterfall']> };

/** What cells come to together, in person-months. */
export interface SummedCells {
  needPm: number;
  isEstimate: boolean;
  coverage: GapCell['coverage'];
}

/** Cells whose need is known. */
export function knownCells(cells: readonly GapCell[]): Known[] {
  return cells.filter((cell): cell is Known => cell.needPm !== null && cell.waterfall !== null);
}

/**
 * Cells of one sector summed: need, and the band of what covers it. Covered is summed cell by cell, each capped by its own need
 * (`domain.md` §2.5), in thousandths so that it adds up to what the report shows.
 */
export function sumCells(cells: readonly Known[]): SummedCells {
  const sum = (of: (cell: Known) => number) =>
    cells.reduce((all, cell) => all + Math.round(of(cell) * 1000), 0);
  const need = sum(({ needPm }) => needPm);
  const steps = [
    sum(({ waterfall }) => waterfall.delivered),
    sum(({ waterfall }) => waterfall.inTransit),
    sum(({ waterfall: { late, held, stale } }) => late + held + stale),
    sum(({ waterfall }) => waterfall.firm),
    sum(({ waterfall }) => waterfall.pledged),
  ];
  const through = (step: number) =>
    share(
      steps.slice(0, step + 1).reduce((all, milli) => all + milli, 0),
      need,
    );
  return {
    needPm: need / 1000,
    isEstimate: cells.some(({ isEstimate }) => isEstimate),
    coverage:
      need === 0
        ? null
        : {
            ...{ confirmed: through(0), inTransit: through(1), onTheRoad: through(2) },
            ...{ firm: through(3), pledged: through(4) },
          },
  };
}

/** Rounded down to 4 decimals: what is not all covered never reads as 100 %. */
function share(part: number, whole: number): number {
  return Math.min(1, Math.floor((part * 10_000) / whole) / 10_000);
}
