import { itemOf, sectorOf, sectors } from '../../catalogue/catalogue.ts';
import { needsOfLane } from '../../needs/service.ts';
import { type Crossing, crossingOf, crossings } from '../../places/crossings.ts';
import { type Province, provinces, severityOf } from '../../places/places.ts';
import { statusAt } from '../../places/rules/crossing-status.ts';
import { inlandDays } from '../../places/rules/lead-time.ts';
import { crossingFacts } from '../../places/service.ts';
import { addDays, addMonths, dayOf, monthOf, monthOfDay, toIso } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import { fromMilli, personDaysMilli, toMilli, toPersonMonths } from '../../platform/quantity.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { moneyPersonDaysMilli } from '../../pledges/rules/equivalence.ts';
import { deliveriesByItem, supplyOfLane } from '../../reconciliation/service.ts';
import type { ForecastLane, NextUnit, NextUnitCommand } from '../contract/outlook.ts';
import { cellsOfLane } from '../repo.ts';
import { monthsOfSupply, pipelineBreak, stockByItem } from '../rules/forecast.ts';
import { gainBetween } from '../rules/next-unit.ts';
import type { IpcPhase } from '../rules/priority.ts';
import { MONTHS_AHEAD } from '../rules/window.ts';
import { toFlagged } from './flags.ts';
import { computeCells } from './recompute.ts';
import { withParcels } from './what-if.ts';

type SectorCode = ForecastLane['sector'];
type Route = { crossing: string; days: number };

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
        const open = await openCrossings(scope, now);
        const items: ForecastLane[] = [];
        for (const province of provinces.filter(({ pcode }) => (filter.province ?? pcode) === pcode)) {
          for (const { code } of sectors.filter((sector) => (filter.sector ?? sector.code) === sector.code)) {
            const lane = await forecastOf(scope, province, code, nearest(province, open), now);
            if (lane) items.push(lane);
          }
        }
        const never = '9999-12';
        items.sort((a, b) => ((a.breakMonth ?? never) < (b.breakMonth ?? never) ? -1 : 1));
        return { asOf: toIso(now), items, nextCursor: null };
      }),

    /**
     * The lanes in which a quantity, or what an amount buys, would cover most, weighted by severity and urgency.
     *
     * @throws DomainError unknown_reference
     */
    nextUnit(command: NextUnitCommand): Promise<NextUnit> {
      const supply = supplyIn(command);
      const now = clock.now();
      return store.read(async (scope) => {
        const open = await openCrossings(scope, now);
        const through = command.crossing ? [requireCrossing(command.crossing)] : open;
        const current = monthOf(now);
        const lanes: NextUnit['lanes'] = [];
        for (const province of provinces) {
          const way = nearest(province, through);
          const leaves = command.availableOn ?? dayOf(now);
          const arrivesOn = addDays(leaves < dayOf(now) ? dayOf(now) : leaves, way?.days ?? 0);
          const arrivalMonth = monthOfDay(arrivesOn);
          const lane = { province: province.pcode, sector: supply.sector };
          const needs = await needsOfLane(scope, lane.province, lane.sector);
          if (needs.length === 0 || (!way && !command.crossing)) continue;
          const stands = await supplyOfLane(scope, lane.province, lane.sector);
          const { monthsOfUse, milli } = supply;
          const parcel = { class: 'inTransit' as const, arrivalMonth, dueMonth: arrivalMonth, monthsOfUse };
          const more = withParcels(stands, [{ ...parcel, personDaysMilli: milli }]);
          const last = addMonths(current, MONTHS_AHEAD);
          const cells = (of: typeof stands | typeof more) =>
            computeCells(lane, needs, of, now)
              .filter(({ month }) => month >= current && month <= last)
              .map(toFlagged);
          const ipcPhase = severityOf(province.pcode)?.phase as IpcPhase | undefined;
          const gain = gainBetween(cells(stands), cells(more), ipcPhase ?? 1, current);
          if (gain.coveredMilli === 0) continue;
          lanes.push({
            ...{ ...lane, arrivesOn, ipcPhase: ipcPhase ?? null, crossing: way?.crossing ?? null },
            coveredPm: toPersonMonths(gain.coveredMilli),
            unusedPm: toPersonMonths(Math.max(0, milli - gain.coveredMilli)),
            gain: Math.round(gain.gain * 1000) / 1000,
            months: gain.months.map(({ month, coveredMilli }) => ({
              month,
              coveredPm: toPersonMonths(coveredMilli),
            })),
          });
        }
        lanes.sort((a, b) => b.gain - a.gain || (a.province < b.province ? -1 : 1));
        return { asOf: toIso(now), pm: toPersonMonths(supply.milli), lanes };
      });
    },
  };
}

