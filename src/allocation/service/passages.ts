import { weightOf } from '../../catalogue/weights.ts';
import { capacityOf } from '../../places/capacity.ts';
import { type Crossing, crossings } from '../../places/crossings.ts';
import { daysOfTraffic, shareOfDay } from '../../places/rules/capacity.ts';
import { crossingFacts } from '../../places/service.ts';
import { dayOf, monthOf } from '../../platform/calendar.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { statusOn } from '../../pledges/rules/pledge.ts';
import { pledgesOfLines } from '../../pledges/service.ts';
import { expectedThroughCrossings, fulfilmentOf } from '../../reconciliation/service.ts';
import type { AllocationPlan, PlanQuery } from '../contract.ts';
import { passagesFrom } from '../repo.ts';
import type { Entrance } from '../rules/ways.ts';

const DAYS_IN_MONTH = 30;

/** A crossing in one month: what it passes, and what is coming through it already. */
export interface Passage {
  crossing: string;
  month: string;
  openDays: number;
  capacityKg: number;
  takenKg: number;
  status: AllocationPlan['crossings'][number]['status'];
  source: string;
}

/** The ways into the country as they are known, with the room there is in them. */
export interface Borders {
  entrances: Entrance[];
  passage: (crossing: string, month: string) => Passage;
}

/** Border crossings by which aid can be planned: those with a capacity that is not 0. */
export async function bordersOf(
  scope: ReadScope,
  { capacities }: Pick<PlanQuery, 'capacities'>,
  now: number,
): Promise<Borders> {
  const facts = await crossingFacts(scope);
  const today = dayOf(now);
  const asked = new Map(capacities.map(({ crossing, tonnesPerMonth }) => [crossing, tonnesPerMonth]));
  const taken = await takenKg(scope, now);

  function kgPerDay({ code }: Pick<Crossing, 'code'>): number {
    const told = asked.get(code);
    return told === undefined ? (capacityOf(code)?.kgPerDay ?? 0) : (told * 1000) / DAYS_IN_MONTH;
  }

  return {
    entrances: crossings
      .filter((crossing) => crossing.kind === 'border_crossing' && kgPerDay(crossing) > 0)
      .map(({ code, point }) => ({
        ...{ code, point },
        isOpenOn: (day: string) => shareOfDay(facts.get(code) ?? [], day) > 0,
      })),
    passage(crossing, month) {
      const openDays = daysOfTraffic(facts.get(crossing) ?? [], month, today);
      const known = capacityOf(crossing);
      const isAsked = asked.has(crossing) || !known;
      return {
        ...{ crossing, month, openDays },
        capacityKg: kgPerDay({ code: crossing }) * openDays,
        takenKg: taken.get(`${crossing} ${month}`) ?? 0,
        status: isAsked ? 'as asked' : known.status,
        source: isAsked ? 'given with the question' : known.source,
      };
    },
  };
}

/**
 * What cargo on waybills, and what accepted plans mean to bring, takes of each crossing in each month. Cargo counts in the month it is
 * expected to arrive in, whether it has passed the crossing or not: rather too much than too little.
 */
async function takenKg(scope: ReadScope, now: number): Promise<Map<string, number>> {
  const current = monthOf(now);
  const sums = new Map<string, number>();
  const add = (crossing: string, month: string, item: string, milli: number) => {
    const key = `${crossing} ${month}`;
    sums.set(key, (sums.get(key) ?? 0) + (milli / 1000) * weightOf(item).kgPerUnit);
  };
  for (const { crossing, item, arrivalMonth, quantityMilli } of await expectedThroughCrossings(
    scope,
    current,
  ))
    add(crossing, arrivalMonth, item, quantityMilli);
  const planned = await passagesFrom(scope, current);
  const lines = planned.map(({ line }) => line);
  const shipped = await fulfilmentOf(scope, lines);
  const pledged = await pledgesOfLines(scope, lines);
  for (const { line, crossing, month, item, quantityMilli } of planned) {
    const found = pledged.get(line);
    const status = found && statusOn(found.pledge.status, found.pledge.expiresOn, dayOf(now));
    if (status === undefined || status === 'cancelled' || status === 'expired') continue;
    const on = shipped.get(line);
    const shippedMilli = on ? on.shippedMilli - on.returnedMilli : 0;
    add(crossing, month, item, Math.max(0, quantityMilli - shippedMilli));
  }
  return sums;
}
