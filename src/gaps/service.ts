import type { Asker } from '../access/rules.ts';
import { sectorOf } from '../catalogue/catalogue.ts';
import { needsOfLane } from '../needs/service.ts';
import { provinces, severityOf } from '../places/places.ts';
import { addMonths, lastMomentOf, monthOf, startOfDay, toIso } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { DomainError } from '../platform/errors.ts';
import type { Page } from '../platform/page.ts';
import { markDirty, markDue } from '../platform/queue/repo.ts';
import type { ReadScope, Store, WriteScope } from '../platform/storage/store.ts';
import {
  type Imagined,
  type ImaginedParcels,
  type LaneSupplyRow,
  supplyOfLane,
  unallocatedParcels,
} from '../reconciliation/service.ts';
import type { GapCell, GapReport, Lane } from './contract.ts';
import type { WhatIfCommand } from './contract/outlook.ts';
import type { TrendQuery } from './contract/trends.ts';
import * as repo from './repo.ts';
import { flagOfLane, listFlags } from './repo/flags.ts';
import { laneKey, parseLaneKey } from '../places/rules/lane-key.ts';
import { SUPPLY_CLASSES } from './rules/parcel.ts';
import { MONTHS_AHEAD, MONTHS_BACK } from './rules/window.ts';
import { explainLane, type LaneStoryOf } from './service/explain.ts';
import { type FlagFilter, flagHandling, flagsAmong, type OnFlagChanged } from './service/flags.ts';
import { type ParcelsAsKnown, reportAsKnown } from './service/as-known.ts';
import { recomputeLane, refreshLane } from './service/recompute.ts';
import { mixOfLane } from './service/mix.ts';
import { outlook } from './service/outlook.ts';
import { trendsOf } from './service/trends.ts';
import { imagineWorld } from './service/what-if.ts';
import { verifyLanes } from './service/verify.ts';
import { type LaneOf, type LaneParcel, pageOfParcels, type ParcelQuery } from './service/parcels.ts';
import { toGapCell, toLaneSupply, toUnallocated } from './view.ts';

const byPriority = (a: GapCell, b: GapCell): number => b.priority - a.priority;

/** As many records as a lane's page shows at once. */
const MOST_PARCELS = 200;

export type GapsService = ReturnType<typeof gapsService>;

interface LaneQuery {
  from?: string | undefined;
  to?: string | undefined;
}

interface GapsNeeds {
  store: Store;
  clock: Clock;
  /** The records whose parcels would be others in another world, with both. */
  imagined: (scope: ReadScope, world: Imagined, now: number) => Promise<ImaginedParcels[]>;
  parcelsAsKnown: ParcelsAsKnown;
  onFlagChanged: OnFlagChanged;
  storyOf: LaneStoryOf;
}

