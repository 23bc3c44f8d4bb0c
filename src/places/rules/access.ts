import { monthOfDay } from '../../platform/calendar.ts';

/** Something that bears on getting from a crossing to a province, in some months of every year or from a day to another. */
export interface AccessConstraint {
  /** What it does: nothing passes · it takes `days` longer · good to know, and no more. */
  effect: 'closed' | 'slow' | 'advice';
  /** Only of what is slow. */
  days: number | null;
  /** P-codes of the provinces it bears on; none: all that its crossings lead to. */
  provinces: readonly string[];
  /** Where it concerns districts alone, their P-codes: the rest of their province is reached as ever. */
  districts: readonly string[];
  /** The crossings it bears on the ways from; none: all. */
  crossings: readonly string[];
  /** Months of every year, 1 to 12; none: all. */
  months: readonly number[];
  /** Days in Kabul, both included; null: since ever, and until further notice. */
  from: string | null;
  until: string | null;
}

/** The longest time that is looked at: what does not come through within a year and a month does not come through. */
export const HORIZON_DAYS = 396;

/** Whether it holds on a day. */
export function isInForce(
  { months, from, until }: Pick<AccessConstraint, 'months' | 'from' | 'until'>,
  day: string,
): boolean {
  if ((from !== null && day < from) || (until !== null && day > until)) return false;
  return months.length === 0 || months.includes(Number(monthOfDay(day).slice(5)));
}

/** Whether it bears on a way: from one of its crossings to one of its provinces. */
export function bearsOn(
  { provinces, crossings }: Pick<AccessConstraint, 'provinces' | 'crossings'>,
  crossing: string,
  province: string,
): boolean {
  const includes = (named: readonly string[], one: string) => named.length === 0 || named.includes(one);
  return includes(provinces, province) && includes(crossings, crossing);
}

/** A way from a crossing to a province, and what stands in it. */
export interface Way<C> {
  /** From the day on which goods could leave the crossing, one after the other. */
  days: readonly string[];
  /** Days on the road, were nothing in the way. */
  roadDays: number;
  /** Those that bear on it. */
  constraints: readonly C[];
  /** Whether the crossing is open on a day, given by its place in `days`. */
  isOpen: (index: number) => boolean;
}

/** How soon goods come through. */
export interface Journey<C> {
  /** Null where they do not come through within the days looked at. */
  arrivesOn: string | null;
  /** From being ready to arriving, waiting included. */
  days: number | null;
  /** Whatever holds between the two, when they come later than the road alone would have it. */
  because: C[];
}

/**
 * The earliest arrival. Goods leave on a day on which the crossing is open and after which, for as long as they are on the road, nothing
 * is closed; whatever is slow while they would be on the road adds its days. They wait where waiting brings them there sooner or at all: what is
 * ready later never arrives earlier.
 */
export function journeyOn<C extends AccessConstraint>(way: Way<C>): Journey<C> {
  const { days, roadDays, constraints } = way;
  let best: number | null = null;
  for (let leaves = 0; leaves < days.length && (best === null || leaves < best); leaves++) {
    const arrives = arrivalOf(way, leaves);
    if (arrives !== null && (best === null || arrives < best)) best = arrives;
  }
  const isLate = best === null || best > roadDays;
  const last = best ?? roadDays;
  return {
    arrivesOn: best === null ? null : days[best]!,
    days: best,
    because: isLate ? constraints.filter((constraint) => hinders(constraint, days.slice(0, last + 1))) : [],
  };
}

/** When a way is closed next, and when it opens again. */
export interface Passage<C> {
  /** Whether what leaves on the first day gets through without waiting. */
  isOpen: boolean;
  /** The last day on which one may leave before it closes; null: it is closed, or does not close in the days looked at. */
  leaveBy: string | null;
  /** The first day on which one may leave once it has been closed; null: it does not close, or does not open again. */
  opensOn: string | null;
  /** What closes it. */
  closedBy: C[];
}

/** The next time a way is closed: only before it and after it goods get through. */
export function passageOf<C extends AccessConstraint>(way: Way<C>): Passage<C> {
  const { days, constraints } = way;
  const passes = (leaves: number) => arrivalOf(way, leaves) !== null;
  const lastKnown = lastDeparture(way);
  let closes = 0;
  while (closes <= lastKnown && passes(closes)) closes++;
  if (closes > lastKnown) return { isOpen: true, leaveBy: null, opensOn: null, closedBy: [] };
  let opens = closes;
  while (opens <= lastKnown && !passes(opens)) opens++;
  const onTheRoad = days.slice(closes, opens + way.roadDays + 1);
  return {
    isOpen: closes > 0,
    leaveBy: closes === 0 ? null : days[closes - 1]!,
    opensOn: opens > lastKnown ? null : days[opens]!,
    closedBy: constraints.filter(
      (constraint) => constraint.effect === 'closed' && hinders(constraint, onTheRoad),
    ),
  };
}

/** The last day of which it is known whether one may leave: what leaves later arrives beyond the days looked at. */
function lastDeparture({ days, roadDays, constraints }: Way<AccessConstraint>): number {
  const slowest = constraints.reduce((sum, constraint) => sum + (constraint.days ?? 0), 0);
  return days.length - 1 - roadDays - slowest;
}

/** When what leaves on a day arrives, as a place in `days`; null where it cannot leave, or meets something closed. */
function arrivalOf({ days, roadDays, constraints, isOpen }: Way<AccessConstraint>, leaves: number) {
  if (!isOpen(leaves)) return null;
  let arrives = leaves + roadDays;
  for (const constraint of constraints) {
    const meets = (day: string) => isInForce(constraint, day);
    if (isWholeWay(constraint, 'slow') && days.slice(leaves, leaves + roadDays + 1).some(meets))
      arrives += constraint.days ?? 0;
  }
  if (arrives >= days.length) return null;
  for (const constraint of constraints) {
    if (!isWholeWay(constraint, 'closed')) continue;
    for (let day = leaves; day <= arrives; day++) if (isInForce(constraint, days[day]!)) return null;
  }
  return arrives;
}

function hinders(constraint: AccessConstraint, days: readonly string[]): boolean {
  const bears = isWholeWay(constraint, 'slow') || isWholeWay(constraint, 'closed');
  return bears && days.some((day) => isInForce(constraint, day));
}

/** Of the effect named, and of the way to the province as a whole. */
function isWholeWay(
  { effect, districts }: Pick<AccessConstraint, 'effect' | 'districts'>,
  wanted: AccessConstraint['effect'],
): boolean {
  return effect === wanted && districts.length === 0;
}
