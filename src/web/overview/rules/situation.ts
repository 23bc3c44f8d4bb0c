/** What the report of a month says at a glance. Person-months of one sector are summed, never across sectors. */
import type { GapCell } from '../../../gaps/contract.ts';
import { CLASSES, type SupplyClass, type WaterfallParts } from '../../ui/classes.ts';

/** Classes that explain why something is not there; what has come or comes in time explains nothing. */
export const REASONS = [
  'late',
  'held',
  'stale',
  'firm',
  'pledged',
  'lost',
  'unpledged',
] as const satisfies readonly SupplyClass[];
export type Reason = (typeof REASONS)[number];

export interface ReasonShare {
  reason: Reason;
  /** Of the need. */
  share: number;
}

/** Reasons below it explain too little to be named first. */
const WORTH_SAYING = 0.02;

/** Why a need is not covered, the greatest part first. */
export function reasonsOf(parts: WaterfallParts, most: number): ReasonShare[] {
  const total = CLASSES.reduce((sum, one) => sum + parts[one], 0);
  if (total === 0) return [];
  return REASONS.map((reason) => ({ reason, share: parts[reason] / total }))
    .filter(({ share }) => share >= WORTH_SAYING)
    .sort((a, b) => b.share - a.share)
    .slice(0, most);
}

export interface Situation {
  /** Provinces with a need in the month. */
  provinces: number;
  /** Those below what `watch` begins at: not all of the need has come or is on its way. */
  short: number;
  needPm: number;
  missingPm: number;
  covered: number;
  parts: WaterfallParts;
  isEstimate: boolean;
}

const isShort = ({ level }: Pick<GapCell, 'level'>) =>
  level === 'watch' || level === 'serious' || level === 'critical';

/** Delivered, or on its way in time, as a share of the need; undefined where no need is recorded. */
export const coveredOf = ({ coverage }: Pick<GapCell, 'coverage'>): number | undefined => coverage?.inTransit;

export const missingOf = ({ waterfall, needPm }: Pick<GapCell, 'waterfall' | 'needPm'>): number =>
  waterfall === null || needPm === null ? 0 : needPm - waterfall.delivered - waterfall.inTransit;

/** The whole country in one sector; undefined when no need is recorded. */
export function situationOf(cells: readonly GapCell[]): Situation | undefined {
  const known = cells.filter(({ needPm, waterfall }) => needPm !== null && needPm > 0 && waterfall !== null);
  if (known.length === 0) return undefined;
  const parts = Object.fromEntries(
    CLASSES.map((one) => [one, known.reduce((sum, { waterfall }) => sum + (waterfall?.[one] ?? 0), 0)]),
  ) as Record<SupplyClass, number>;
  const needPm = known.reduce((sum, cell) => sum + (cell.needPm ?? 0), 0);
  const coveredPm = parts.delivered + parts.inTransit;
  return {
    provinces: known.length,
    short: known.filter(isShort).length,
    ...{ needPm, parts },
    missingPm: needPm - coveredPm,
    covered: coveredPm / needPm,
    isEstimate: known.some((cell) => cell.isEstimate),
  };
}

/** The lanes that need somebody first, by the service's own priority. */
export const worstOf = (cells: readonly GapCell[], most: number): GapCell[] =>
  cells
    .filter((cell) => isShort(cell) && cell.priority > 0)
    .sort((a, b) => b.priority - a.priority)
    .slice(0, most);