/** What is missing, lane by lane and month by month, and why. Reports only read what the workers computed. */
export function gapsService({ store, clock, imagined, parcelsAsKnown, storyOf, onFlagChanged }: GapsNeeds) {
  const handling = flagHandling({ store, clock, onFlagChanged });

  function windowOf({ from, to }: LaneQuery, now = clock.now()): { from: string; to: string } {
    const current = monthOf(now);
    const window = {
      from: from ?? addMonths(current, -MONTHS_BACK),
      to: to ?? addMonths(current, MONTHS_AHEAD),
    };
    if (window.from > window.to) {
      throw badQuery('to', `ends in ${window.to}, before it begins in ${window.from}`);
    }
    return window;
  }

  function report(
    query: LaneQuery & {
      sector?: string | undefined;
      region?: string | undefined;
      province?: string | undefined;
      asKnownOn?: string | undefined;
    },
  ): Promise<GapReport> {
    if (query.asKnownOn !== undefined) {
      const moment = Math.min(clock.now(), lastMomentOf(query.asKnownOn));
      const wanted = { ...windowOf(query, moment), sector: query.sector, provinces: provincesIn(query) };
      return reportAsKnown(store, parcelsAsKnown, wanted, moment);
    }
    return store.read(async (scope) => {
      const cells = await repo.cellsBetween(scope, {
        ...windowOf(query),
        sector: query.sector,
        provinces: provincesIn(query),
      });
      const flags = new Map(
        (await listFlags(scope, {})).map((flag) => [laneKey(flag.province, flag.sector), flag]),
      );
      const asOf = (await repo.newestEvaluation(scope)) ?? clock.now();
      return {
        asOf: toIso(asOf),
        cells: cells.map((cell) => toGapCell(cell, flags.get(laneKey(cell.province, cell.sector)))),
        unallocated: toUnallocated(await unallocatedParcels(scope), query.sector),
      };
    });
  }

  return {
    /** The report of now, or as known on a moment; by lane and month, or the greatest priority first. */
    report: async ({
      sort,
      ...query
    }: Parameters<typeof report>[0] & { sort?: 'lane' | 'priority' | undefined }): Promise<GapReport> => {
      const found = await report(query);
      return sort === 'priority' ? { ...found, cells: found.cells.toSorted(byPriority) } : found;
    },

    /** Where the coverage of each lane is going. */
    trends: (query: TrendQuery) => trendsOf(report, query, clock.now()),

    lane(province: string, sector: string, query: LaneQuery, asker: Asker): Promise<Lane> {
      const { from, to } = windowOf(query);
      return store.read(async (scope) => {
        const cells = await repo.cellsOfLane(scope, province, sector);
        const flag = await flagOfLane(scope, province, sector);
        const lane = await repo.laneRow(scope, province, sector);
        const needs = new Map((await needsOfLane(scope, province, sector)).map((fact) => [fact.month, fact]));
        const supply = await supplyOfLane(scope, province, sector);
        const { items, nextCursor } = await pageOfParcels(
          scope,
          { province, sector },
          { limit: MOST_PARCELS },
          asker,
        );
        return {
          province,
          sector: sector as Lane['sector'],
          asOf: lane ? toIso(lane.evaluatedAt) : null,
          ipcPhase: severityOf(province)?.phase ?? null,
          carryMonths: sectorOf(sector)?.carryMonths ?? 0,
          months: cells
            .filter(({ month }) => month >= from && month <= to)
            .map((cell) => toGapCell(cell, flag, needs.get(cell.month))),
          supply: supply.toSorted(byKey).map(toLaneSupply),
          parcels: items,
          parcelsNextCursor: nextCursor,
        };
      });
    },

    /** The records behind the numbers of a lane, or of one of its months, page by page. */
    parcels: (lane: LaneOf, query: ParcelQuery, asker: Asker): Promise<Page<LaneParcel>> =>
      store.read((scope) => pageOfParcels(scope, lane, query, asker)),

    /** What the supply of a lane is made of, month by month. */
    mix: (lane: { province: string; sector: Lane['sector'] }, query: LaneQuery) =>
      store.read((scope) => mixOfLane(scope, lane, windowOf(query), clock.now())),

    /** Flags by lane. */
    flags: ({
      region,
      province,
      ...filter
    }: FlagFilter & { region?: string | undefined; province?: string | undefined }) =>
      handling.flags({ ...filter, provinces: provincesIn({ region, province }) }),

    ...outlook({ store, clock }),

    /** Why a lane is another than it was. */
    explain: (query: Parameters<typeof explainLane>[1], asker: Asker) =>
      explainLane({ store, clock, storyOf }, query, asker),

    /** What would change were the world another. */
    whatIf: (command: WhatIfCommand, asker: Asker) =>
      imagineWorld({ store, clock, imagined }, command, asker),

    flag: handling.flag,
    handleFlag: handling.handleFlag,

    /** Lanes with their cells as they are now, by key. */
    async lanesNow(scope: ReadScope, keys: readonly string[]) {
      const lanes = new Map<string, { province: string; sector: string; cells: GapCell[] }>();
      for (const key of keys) {
        const { province, sector } = parseLaneKey(key);
        const flag = await flagOfLane(scope, province, sector);
        const cells = await repo.cellsOfLane(scope, province, sector);
        lanes.set(key, { province, sector, cells: cells.map((cell) => toGapCell(cell, flag)) });
      }
      return lanes;
    },

    /** These flags as they are now. */
    flagsNow: flagsAmong,

    async recompute(scope: WriteScope, lanes: readonly string[], now: number): Promise<void> {
      for (const lane of lanes) await recomputeLane(scope, parseLaneKey(lane), now, onFlagChanged);
    },

    /**
     * Computes lanes anew in the unit of work that changed their supply: one way through the queue instead of two. A lane that
     * cannot be computed is left to a job of its own, which tries again and says why; what changed the supply still stands.
     */
    async supplyChanged(scope: WriteScope, lanes: readonly string[], now: number): Promise<void> {
      for (const lane of lanes) {
        try {
          await refreshLane(scope, parseLaneKey(lane), now, onFlagChanged);
        } catch (error) {
          await markDirty(scope, 'lane', lane, now).catch(() => {
            throw error;
          });
        }
      }
    },

    verify: () => verifyLanes(store),

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

type SupplyKey = Pick<LaneSupplyRow, 'class' | 'arrivalMonth' | 'dueMonth' | 'monthsOfUse'>;

function byKey(a: SupplyKey, b: SupplyKey): number {
  const text = ({ arrivalMonth, dueMonth, monthsOfUse, class: of }: SupplyKey) =>
    `${arrivalMonth} ${SUPPLY_CLASSES.indexOf(of)} ${dueMonth} ${monthsOfUse}`;
  return text(a) < text(b) ? -1 : 1;
}

function badQuery(parameter: string, detail: string): DomainError {
  return new DomainError('malformed', detail, {
    errors: [{ pointer: `?${parameter}`, code: 'invalid', detail }],
  });
}
