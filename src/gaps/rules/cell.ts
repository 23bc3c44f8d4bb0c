import { SUPPLY_CLASSES, type SupplyClass } from './parcel.ts';

/** What each class explains of a month's need, in thousandths of a person-day; the parts add up to the need exactly. */
export type Waterfall = Record<SupplyClass | 'unpledged', number>;

/** Cumulative shares of need, 0 to 1, rounded to 4 decimals. What was lost is no coverage. */
export interface CoverageBand {
  confirmed: number;
  inTransit: number;
  onTheRoad: number;
  firm: number;
  pledged: number;
}

export type GapLevel = 'none' | 'watch' | 'serious' | 'critical' | 'unknown';

/** One month of a lane. Amounts are thousandths of a person-day. */
export interface LaneCell {
  month: string;
  /** Null when no need is recorded: unknown is not zero. */
  needMilli: number | null;
  waterfall: Waterfall | null;
  /** Null when the need is unknown or zero. */
  coverage: CoverageBand | null;
  level: GapLevel;
  /** Delivered beyond need and what may be carried. */
  excessMilli: number;
  /** Delivered stock carried out of the month. */
  carriedMilli: number;
}

/** Need covered by the classes up to and including `last`, in thousandths of a person-day. */
export function coveredThrough(waterfall: Waterfall, last: SupplyClass): number {
  let covered = 0;
  for (const supplyClass of SUPPLY_CLASSES) {
    covered += waterfall[supplyClass];
    if (supplyClass === last) break;
  }
  return covered;
}

/** The band of `domain.md` §8: confirmed (1), + in transit (2), + late, held, stale (3–5), + firm (6), + pledged (7). */
export function coverageBand(needMilli: number, waterfall: Waterfall): CoverageBand {
  const share = (last: SupplyClass) => shareOfNeed(coveredThrough(waterfall, last), needMilli);
  return {
    confirmed: share('delivered'),
    inTransit: share('inTransit'),
    onTheRoad: share('stale'),
    firm: share('firm'),
    pledged: share('pledged'),
  };
}

/** A share of need rounded to 4 decimals, for output: decisions are made on the integers. */
function shareOfNeed(coveredMilli: number, needMilli: number): number {
  return Math.round((coveredMilli / needMilli) * 10_000) / 10_000;
}

/** True when the covered part is at least `percent` of the need, exactly. */
export function reaches(percent: number, coveredMilli: number, needMilli: number): boolean {
  return coveredMilli * 100 >= needMilli * percent;
}

/** The level of a cell by its confirmed + in-transit coverage; a need of zero leaves no gap. */
export function levelOf(needMilli: number | null, coveredMilli: number): GapLevel {
  if (needMilli === null) return 'unknown';
  if (reaches(100, coveredMilli, needMilli)) return 'none';
  if (reaches(80, coveredMilli, needMilli)) return 'watch';
  return reaches(50, coveredMilli, needMilli) ? 'serious' : 'critical';
}

/** Need not covered by what was delivered or is in transit, in thousandths of a person-day; null when it is unknown. */
export function uncoveredBeyondInTransit(cell: Pick<LaneCell, 'needMilli' | 'waterfall'>): number | null {
  if (cell.needMilli === null || cell.waterfall === null) return null;
  return cell.needMilli - coveredThrough(cell.waterfall, 'inTransit');
}
