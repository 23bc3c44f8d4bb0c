import { setImmediate as turn } from 'node:timers/promises';
import { sectors } from '../../catalogue/catalogue.ts';
import { needsOfLane } from '../../needs/service.ts';
import { provinces } from '../../places/places.ts';
import { monthOf } from '../../platform/calendar.ts';
import { dirtyRow } from '../../platform/queue/repo.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import {
  type LaneSupplyRow,
  sameRows,
  summedParcels,
  supplyOfLane,
  type Verification,
} from '../../reconciliation/service.ts';
import * as repo from '../repo.ts';
import { flagOfLane } from '../repo/flags.ts';
import { flagMonths } from '../rules/flag.ts';
import { laneKey } from '../../places/rules/lane-key.ts';
import { toFlagged } from './flags.ts';
import { computeCells, sameCell } from './recompute.ts';

/** Computes every lane again from its needs and parcels, at the moment it was last evaluated at, and compares. */
export async function verifyLanes(store: Store): Promise<Verification> {
  const result: Verification = { checked: 0, pending: 0, differences: [] };
  for (const { pcode } of provinces) {
    for (const { code } of sectors) {
      const key = laneKey(pcode, code);
      await store.read(async (scope) => {
        if (await dirtyRow(scope, 'lane', key)) result.pending++;
        else {
          result.checked++;
          for (const what of await checkLane(scope, pcode, code))
            result.differences.push({ kind: 'lane', key, what });
        }
      });
      await turn();
    }
  }
  return result;
}

async function checkLane(scope: ReadScope, province: string, sector: string): Promise<string[]> {
  const lane = await repo.laneRow(scope, province, sector);
  const stored = await repo.cellsOfLane(scope, province, sector);
  const flag = await flagOfLane(scope, province, sector);
  // A lane that was never computed must have nothing to be computed from.
  const evaluatedAt = lane?.evaluatedAt ?? 0;
  const supply = await summedParcels(scope, province, sector);
  const needs = await needsOfLane(scope, province, sector);
  const cells = computeCells({ province, sector }, needs, supply, evaluatedAt);
  if (!lane) return cells.length === 0 ? [] : ['was never computed'];
  const listed = flagMonths(cells.map(toFlagged), flag?.months ?? [], monthOf(evaluatedAt));
  const sameCells =
    cells.length === stored.length && cells.every((cell, index) => sameCell(cell, stored[index]));
  return [
    ...(sameCells ? [] : ['cells differ']),
    ...(sameRows(await supplyOfLane(scope, province, sector), supply, keyOfSupply) ? [] : ['supply differs']),
    ...(String(listed?.months ?? []) === String(flag?.months ?? []) ? [] : ['the flag lists other months']),
  ];
}

function keyOfSupply({ class: supplyClass, arrivalMonth, dueMonth, monthsOfUse }: LaneSupplyRow): string {
  return [supplyClass, arrivalMonth, dueMonth, monthsOfUse].join(' ');
}
