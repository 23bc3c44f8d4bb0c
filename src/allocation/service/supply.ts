import { itemOf, sectorOf } from '../../catalogue/catalogue.ts';
import { weightOf } from '../../catalogue/weights.ts';
import { provinceOf } from '../../places/places.ts';
import { later, monthOfDay } from '../../platform/calendar.ts';
import { DAYS_PER_PERSON_MONTH, personDaysMilli } from '../../platform/quantity.ts';
import { moneyPersonDaysMilli } from '../../pledges/rules/equivalence.ts';
import { minorDigits, toUsdCents } from '../../pledges/rules/money.ts';
import { promiseClass } from '../../reconciliation/rules/owned-parcel.ts';
import type { Outlet, PlanLane, PlanSupply, Route } from '../rules/problem.ts';
import { waysTo } from '../rules/ways.ts';
import { type Line, type Source, UNALLOCATED } from './lines.ts';
import type { Borders, Passage } from './passages.ts';

/** Ways into provinces, through gates that are made as they are needed. */
export class Ways {
  readonly passages: Passage[] = [];
  readonly #gates = new Map<string, number>();
  readonly #borders: Borders;
  readonly #today: string;

  constructor(borders: Borders, today: string) {
    this.#borders = borders;
    this.#today = today;
  }

  to(province: string, expectedBy: string, arrivalMonth: string): Route[] {
    const point = provinceOf(province)?.point ?? null;
    const at = { expectedBy, arrivalMonth, today: this.#today };
    return waysTo(point, this.#borders.entrances, at).map(({ crossing, days, passesOn, arrivesOn }) => ({
      ...{ days, passesOn, arrivesOn, gate: this.#gate(crossing, monthOfDay(passesOn)) },
    }));
  }

  #gate(crossing: string, month: string): number {
    const key = `${crossing} ${month}`;
    const known = this.#gates.get(key);
    if (known !== undefined) return known;
    this.passages.push(this.#borders.passage(crossing, month));
    this.#gates.set(key, this.passages.length - 1);
    return this.passages.length - 1;
  }
}

const NOTHING_CARRIED: Route = { gate: null, days: 0, passesOn: null, arrivesOn: null };

export function toSupply(
  source: Source,
  lanes: readonly PlanLane[],
  ways: Ways,
  current: string,
): PlanSupply {
  const { pledge, line } = source;
  const item = line.item === null ? undefined : itemOf(line.item);
  const expectedBy = pledge.expectedBy ?? '';
  const dueMonth = monthOfDay(expectedBy);
  const arrivalMonth = later(dueMonth, current);
  const own = item?.sector ?? line.sector;
  const kgPerUnit = item ? weightOf(item.code).kgPerUnit / 1000 : 0;
  const outlets = lanes.flatMap(({ province, sector }, lane): Outlet[] => {
    if (line.province !== null && line.province !== province) return [];
    if (own !== UNALLOCATED && own !== sector) return [];
    const covers = item ? goodsCover(item) : moneyCovers(pledge, sector);
    if (covers === null || covers.milliPerUnit <= 0) return [];
    const routes = kgPerUnit === 0 ? [NOTHING_CARRIED] : ways.to(province, expectedBy, arrivalMonth);
    return routes.length === 0 ? [] : [{ lane, ...covers, routes }];
  });
  return {
    ...{ line: line.id, units: line.free, grain: grainOf(line), kgPerUnit, arrivalMonth, dueMonth, outlets },
    class: promiseClass(pledge.status) ?? 'pledged',
  };
}

type Covers = Pick<Outlet, 'monthsOfUse' | 'milliOf' | 'milliPerUnit'>;

function goodsCover({ coverage, monthsOfUse }: NonNullable<ReturnType<typeof itemOf>>): Covers {
  const { numerator, denominator } = coverage;
  return {
    monthsOfUse,
    milliOf: (units) => personDaysMilli(units, numerator, denominator),
    milliPerUnit: numerator / denominator,
  };
}

function moneyCovers({ currency, ratePerUsd }: Source['pledge'], sectorCode: string): Covers | null {
  const sector = sectorOf(sectorCode);
  if (!sector || sector.costPerPmUsdCents <= 0) return null;
  const { costPerPmUsdCents, monthsOfUse } = sector;
  const centsPerUnit = 100 / (10 ** minorDigits(currency) * Number(ratePerUsd));
  return {
    monthsOfUse,
    milliOf: (units) => moneyPersonDaysMilli(toUsdCents(units, currency, ratePerUsd), costPerPmUsdCents),
    milliPerUnit: (centsPerUnit * DAYS_PER_PERSON_MONTH * 1000) / costPerPmUsdCents,
  };
}

/** Goods by weight and money are divided to their last thousandth and minor unit; kits, sets and months are whole. */
function grainOf({ item }: Line): number {
  return item === null || itemOf(item)?.unit === 'KGM' ? 1 : 1000;
}
