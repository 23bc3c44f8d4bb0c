import { itemOf, sectorOf } from '../../catalogue/catalogue.ts';
import { gramsOf, rationParts, substitutions } from '../../catalogue/rations.ts';
import { type Available, substitutesFor } from '../../catalogue/rules/substitution.ts';
import { fromMilli, toPersonMonths } from '../../platform/quantity.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { type suppliesByItem, unallocatedByItem } from '../../reconciliation/service.ts';
import type { Commodity } from '../contract/commodities.ts';
import { commodityOutlook, type CommodityOutlook, type CommoditySupply } from '../rules/commodity.ts';
import { shareOf } from '../view.ts';

export type ItemSupply = Awaited<ReturnType<typeof suppliesByItem>>[number];

/** What is counted together: a part of the ration, in grams; or all of a sector without one, in thousandths of a person-day. */
export interface CommodityOfSector {
  commodity: string;
  /** Of a person on a day; null: it is counted in person-months. */
  gramsPerDay: number | null;
  supplyOf: (supply: readonly ItemSupply[]) => CommoditySupply[];
  /** From person-days in thousandths. */
  needOf: (needMilli: number) => number;
  /** As the API writes amounts: kilograms or person-months. */
  shown: (amount: number) => number;
}

/** The commodities of a sector. Food is counted by the parts of a full ration, anything else as one. */
export function commoditiesOf(sector: string): CommodityOfSector[] {
  if (sector !== 'food_security') {
    const supplyOf: CommodityOfSector['supplyOf'] = (supply) =>
      supply.map(({ personDaysMilli, ...sum }) => ({ ...sum, amount: personDaysMilli }));
    const needOf = (needMilli: number) => needMilli;
    return [{ commodity: sector, gramsPerDay: null, supplyOf, needOf, shown: toPersonMonths }];
  }
  return rationParts.map((part) => ({
    commodity: part.commodity,
    gramsPerDay: part.gramsPerDay,
    supplyOf: (supply) =>
      supply.flatMap(({ quantityMilli, ...sum }) => {
        const amount = gramsOf(part, sum.item, quantityMilli);
        return amount === 0 ? [] : { ...sum, amount };
      }),
    needOf: (needMilli) => (needMilli / 1000) * part.gramsPerDay,
    shown: fromMilli,
  }));
}

/** The months of a lane in which its need is known, in thousandths of a person-day. */
export type KnownNeeds = ReadonlyMap<string, number>;

/** Each commodity of a lane, month by month. */
export function outlooksOf(
  sector: string,
  supply: readonly ItemSupply[],
  needs: KnownNeeds,
  window: { currentMonth: string; from: string; to: string },
): { of: CommodityOfSector; outlook: CommodityOutlook }[] {
  return commoditiesOf(sector).map((of) => ({
    of,
    outlook: commodityOutlook({
      needs: new Map(Array.from(needs, ([month, milli]) => [month, of.needOf(milli)])),
      supply: of.supplyOf(supply),
      carryMonths: sectorOf(sector)?.carryMonths ?? 0,
      ...window,
    }),
  }));
}

/** By commodity, in grams, what moves or is firm but names no province or date yet. */
export async function unallocatedGrams(scope: ReadScope): Promise<ReadonlyMap<string, number>> {
  const loose = await unallocatedByItem(scope);
  const grams = (part: (typeof rationParts)[number]) =>
    loose.reduce((sum, { item, quantityMilli }) => sum + gramsOf(part, item, quantityMilli), 0);
  return new Map(rationParts.map((part) => [part.commodity, grams(part)]));
}

/** When each commodity of a lane runs out, and what could stand in for it then. */
export function forecastCommodities(
  sector: string,
  supply: readonly ItemSupply[],
  needs: KnownNeeds,
  window: { currentMonth: string; from: string; to: string },
  loose: ReadonlyMap<string, number>,
): Commodity[] {
  const outlooks = outlooksOf(sector, supply, needs, window);
  const leftIn =
    (month: string) =>
    (commodity: string): Available => ({
      inLane: monthOf(outlooks.find(({ of }) => of.commodity === commodity)?.outlook, month)?.left ?? 0,
      unallocated: loose.get(commodity) ?? 0,
    });
  return outlooks.map(({ of, outlook }) => {
    const { breakMonth } = outlook;
    const broken = breakMonth === null ? undefined : monthOf(outlook, breakMonth);
    const missing = broken ? (broken.need ?? 0) - broken.covered : null;
    const advice =
      missing === null
        ? []
        : substitutesFor({ commodity: of.commodity, missing }, substitutions, leftIn(breakMonth ?? ''));
    const current = monthOf(outlook, window.currentMonth)?.need ?? null;
    return {
      ...{ commodity: of.commodity, unit: of.gramsPerDay === null ? 'PM' : 'KGM' },
      ...{ gramsPerDay: of.gramsPerDay, breakMonth, knownNeed: current === null ? null : of.shown(current) },
      ...{ stock: of.shown(outlook.stock), monthsOfSupply: hundredths(outlook.monthsOfSupply) },
      missing: missing === null ? null : of.shown(missing),
      items: outlook.items.map(({ item, share, ...lasting }) => ({
        ...{ item, share: shareOf(share, 1), breakMonth: lasting.breakMonth },
        ...{ stock: of.shown(lasting.stock), monthsOfSupply: hundredths(lasting.monthsOfSupply) },
      })),
      substitutes: advice.map(({ substitution, needed, inLane, unallocated, covers }) => ({
        commodity: substitution.substitute,
        ratio: [substitution.numerator, substitution.denominator],
        ...{ needed: fromMilli(needed), inLane: fromMilli(inLane), unallocated: fromMilli(unallocated) },
        ...{ covers: fromMilli(covers), share: shareOf(covers, missing ?? 0) },
        longestMonths: substitution.longestMonths,
        ...{ status: substitution.status, source: substitution.source, note: substitution.note },
      })),
    };
  });
}

function monthOf(outlook: CommodityOutlook | undefined, month: string) {
  return outlook?.months.find((of) => of.month === month);
}

function hundredths(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}

/** Energy of an item in a commodity, in thousandths of a person-day. */
export function energyOf(of: CommodityOfSector, item: string, amount: number): number {
  const part = rationParts.find(({ commodity }) => commodity === of.commodity);
  if (!part) return amount;
  const { numerator, denominator } = part.items.includes(item) ? itemOf(item)!.coverage : part.coverage;
  return (amount * numerator) / denominator;
}
