/**
 * What a promise means for people while it is written (`domain.md` §6, §8): tonnes → kilocalories → person-months, kits → learners, money → an
 * estimate through the cost of its sector. The ledger computes the same exactly; a test holds one to the other.
 */
import type { Item, Sector } from '../../api/reference.ts';
import { toMinor } from '../../text/currencies.ts';
import { type ItemsByCode, quantityOf, rateOf, WEIGHT } from './body.ts';
import type { Draft, DraftLine } from './draft.ts';

const DAYS_PER_PERSON_MONTH = 30;
const KG_PER_TONNE = 1_000;

/** One step of the way from goods to people; `people` for so many months each. */
export type Step =
  | { kind: 'tonnes' | 'kcal' | 'usd' | 'pm'; value: number }
  | { kind: 'people'; value: number; months: number; sector: Item['sector'] };

export interface Equivalence {
  steps: Step[];
  /** Null: cannot be told, which is not 0. */
  pm: number | null;
  /** Money: through an average cost. Goods: exact for what their coverage is. */
  isEstimate: boolean;
  /** How well founded the coverage of the item is. */
  status: Item['status'] | null;
  sector: Item['sector'] | null;
}

const NOTHING: Equivalence = { steps: [], pm: null, isEstimate: false, status: null, sector: null };

/** @param quantity in the unit of the item */
export function ofGoods(item: Item, quantity: number): Equivalence {
  const [numerator, denominator] = item.coverage.personDays;
  const pm = (quantity * numerator) / denominator / DAYS_PER_PERSON_MONTH;
  const { monthsOfUse } = item.coverage;
  const steps: Step[] = [];
  // Energy: the numerator is kilocalories in a kilogram, the denominator those a person needs in a day.
  if (item.unit === WEIGHT && item.sector === 'food_security') {
    steps.push({ kind: 'tonnes', value: quantity / KG_PER_TONNE });
    steps.push({ kind: 'kcal', value: quantity * numerator });
  } else if (item.sector !== 'food_security') {
    steps.push({ kind: 'people', value: pm / monthsOfUse, months: monthsOfUse, sector: item.sector });
  }
  steps.push({ kind: 'pm', value: pm });
  return { steps, pm, isEstimate: false, status: item.status, sector: item.sector };
}

/** @param usdCents integer cents @param sector none while the money is not allocated: then it is worth no certain number of people */
export function ofMoney(usdCents: number, sector: Sector | undefined): Equivalence {
  const usd: Step = { kind: 'usd', value: usdCents };
  if (!sector) return { ...NOTHING, steps: [usd] };
  const pm = usdCents / sector.costPerPmUsd;
  return {
    steps: [usd, { kind: 'pm', value: pm }],
    pm,
    isEstimate: true,
    status: null,
    sector: sector.code,
  };
}

/** Integer US cents of an amount in whole units of the draft's currency; undefined until the rate is there. */
export function usdCentsOf(
  amount: number | undefined,
  draft: Pick<Draft, 'currency' | 'rate'>,
): number | undefined {
  const rate = rateOf(draft);
  if (amount === undefined || rate === undefined || rate <= 0) return undefined;
  return draft.currency === 'USD' ? toMinor(amount, 'USD') : Math.round((amount / rate) * 100);
}

export function ofLine(
  line: DraftLine,
  draft: Pick<Draft, 'contributionType' | 'currency' | 'rate'>,
  items: ItemsByCode,
  sectors: ReadonlyMap<string, Sector>,
): Equivalence {
  if (draft.contributionType === 'in_kind') {
    const item = line.item === undefined ? undefined : items.get(line.item);
    const quantity = quantityOf(line, item);
    return item && quantity !== undefined ? ofGoods(item, quantity) : NOTHING;
  }
  const cents = usdCentsOf(line.amount, draft);
  return cents === undefined ? NOTHING : ofMoney(cents, sectors.get(line.sector ?? ''));
}

/** Person-months by sector: those of different sectors are never summed. */
export function bySector(all: readonly Equivalence[]): { sector: Item['sector']; pm: number }[] {
  const sums = new Map<Item['sector'], number>();
  for (const { sector, pm } of all) {
    if (sector !== null && pm !== null) sums.set(sector, (sums.get(sector) ?? 0) + pm);
  }
  return Array.from(sums, ([sector, pm]) => ({ sector, pm }));
}
