import { rationParts } from '../../catalogue/rations.ts';
import { monthOf, toIso } from '../../platform/calendar.ts';
import { toPersonMonths } from '../../platform/quantity.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { suppliesByItem } from '../../reconciliation/service.ts';
import type { Mix } from '../contract/commodities.ts';
import { cellsOfLane } from '../repo.ts';
import type { CommodityMonth, CommoditySupply } from '../rules/commodity.ts';
import { shareOf } from '../view.ts';
import { type CommodityOfSector, energyOf, type KnownNeeds, outlooksOf } from './commodities.ts';

type MonthMix = Mix['months'][number];
type InMix = MonthMix['commodities'][number];

interface Part {
  of: CommodityOfSector;
  /** What arrives in the month. */
  came: CommoditySupply[];
  known: CommodityMonth | undefined;
}

/** What the supply of a lane is made of, month by month. */
export async function mixOfLane(
  scope: ReadScope,
  lane: { province: string; sector: Mix['sector'] },
  window: { from: string; to: string },
  now: number,
): Promise<Mix> {
  const cells = await cellsOfLane(scope, lane.province, lane.sector);
  const supply = await suppliesByItem(scope, lane.province, lane.sector);
  const needs: KnownNeeds = new Map(
    cells.flatMap(({ month, need }) => (need === null ? [] : [[month, need] as const])),
  );
  const outlooks = outlooksOf(lane.sector, supply, needs, { currentMonth: monthOf(now), ...window });
  const hasRation = outlooks.some(({ of }) => of.gramsPerDay !== null);
  const months = cells.filter(({ month }) => month >= window.from && month <= window.to);
  const supplies = outlooks.map(({ of }) =>
    Map.groupBy(of.supplyOf(supply), ({ arrivalMonth }) => arrivalMonth),
  );
  return {
    ...lane,
    asOf: toIso(now),
    unit: hasRation ? 'KGM' : 'PM',
    rationGrams: hasRation ? RATION_GRAMS : null,
    months: months.map(({ month, need }): MonthMix => {
      const parts = outlooks.map(({ of, outlook }, index): Part => ({
        of,
        came: supplies[index]?.get(month) ?? [],
        known: outlook.months.find((known) => known.month === month),
      }));
      const grams = hasRation && need ? gramsPerDay(parts, need) : null;
      return {
        ...{ month, needPm: need === null ? null : toPersonMonths(need) },
        gramsPerDay: grams,
        rationShare: grams === null ? null : shareOf(grams, RATION_GRAMS),
        commodities: inMix(parts, hasRation),
      };
    }),
  };
}

const RATION_GRAMS = rationParts.reduce((sum, part) => sum + part.gramsPerDay, 0);

/** Of the ration, for each of the people in need on each day of the month; to a tenth of a gram. */
function gramsPerDay(parts: readonly Part[], needMilli: number): number {
  const covered = parts.reduce((sum, { known }) => sum + (known?.covered ?? 0), 0);
  return Math.round((covered / (needMilli / 1000)) * 10) / 10;
}

function inMix(parts: readonly Part[], hasEnergy: boolean): InMix[] {
  const energies = parts.map(({ of, came }) =>
    came.reduce((sum, { item, amount }) => sum + energyOf(of, item, amount), 0),
  );
  const energy = energies.reduce((sum, part) => sum + part, 0);
  return parts.map(({ of, came, known }, index) => {
    const need = known?.need ?? null;
    return {
      ...{
        commodity: of.commodity,
        gramsPerDay: of.gramsPerDay,
        need: need === null ? null : of.shown(need),
      },
      ...cameOf(of, came),
      confirmedShare: need && known ? shareOf(known.confirmed, need) : null,
      share: need && known ? shareOf(known.covered, need) : null,
      energyShare: hasEnergy && energy > 0 ? shareOf(energies[index]!, energy) : null,
      items: [...Map.groupBy(came, ({ item }) => item)]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([item, some]) => ({ item, ...cameOf(of, some) })),
    };
  });
}

function cameOf({ shown }: CommodityOfSector, came: readonly CommoditySupply[]) {
  const sum = (isDelivered: boolean) =>
    came
      .filter((supply) => (supply.class === 'delivered') === isDelivered)
      .reduce((all, { amount }) => all + amount, 0);
  return { arrived: shown(sum(true)), expected: shown(sum(false)) };
}
