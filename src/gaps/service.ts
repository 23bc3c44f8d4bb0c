import { setImmediate as turn } from 'node:timers/promises';
import { sectorOf, sectors } from '../catalogue/catalogue.ts';
import { needsOfLane } from '../needs/service.ts';
import { provinces, severityOf } from '../places/places.ts';
import { addMonths, later, monthOf, monthsBetween, startOfDay, toIso } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { DomainError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import { needPersonDaysMilli } from '../platform/quantity.ts';
import { dirtyRow, markDue } from '../platform/queue/repo.ts';
import type { ReadScope, Store, WriteScope } from '../platform/storage/store.ts';
import { parcelsOfLane, summedParcels, unallocatedParcels } from '../reconciliation/service.ts';
import type { Verification } from '../reconciliation/verify.ts';
import { shipmentHeads } from '../shipments/service.ts';
import { pledgeHeads } from '../pledges/service.ts';
import type { GapFlag, GapReport, Lane } from './contract.ts';
import * as repo from './repo.ts';
import { type LaneCell, uncoveredBeyondInTransit } from './rules/cell.ts';
import { flagMonths } from './rules/flag.ts';
import { laneKey, parseLaneKey } from './rules/lane-key.ts';
import { computeLane } from './rules/lane.ts';
import { type IpcPhase, priorityOf } from './rules/priority.ts';
import { factsBehind } from './rules/facts-behind.ts';
import { toFlag, toGapCell, toLaneParcel, toUnallocated } from './view.ts';

const MONTHS_BACK = 12;
const MONTHS_AHEAD = 5;

export type GapsService = ReturnType<typeof gapsService>;

interface LaneQuery {
  from?: string | undefined;
  to?: string | undefined;
}

/** What is missing, lane by lane and month by month, and why. Reports only read what the workers computed. */
export function gapsService({ store, clock }: { store: Store; clock: Clock }) {
  function windowOf({ from, to }: LaneQuery): { from: string; to: string } {
    const current = monthOf(clock.now());
    const window = {
      from: from ?? addMonths(current, -MONTHS_BACK),
      to: to ?? addMonths(current, MONTHS_AHEAD),
    };
    if (window.from > window.to) {
      throw badQuery('to', `ends in ${window.to}, before it begins in ${window.from}`);
    }
    return window;
  }

  return {
    report(
      query: LaneQuery & {
        sector?: string | undefined;
        region?: string | undefined;
        province?: string | undefined;
      },
    ): Promise<GapReport> {
      return store.read(async (scope) => {
        const cells = await repo.cellsBetween(scope, {
          ...windowOf(query),
          sector: query.sector,
          provinces: provincesIn(query),
        });
        const flags = new Map(
          (await repo.listFlags(scope, {})).map((flag) => [laneKey(flag.province, flag.sector), flag]),
        );
        const asOf = (await repo.newestEvaluation(scope)) ?? clock.now();
        return {
          asOf: toIso(asOf),
          cells: cells.map((cell) => toGapCell(cell, flags.get(laneKey(cell.province, cell.sector)))),
          unallocated: toUnallocated(await unallocatedParcels(scope), query.sector),
        };
      });
    },

    lane(province: string, sector: string, query: LaneQuery): Promise<Lane> {
      const { from, to } = windowOf(query);
      return store.read(async (scope) => {
        const cells = await repo.cellsOfLane(scope, province, sector);
        const flag = await repo.flagOfLane(scope, province, sector);
        const lane = await repo.laneRow(scope, province, sector);
        const needs = new Map((await needsOfLane(scope, province, sector)).map((fact) => [fact.month, fact]));
        const parcels = await parcelsOfLane(scope, province, sector);
        const owners = (kind: 'shipment' | 'pledge') =>
          parcels.filter(({ ownerKind }) => ownerKind === kind).map(({ owner }) => owner);
        const shipments = await shipmentHeads(scope, owners('shipment'));
        const pledges = await pledgeHeads(scope, owners('pledge'));
        return {
          province,
          sector: sector as Lane['sector'],
          asOf: lane ? toIso(lane.evaluatedAt) : null,
          ipcPhase: severityOf(province)?.phase ?? null,
          carryMonths: sectorOf(sector)?.carryMonths ?? 0,
          months: cells
            .filter(({ month }) => month >= from && month <= to)
            .map((cell) => toGapCell(cell, flag, needs.get(cell.month))),
          parcels: parcels.map((parcel) => toLaneParcel(parcel, shipments, pledges)),
        };
      });
    },

    flags(query: {
      state?: GapFlag['state'] | undefined;
      province?: string | undefined;
      sector?: string | undefined;
    }): Promise<GapFlag[]> {
      return store.read(async (scope) => {
        const rows = await repo.listFlags(scope, { ...query, provinces: provincesIn(query) });
        return rows.map(toFlag);
      });
    },

    /** Computes one lane anew from its needs and parcels. Gives the same rows whenever it is run again on the same ones. */
    async recompute(scope: WriteScope, key: string, now: number): Promise<void> {
      const { province, sector } = parseLaneKey(key);
      const cells = await computeCells(scope, province, sector, now);
      await replaceCells(scope, province, sector, cells);
      await updateFlag(scope, province, sector, cells, now);
      await repo.saveLane(scope, { province, sector, evaluatedAt: now });
    },

    /** Computes every lane again from its needs and parcels, at the moment it was last evaluated at, and compares. */
    async verify(): Promise<Verification> {
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
    },

    /** Marks the lanes that were last computed in an earlier month: their priority, flag and window are of the month. */
    async sweep(now: number): Promise<void> {
      const monthBegan = startOfDay(`${monthOf(now)}-01`);
      const due = await store.read((scope) => repo.lanesBefore(scope, monthBegan));
      if (due.length === 0) return;
      await store.write(async (scope) => {
        for (const { province, sector } of due) await markDue(scope, 'lane', laneKey(province, sector), now);
      });
    },
  };
}

function provincesIn({ region, province }: { region?: string | undefined; province?: string | undefined }) {
  if (region === undefined) return province === undefined ? undefined : [province];
  const regions = new Set(provinces.map((candidate) => candidate.region));
  if (!regions.has(region))
    throw badQuery('region', `no region ${region}: one of ${[...regions].join(', ')}`);
  const inRegion = provinces
    .filter((candidate) => candidate.region === region)
    .map(({ pcode }) => pcode as string);
  return province === undefined ? inRegion : inRegion.filter((pcode) => pcode === province);
}

function badQuery(parameter: string, detail: string): DomainError {
  return new DomainError('malformed', detail, {
    errors: [{ pointer: `?${parameter}`, code: 'invalid', detail }],
  });
}

async function computeCells(
  scope: ReadScope,
  province: string,
  sector: string,
  now: number,
): Promise<repo.LaneCellRow[]> {
  const needs = await needsOfLane(scope, province, sector);
  const supply = await summedParcels(scope, province, sector);
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
  province: string,
  sector: string,
  cells: readonly repo.LaneCellRow[],
): Promise<void> {
  const before = new Map((await repo.cellsOfLane(scope, province, sector)).map((cell) => [cell.month, cell]));
  const changed = cells.filter((cell) => !sameCell(cell, before.get(cell.month)));
  const kept = new Set(cells.map(({ month }) => month));
  const gone = [...before.keys()].filter((month) => !kept.has(month));
  await repo.deleteCells(scope, province, sector, gone);
  await repo.saveCells(scope, changed);
}

function sameCell(a: repo.LaneCellRow, b: repo.LaneCellRow | undefined): boolean {
  return (
    b !== undefined && (Object.keys(a) as (keyof repo.LaneCellRow)[]).every((field) => a[field] === b[field])
  );
}

/** Opens, changes or closes the lane's one flag; a flag that returns is the same one, reopened. */
async function updateFlag(
  scope: WriteScope,
  province: string,
  sector: string,
  cells: readonly repo.LaneCellRow[],
  now: number,
): Promise<void> {
  const flag = await repo.flagOfLane(scope, province, sector);
  const listed = flagMonths(cells.map(toFlagged), flag?.months ?? [], monthOf(now));
  if (listed === null) {
    if (flag && flag.closedAt === null) {
      await repo.saveFlag(scope, { ...flag, months: [], state: 'resolved', closedAt: now });
    }
    return;
  }
  const { months, severity } = listed;
  const isOpen = flag && flag.closedAt === null;
  if (isOpen && flag.severity === severity && flag.months.join() === months.join()) return;
  await repo.saveFlag(scope, {
    ...{ province, sector, months, severity, closedAt: null },
    id: flag?.id ?? newId(),
    state: isOpen ? flag.state : 'open',
    owner: flag?.owner ?? null,
    openedAt: isOpen ? flag.openedAt : now,
  });
}

async function checkLane(scope: ReadScope, province: string, sector: string): Promise<string[]> {
  const lane = await repo.laneRow(scope, province, sector);
  const stored = await repo.cellsOfLane(scope, province, sector);
  const flag = await repo.flagOfLane(scope, province, sector);
  // A lane that was never computed must have nothing to be computed from.
  const evaluatedAt = lane?.evaluatedAt ?? 0;
  const cells = await computeCells(scope, province, sector, evaluatedAt);
  if (!lane) return cells.length === 0 ? [] : ['was never computed'];
  const listed = flagMonths(cells.map(toFlagged), flag?.months ?? [], monthOf(evaluatedAt));
  const open = flag && flag.closedAt === null ? flag.months : [];
  const sameCells =
    cells.length === stored.length && cells.every((cell, index) => sameCell(cell, stored[index]));
  return [
    ...(sameCells ? [] : ['cells differ']),
    ...(String(listed?.months ?? []) === String(open) ? [] : ['the flag lists other months']),
  ];
}

function toFlagged(cell: repo.LaneCellRow) {
  return { month: cell.month, needMilli: cell.need, waterfall: cell.need === null ? null : cell };
}
