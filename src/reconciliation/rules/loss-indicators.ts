import { foldText } from '../../places/rules/matcher.ts';
import { mulDivHalfEven } from '../../platform/quantity.ts';
import { LOSS_KINDS, type LossKind, type LossPhase } from './losses.ts';

/** What losses can be told apart by. */
export const LOSS_GROUPS = ['cause', 'responsibility', 'crossing', 'carrier', 'item'] as const;
export type LossGrouping = (typeof LOSS_GROUPS)[number];

/** One group's quantity of one item for one pledge line: as fine as prices need it. */
export interface LossSum {
  /** As it was recorded; null: nobody said, or it crosses no border. */
  key: string | null;
  phase: LossPhase;
  kind: LossKind | null;
  item: string;
  pledgeLine: string | null;
  quantityMilli: number;
  personDaysMilli: number;
}

export type DispatchedSum = Pick<LossSum, 'key' | 'item' | 'quantityMilli' | 'personDaysMilli'>;

/** On how many waybills a group lost something. */
export interface WaybillCount {
  key: string | null;
  phase: LossPhase;
  waybills: number;
}

/** A loss in every measure. */
export interface Measured {
  /** Thousandths of the item's unit, by item: kits and kilograms are not added up. */
  items: Map<string, number>;
  /** Of the items measured in kilograms, in thousandths of one; null when none is. */
  kilogramsMilli: number | null;
  personDaysMilli: number;
  /** Integer US cents of what has a price; null when nothing has. */
  amountUsd: number | null;
}

/** A loss with the waybills it is on and its share of what was dispatched, in per cent with 2 decimals. */
export interface Indicator extends Measured {
  waybills: number;
  percentOfTonnes: number | null;
  percentOfPm: number | null;
}

export interface LossGroup {
  key: string;
  preDelivery: Indicator & { kinds: Record<LossKind, Measured> };
  postDelivery: Indicator;
  /** What the shares are of. */
  dispatched: Measured;
}

interface Told {
  by: LossGrouping;
  sums: readonly LossSum[];
  dispatched: readonly DispatchedSum[];
  waybills: readonly WaybillCount[];
  allWaybills: readonly Omit<WaybillCount, 'key'>[];
}

export interface Measures {
  /** The part of a pledge line's value that a quantity is, in US cents; null when it has none. */
  valueOf: (pledgeLine: string, quantityMilli: number) => number | null;
  isWeighed: (item: string) => boolean;
}

/**
 * The loss indicators: one entry for each group in which something was lost or sent, the greatest loss before delivery first, and
 * all together. What nobody gave a cause, a responsibility or a carrier is a group of its own, `unknown`; what crosses no border is
 * `none`. A share is of what was dispatched in the same group; by cause and responsibility, which only a loss has, of everything
 * dispatched. Vector: 17,898 t of 5.6 million t are 0.32 %.
 */
export function lossIndicators(
  { by, sums, dispatched, waybills, allWaybills }: Told,
  measures: Measures,
): { groups: LossGroup[]; totals: Omit<LossGroup, 'key'> } {
  const hasOwnBase = by !== 'cause' && by !== 'responsibility';
  const nameOf = groupNames(
    by,
    [...sums, ...dispatched].map(({ key }) => key),
  );
  const sumsOf = Map.groupBy(sums, ({ key }) => nameOf(key));
  const countsOf = Map.groupBy(waybills, ({ key }) => nameOf(key));
  const sentOf = Map.groupBy(dispatched, ({ key }) => nameOf(key));
  const keys = new Set([...sumsOf.keys(), ...(hasOwnBase ? sentOf.keys() : [])]);
  const group = (
    lost: readonly LossSum[],
    sent: readonly DispatchedSum[],
    lostOn: readonly Omit<WaybillCount, 'key'>[],
  ): Omit<LossGroup, 'key'> => {
    const base = measured(sent, measures);
    const before = lost.filter(({ phase }) => phase === 'pre_delivery');
    const after = lost.filter(({ phase }) => phase === 'post_delivery');
    const kinds = LOSS_KINDS.map((kind): [LossKind, Measured] => [
      kind,
      measured(
        before.filter((sum) => sum.kind === kind),
        measures,
      ),
    ]);
    return {
      preDelivery: {
        ...indicator(measured(before, measures), base, countOf(lostOn, 'pre_delivery')),
        kinds: Object.fromEntries(kinds) as Record<LossKind, Measured>,
      },
      postDelivery: indicator(measured(after, measures), base, countOf(lostOn, 'post_delivery')),
      dispatched: base,
    };
  };
  const groups = Array.from(keys, (key): LossGroup => {
    const counts = countsOf.get(key) ?? [];
    const sent = hasOwnBase ? (sentOf.get(key) ?? []) : dispatched;
    return { key, ...group(sumsOf.get(key) ?? [], sent, counts) };
  });
  return {
    groups: groups.sort(byGreatestLoss),
    totals: group(sums, dispatched, allWaybills),
  };
}

/** `part` of `whole` in per cent, rounded half-even to 2 decimals; null of nothing. */
export function percentOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : mulDivHalfEven(part, 10_000, whole) / 100;
}

function indicator(loss: Measured, base: Measured, waybills: number): Indicator {
  return {
    ...loss,
    waybills,
    percentOfTonnes: percentOf(
      base.kilogramsMilli === null ? null : (loss.kilogramsMilli ?? 0),
      base.kilogramsMilli,
    ),
    percentOfPm: percentOf(loss.personDaysMilli, base.personDaysMilli),
  };
}

/** What sums come to, by item and in all. */
export function measured(
  sums: readonly (Omit<DispatchedSum, 'key'> & { pledgeLine?: string | null })[],
  { valueOf, isWeighed }: Measures,
): Measured {
  const all: Measured = { items: new Map(), kilogramsMilli: null, personDaysMilli: 0, amountUsd: null };
  for (const { item, pledgeLine = null, quantityMilli, personDaysMilli } of sums) {
    all.items.set(item, (all.items.get(item) ?? 0) + quantityMilli);
    if (isWeighed(item)) all.kilogramsMilli = (all.kilogramsMilli ?? 0) + quantityMilli;
    all.personDaysMilli += personDaysMilli;
    const value = pledgeLine === null ? null : valueOf(pledgeLine, quantityMilli);
    if (value !== null) all.amountUsd = (all.amountUsd ?? 0) + value;
  }
  return all;
}

function countOf(counts: readonly Omit<WaybillCount, 'key'>[], phase: LossPhase): number {
  return counts.reduce((sum, count) => (count.phase === phase ? sum + count.waybills : sum), 0);
}

/** Carriers are free text: spellings that fold to the same are one, known by the first of them. */
function groupNames(by: LossGrouping, keys: readonly (string | null)[]): (key: string | null) => string {
  const nobody = by === 'crossing' ? 'none' : 'unknown';
  if (by !== 'carrier') return (key) => key ?? nobody;
  const spellings = keys.filter((key) => key !== null).sort();
  const first = new Map(spellings.toReversed().map((key) => [foldText(key), key]));
  return (key) => (key === null ? nobody : (first.get(foldText(key)) ?? key));
}

function byGreatestLoss(a: LossGroup, b: LossGroup): number {
  const more =
    b.preDelivery.personDaysMilli - a.preDelivery.personDaysMilli ||
    b.postDelivery.personDaysMilli - a.postDelivery.personDaysMilli;
  if (more !== 0) return more;
  return a.key < b.key ? -1 : 1;
}
