import { sectorOf } from '../../catalogue/catalogue.ts';
import { needsOfLane } from '../../needs/service.ts';
import { severityOf } from '../../places/places.ts';
import { laneKey } from '../../places/rules/lane-key.ts';
import { addMonths, later, monthOf, monthsBetween } from '../../platform/calendar.ts';
import { needPersonDaysMilli } from '../../platform/quantity.ts';
import { appendFeed } from '../../platform/feed/repo.ts';
import type { WriteScope } from '../../platform/storage/store.ts';
import { type LaneSupplyRow, sumSupply, supplyOfLane } from '../../reconciliation/service.ts';
import * as repo from '../repo.ts';
import { type LaneCell, uncoveredBeyondInTransit } from '../rules/cell.ts';
import { factsBehind } from '../rules/facts-behind.ts';
import { computeLane } from '../rules/lane.ts';
import { type IpcPhase, priorityOf } from '../rules/priority.ts';
import { MONTHS_AHEAD, MONTHS_BACK } from '../rules/window.ts';
import { settleFlag } from './flags.ts';

export interface LaneName {
  province: string;
  sector: string;
}

/** People targeted in a month of a lane. */
export interface LaneNeed {
  month: string;
  peopleTargeted: number;
  isEstimate: boolean;
}

/** Parcels of one key, summed; how many records they are. */
export type LaneSupply = Omit<LaneSupplyRow, 'province' | 'sector'>;

/** Computes one lane anew from its needs and parcels. Gives the same rows whenever it is run again on the same ones. */
export async function recomputeLane(scope: WriteScope, lane: LaneName, now: number): Promise<void> {
  await saveLane(scope, lane, await sumSupply(scope, lane.province, lane.sector), now);
}

/** The same after a change of its supply, from the sums that were kept: at a cost that does not grow with the ledger. */
export async function refreshLane(scope: WriteScope, lane: LaneName, now: number): Promise<void> {
  await saveLane(scope, lane, await supplyOfLane(scope, lane.province, lane.sector), now);
}

async function saveLane(
  scope: WriteScope,
  { province, sector }: LaneName,
  supply: readonly LaneSupplyRow[],
  now: number,
): Promise<void> {
  const needs = await needsOfLane(scope, province, sector);
  const cells = computeCells({ province, sector }, needs, supply, now);
  await replaceCells(scope, { province, sector }, cells, now);
  await settleFlag(scope, { province, sector }, cells, now);
  await repo.saveLane(scope, { province, sector, evaluatedAt: now });
}

/** The cells that the needs and the supply of a lane give at a moment, month by month; none where there is neither. */
export function computeCells(
  { province, sector }: LaneName,
  needs: readonly LaneNeed[],
  supply: readonly LaneSupply[],
  now: number,
): repo.LaneCellRow[] {
  if (needs.length === 0 && supply.length === 0) return [];
  const current = monthOf(now);
  const active = [
    ...needs.map(({ month }) => month),
    ...supply.flatMap(({ arrivalMonth, dueMonth }) => [arrivalMonth, dueMonth]),
  ];
  // What is left over shows as excess in the month after the last one that has anything.
  const from = active.reduce((a, b) => (a < b ? a : b), addMonths(current, -MONTHS_BACK));
  const to = active.map((month) => addMonths(month, 1)).reduce(later, addMonths(current, MONTHS_AHEAD));
  const cells = computeLane({
    needs: new Map(needs.map((need) => [need.month, needPersonDaysMilli(need.peopleTargeted)])),
    parcels: supply,
    carryMonths: sectorOf(sector)?.carryMonths ?? 0,
    from,
    to,
  });
  const estimated = new Set(needs.filter(({ isEstimate }) => isEstimate).map(({ month }) => month));
  const needMonths = new Set(needs.map(({ month }) => month));
  const facts = factsBehind(supply, needMonths, from, to);
  const ipcPhase = severityOf(province)?.phase as IpcPhase | undefined;
  return cells.map((cell, index) => ({
    ...{ province, sector, month: cell.month, level: cell.level },
    ...(cell.waterfall ?? NO_WATERFALL),
    need: cell.needMilli,
    isEstimate: estimated.has(cell.month),
    excess: cell.excessMilli,
    carried: cell.carriedMilli,
    facts: facts[index] ?? 0,
    priority: priorityOfCell(cell, ipcPhase, current),
  }));
}

const NO_WATERFALL = {
  ...{ delivered: 0, inTransit: 0, late: 0, held: 0, stale: 0, firm: 0, pledged: 0, lost: 0, unpledged: 0 },
} as const;

/** A province that was never analysed weighs as phase 1: it is not passed over, and not put before those known to be worse. */
function priorityOfCell(cell: LaneCell, ipcPhase: IpcPhase | undefined, current: string): number {
  const uncoveredMilli = uncoveredBeyondInTransit(cell);
  if (uncoveredMilli === null) return 0;
  return priorityOf({
    ipcPhase: ipcPhase ?? 1,
    uncoveredMilli,
    monthsAhead: monthsBetween(current, cell.month),
  });
}

/** Writes only the cells that changed: most of a lane stays as it is. */
async function replaceCells(
  scope: WriteScope,
  { province, sector }: LaneName,
  cells: readonly repo.LaneCellRow[],
  now: number,
): Promise<void> {
  const before = new Map((await repo.cellsOfLane(scope, province, sector)).map((cell) => [cell.month, cell]));
  const changed = cells.filter((cell) => !sameCell(cell, before.get(cell.month)));
  const kept = new Set(cells.map(({ month }) => month));
  const gone = [...before.keys()].filter((month) => !kept.has(month));
  await repo.deleteCells(scope, province, sector, gone);
  await repo.saveCells(scope, changed);
  const months = [...changed.map(({ month }) => month), ...gone];
  if (months.length === 0) return;
  const key = laneKey(province, sector);
  await appendFeed(scope, { kind: 'lane', key, at: now, detail: { months } });
}

export function sameCell(a: repo.LaneCellRow, b: repo.LaneCellRow | undefined): boolean {
  return (
    b !== undefined && (Object.keys(a) as (keyof repo.LaneCellRow)[]).every((field) => a[field] === b[field])
  );
}
