import { addDays } from '../../platform/calendar.ts';

/** Decisions further apart are two decisions (`domain.md` §4). */
const WITHIN_DAYS = 30;
/** Of the amount or the quantity recorded: what exchange rates and rounding make of one promise. */
const TOLERANCE_PERCENT = 1;

/** What a pledge promises, as far as it can be told from another by it. */
export interface Promised {
  donor: string;
  /** Folded as in search. */
  reference: string;
  decidedOn: string;
  /** US cents; null when a line has no amount. */
  amountUsd: number | null;
  /** Thousandths of the unit, by item. */
  goods: ReadonlyMap<string, number>;
}

export interface KnownPromise extends Promised {
  id: string;
  /** The pledge it was split off from. */
  parent: string | null;
  isCancelled: boolean;
}

export type Why = 'reference' | 'amount';

export interface Suspicion {
  id: string;
  why: Why[];
}

export type DuplicateAnswer =
  | { kind: 'different' }
  | { kind: 'same'; pledge: string }
  | { kind: 'part_of'; pledge: string };

/** The answer as the contract lets it in. */
export function answerOf(text: string | null | undefined): DuplicateAnswer | undefined {
  if (typeof text !== 'string') return undefined;
  const [kind, pledge] = text.split(':');
  if (pledge === undefined) return { kind: 'different' };
  return kind === 'same' ? { kind, pledge } : { kind: 'part_of', pledge };
}

/** The decision days among which a duplicate by amount can be. */
export function decisionWindow(decidedOn: string): { from: string; to: string } {
  return { from: addDays(decidedOn, -WITHIN_DAYS), to: addDays(decidedOn, WITHIN_DAYS) };
}

/**
 * The pledges that a new one may be a second entry of (`domain.md` §4): the same reference, whoever gives; or the same donor, decided
 * within 30 days, with the amount within 1 % in USD. Where one of the two has no amount, the same goods with each quantity within 1 %.
 *
 * - A pledge of which parts were split off is compared as it was, with its parts, and each part by itself: a second entry may repeat
 *   either. Parts have the reference of the whole, which alone is shown for it.
 * - An expired pledge is suspected: entering it anew is what people do who should extend it.
 * - A cancelled one counts nowhere, so nothing is counted twice when the promise is made anew: it is suspected by its reference alone.
 */
export function resembling(wanted: Promised, known: readonly KnownPromise[]): Suspicion[] {
  const byReference = known.filter(
    ({ reference }) => wanted.reference !== '' && reference === wanted.reference,
  );
  const named = new Set(byReference.map(({ id }) => id));
  const { from, to } = decisionWindow(wanted.decidedOn);
  const wholeOf = wholes(known);
  const byAmount = known.filter(
    (one) =>
      one.donor === wanted.donor &&
      one.decidedOn >= from &&
      one.decidedOn <= to &&
      !one.isCancelled &&
      (promisesLike(wanted, one) || promisesLike(wanted, wholeOf(one))),
  );
  const why = new Map<string, Why[]>();
  for (const { id, parent } of byReference) {
    if (parent === null || !named.has(parent)) why.set(id, ['reference']);
  }
  for (const { id } of byAmount) why.set(id, named.has(id) ? ['reference', 'amount'] : ['amount']);
  return Array.from(why, ([id, reasons]) => ({ id, why: reasons }));
}

type Measured = Pick<Promised, 'amountUsd' | 'goods'>;

function promisesLike(wanted: Measured, recorded: Measured): boolean {
  if (wanted.amountUsd !== null && recorded.amountUsd !== null) {
    return isNear(wanted.amountUsd, recorded.amountUsd);
  }
  return (
    wanted.goods.size > 0 &&
    wanted.goods.size === recorded.goods.size &&
    [...wanted.goods].every(([item, quantity]) => {
      const other = recorded.goods.get(item);
      return other !== undefined && isNear(quantity, other);
    })
  );
}

function isNear(wanted: number, recorded: number): boolean {
  return BigInt(Math.abs(wanted - recorded)) * 100n <= BigInt(recorded) * BigInt(TOLERANCE_PERCENT);
}

/** What a pledge promised before parts of it were split off. */
function wholes(known: readonly KnownPromise[]): (one: KnownPromise) => Measured {
  const partsOf = Map.groupBy(known, ({ parent }) => parent);
  return function whole(one): Measured {
    return (partsOf.get(one.id) ?? []).map(whole).reduce<Measured>(
      (sum, part) => ({
        amountUsd: sum.amountUsd === null || part.amountUsd === null ? null : sum.amountUsd + part.amountUsd,
        goods: addedGoods([...sum.goods, ...part.goods]),
      }),
      one,
    );
  };
}

/** Quantities by item; the same item twice is one. */
export function addedGoods(
  goods: Iterable<readonly [item: string, quantityMilli: number]>,
): Map<string, number> {
  const sum = new Map<string, number>();
  for (const [item, quantityMilli] of goods) sum.set(item, (sum.get(item) ?? 0) + quantityMilli);
  return sum;
}
