import { sectors } from '../../catalogue/catalogue.ts';
import { type Province, provinces } from '../../places/places.ts';
import { isInForce } from '../../places/rules/access.ts';
import { type KnownWay, toOnWay, waysInto } from '../../places/service.ts';
import { addMonths, DAY_MS, dayOf, monthOf, startOfDay, toIso } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import { fromMilli, toPersonMonths } from '../../platform/quantity.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { suppliesByItem } from '../../reconciliation/service.ts';
import type { ForecastLane, LaneAccess, NextUnit, NextUnitCommand } from '../contract/outlook.ts';
import { cellsOfLane } from '../repo.ts';
import { monthsOfSupply, pipelineBreak, stockByItem } from '../rules/forecast.ts';
import { MONTHS_AHEAD } from '../rules/window.ts';
import { forecastCommodities, unallocatedGrams } from './commodities.ts';
import { toFlagged } from './flags.ts';
import { findNextUnit } from './next-unit.ts';

type SectorCode = ForecastLane['sector'];
type LaneWay = { way: KnownWay | undefined; access: LaneAccess };

/** Looking ahead: when lanes run out, and where more would do most. Reads only. */
export function outlook({ store, clock }: { store: Store; clock: Clock }) {
  return {
    /** Lanes with a need, the earliest break first. */
    forecast: (filter: {
      sector?: string | undefined;
      province?: string | undefined;
    }): Promise<{ asOf: string; items: ForecastLane[]; nextCursor: null }> =>
      store.read(async (scope) => {
        const now = clock.now();
        const { bestTo } = await waysInto(scope, { readyOn: dayOf(now), now });
        const loose = await unallocatedGrams(scope);
        const ahead = daysAhead(now);
        const items: ForecastLane[] = [];
        for (const province of provinces.filter(({ pcode }) => (filter.province ?? pcode) === pcode)) {
          const way = bestTo(province);
          const reached = { way, access: accessBy(way, ahead) };
          for (const { code } of sectors.filter((sector) => (filter.sector ?? sector.code) === sector.code)) {
            const lane = await forecastOf(scope, province, code, reached, loose, now);
            if (lane) items.push(lane);
          }
        }
        const never = '9999-12';
        items.sort((a, b) => ((a.breakMonth ?? never) < (b.breakMonth ?? never) ? -1 : 1));
        return { asOf: toIso(now), items, nextCursor: null };
      }),

    /** Where a quantity, or what an amount buys, would do most. */
    nextUnit: (command: NextUnitCommand): Promise<NextUnit> =>
      store.read((scope) => findNextUnit(scope, command, clock.now())),
  };
}

async function forecastOf(
  scope: ReadScope,
  province: Province,
  sector: SectorCode,
  { way, access }: LaneWay,
  loose: ReadonlyMap<string, number>,
  now: number,
): Promise<ForecastLane | undefined> {
  const rows = await cellsOfLane(scope, province.pcode, sector);
  const cells = rows.map((row) => ({ ...toFlagged(row), carriedMilli: row.carried }));
  const known = cells.flatMap(({ month, needMilli }) =>
    needMilli === null ? [] : [[month, needMilli] as const],
  );
  const knownUntil = known.at(-1)?.[0];
  if (knownUntil === undefined) return undefined;
  const current = monthOf(now);
  const stockMilli = cells.find(({ month }) => month === current)?.carriedMilli ?? 0;
  const months = monthsOfSupply(cells, current);
  const breakMonth = pipelineBreak(cells, current);
  const supply = await suppliesByItem(scope, province.pcode, sector);
  const stock = stockByItem(
    supply.filter((sum) => sum.class === 'delivered'),
    stockMilli,
  );
  const { days, arrivesOn } = way?.journey ?? { days: null, arrivesOn: null };
  return {
    ...{ province: province.pcode, sector, breakMonth, knownUntil },
    monthsOfSupply: months === null ? null : twoDecimals(months),
    stockPm: toPersonMonths(stockMilli),
    commodities: Array.from(stock, ([item, { personDaysMilli: milli, quantityMilli }]) => ({
      item,
      pm: toPersonMonths(milli),
      quantity: fromMilli(quantityMilli),
      monthsOfSupply: months === null || stockMilli === 0 ? null : twoDecimals((months * milli) / stockMilli),
    })).sort((a, b) => b.pm - a.pm),
    pipeline: forecastCommodities(
      sector,
      supply,
      new Map(known),
      { currentMonth: current, from: current, to: knownUntil },
      loose,
    ),
    ...{ leadDays: days, crossing: way?.crossing ?? null, arrivesOn },
    inTime: breakMonth === null || arrivesOn === null ? null : arrivesOn < `${addMonths(breakMonth, 1)}-01`,
    access,
  };
}

/** When a lane is reached and when it is not, and what stands in the way in the months that are looked at. */
function accessBy(way: KnownWay | undefined, ahead: readonly string[]): LaneAccess {
  if (!way)
    return { isOpen: false, leaveBy: null, opensOn: null, closedBy: [], because: [], constraints: [] };
  const { isOpen, leaveBy, opensOn, closedBy } = way.passage();
  const met = way.constraints.filter((constraint) => ahead.some((day) => isInForce(constraint, day)));
  const codes = (of: readonly { code: string }[]) => of.map(({ code }) => code);
  return {
    ...{ isOpen, leaveBy, opensOn, closedBy: codes(closedBy), because: codes(way.journey.because) },
    constraints: [...new Set([...met, ...closedBy, ...way.journey.because])].map(toOnWay),
  };
}

/** The days from today to the end of the last month that is looked at. */
function daysAhead(now: number): string[] {
  const end = startOfDay(`${addMonths(monthOf(now), MONTHS_AHEAD + 1)}-01`);
  const days: string[] = [];
  for (let at = startOfDay(dayOf(now)); at < end; at += DAY_MS) days.push(dayOf(at));
  return days;
}

function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100;
}
