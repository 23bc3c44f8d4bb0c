import { addDays, dayOf, startOfDay } from '../../platform/calendar.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { type Crossing, crossings } from '../crossings.ts';
import type { Province } from '../places.ts';
import { bearsOn, HORIZON_DAYS, type Journey, journeyOn, type Passage, passageOf } from '../rules/access.ts';
import { statusAt } from '../rules/crossing-status.ts';
import { inlandDays } from '../rules/lead-time.ts';
import { constraintsAsKnown, type KnownConstraint } from './constraints.ts';
import { crossingFacts } from './crossings.ts';

/** A way from a crossing to a province with what stands in it, for goods that can leave the crossing from a day on. */
export interface KnownWay {
  crossing: string;
  /** Days on the road, were nothing in the way: a planning value. */
  roadDays: number;
  /** Everything that bears on it on any day, districts and advice included. */
  constraints: KnownConstraint[];
  journey: Journey<KnownConstraint>;
  /** When it is closed next. */
  passage: () => Passage<KnownConstraint>;
}

/**
 * The ways into the country for goods that can leave a crossing from a day on: what is known now of crossings and constraints. Road days
 * are planning values.
 */
export async function waysInto(scope: ReadScope, { readyOn, now }: { readyOn: string; now: number }) {
  const facts = await crossingFacts(scope);
  const constraints = await constraintsAsKnown(scope, now);
  const days = Array.from({ length: HORIZON_DAYS }, (_, index) => addDays(readyOn, index));
  const today = dayOf(now);
  const moments = days.map((day) => (day === today ? now : startOfDay(day)));
  const openness = new Map<string, boolean[]>();

  function openDays(code: string): boolean[] {
    const known = facts.get(code) ?? [];
    const found = openness.get(code) ?? moments.map((moment) => statusAt(known, moment)?.status !== 'closed');
    openness.set(code, found);
    return found;
  }

  /** @param open whether the crossing counts as open whatever its status */
  function wayTo(crossing: Crossing, province: Province, open = false): KnownWay {
    const bearing = constraints.filter((constraint) => bearsOn(constraint, crossing.code, province.pcode));
    const way = {
      days,
      roadDays: inlandDays(crossing.point, province.point),
      constraints: bearing,
      isOpen: (index: number) => open || openDays(crossing.code)[index]!,
    };
    return {
      ...{ crossing: crossing.code, roadDays: way.roadDays, constraints: bearing, journey: journeyOn(way) },
      passage: () => passageOf(way),
    };
  }

  /**
   * The way that brings goods to a province first, over borders whose place a source gives and that open within the days looked at; the
   * shortest of those where none brings them there. None where no such border opens.
   */
  function bestTo(province: Province): KnownWay | undefined {
    let best: KnownWay | undefined;
    for (const crossing of crossings) {
      if (crossing.kind !== 'border_crossing' || crossing.point === null) continue;
      if (!openDays(crossing.code).includes(true)) continue;
      const way = wayTo(crossing, province);
      if (!best || isSooner(way, best)) best = way;
    }
    return best;
  }

  return { wayTo, bestTo };
}

function isSooner(way: KnownWay, other: KnownWay): boolean {
  const [days, otherDays] = [way.journey.days ?? Infinity, other.journey.days ?? Infinity];
  return days < otherDays || (days === otherDays && way.roadDays < other.roadDays);
}