async function forecastOf(
  scope: ReadScope,
  province: Province,
  sector: SectorCode,
  way: Route | undefined,
  now: number,
): Promise<ForecastLane | undefined> {
  const rows = await cellsOfLane(scope, province.pcode, sector);
  const cells = rows.map((row) => ({ ...toFlagged(row), carriedMilli: row.carried }));
  const known = cells.filter(({ needMilli }) => needMilli !== null);
  if (known.length === 0) return undefined;
  const current = monthOf(now);
  const stockMilli = cells.find(({ month }) => month === current)?.carriedMilli ?? 0;
  const months = monthsOfSupply(cells, current);
  const breakMonth = pipelineBreak(cells, current);
  const stock = stockByItem(await deliveriesByItem(scope, province.pcode, sector), stockMilli);
  return {
    ...{ province: province.pcode, sector, breakMonth, knownUntil: known.at(-1)?.month ?? null },
    monthsOfSupply: months === null ? null : twoDecimals(months),
    stockPm: toPersonMonths(stockMilli),
    commodities: Array.from(stock, ([item, { personDaysMilli: milli, quantityMilli }]) => ({
      item,
      pm: toPersonMonths(milli),
      quantity: fromMilli(quantityMilli),
      monthsOfSupply: months === null || stockMilli === 0 ? null : twoDecimals((months * milli) / stockMilli),
    })).sort((a, b) => b.pm - a.pm),
    leadDays: way?.days ?? null,
    crossing: way?.crossing ?? null,
    inTime:
      breakMonth === null || !way ? null : addDays(dayOf(now), way.days) < `${addMonths(breakMonth, 1)}-01`,
  };
}

/** What is to be placed: person-days in thousandths, of one sector, used over so many months. */
function supplyIn({ item, quantity, amountUsd, sector }: NextUnitCommand) {
  const unknown = (field: string, detail: string) =>
    new DomainError('unknown_reference', detail, {
      errors: [{ pointer: `/${field}`, code: 'unknown_reference', detail }],
    });
  if (item && quantity) {
    const of = itemOf(item);
    if (!of) throw unknown('item', `no item ${item}: see GET /items`);
    const milli = personDaysMilli(toMilli(quantity), of.coverage.numerator, of.coverage.denominator);
    return { sector: of.sector, monthsOfUse: of.monthsOfUse, milli };
  }
  const of = sectorOf(sector ?? '');
  const milli = of && moneyPersonDaysMilli(amountUsd ?? 0, of.costPerPmUsdCents);
  if (!of || milli === null || milli === undefined)
    throw unknown('sector', 'what a person-month costs is not known there');
  return { sector: of.code, monthsOfUse: of.monthsOfUse, milli };
}

async function openCrossings(scope: ReadScope, now: number): Promise<Crossing[]> {
  const facts = await crossingFacts(scope);
  return crossings.filter(
    ({ code, kind }) =>
      kind === 'border_crossing' && statusAt(facts.get(code) ?? [], now)?.status !== 'closed',
  );
}

function requireCrossing(code: string): Crossing {
  const crossing = crossingOf(code);
  if (crossing) return crossing;
  const detail = `no crossing ${code}: see GET /crossings`;
  throw new DomainError('unknown_reference', detail, {
    errors: [{ pointer: '/crossing', code: 'unknown_reference', detail }],
  });
}

/** The way with the fewest days inside the country; crossings whose place no source gives are passed over. */
function nearest(province: Province, through: readonly Crossing[]): Route | undefined {
  let best: Route | undefined;
  for (const { code, point } of through) {
    if (point === null) continue;
    const days = inlandDays(point, province.point);
    if (!best || days < best.days) best = { crossing: code, days };
  }
  return best;
}

function twoDecimals(value: number): number {
  return Math.round(value * 100) / 100;
}
