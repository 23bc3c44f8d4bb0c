import type { OwnPart } from './line-tree.ts';

/** What a line was worth at one time; money in US cents. */
export interface LineWorth {
  item: string | null;
  quantityMilli: number | null;
  amountUsd: number | null;
}

/** What of a promise changed its worth: by itself, by a change of the pledge, or by what was allocated from it. */
export type PromiseFact =
  | { kind: 'recorded'; recordedAt: number; worth: LineWorth }
  | { kind: 'changed'; version: number; recordedAt: number; worth: LineWorth }
  | { kind: 'allocated'; line: string; recordedAt: number; worth: LineWorth };

/** A fact with what it adds to what the line promises by itself, or takes from it. */
export interface PromiseContribution {
  fact: PromiseFact;
  quantityMilli: number | null;
  amountUsd: number | null;
  personDaysMilli: number | null;
}

/**
 * What each fact contributes to what a line promises by itself: `own`. Facts come in order: the line as it was recorded, then what it
 * was worth after each change, then what was allocated from it. Contributions add up to `own` in each of its measures; in those it
 * does not have there are none. A line that became one of another item begins anew with that change, and a change that changed nothing
 * of the worth is left out.
 *
 * @param personDaysOf person-days, in thousandths, of a quantity or else an amount of the line
 */
export function promiseContributions(
  facts: readonly PromiseFact[],
  own: OwnPart,
  personDaysOf: (quantityMilli: number | null, amountUsd: number | null) => number | null,
): PromiseContribution[] {
  const item = facts.findLast(({ kind }) => kind !== 'allocated')?.worth.item ?? null;
  const begins = facts.findLastIndex(({ kind, worth }) => kind !== 'allocated' && worth.item !== item) + 1;
  let before = { quantityMilli: 0, amountUsd: 0, personDaysMilli: 0 };
  return facts.slice(begins).flatMap((fact): PromiseContribution[] => {
    const quantityMilli = fact.worth.quantityMilli ?? 0;
    const amountUsd = fact.worth.amountUsd ?? 0;
    const now =
      fact.kind === 'allocated'
        ? {
            quantityMilli: before.quantityMilli - quantityMilli,
            // Children are rounded to cents one by one, which may add up to a cent more than their parent.
            amountUsd: Math.max(0, before.amountUsd - amountUsd),
          }
        : { quantityMilli, amountUsd };
    const after = {
      ...now,
      personDaysMilli:
        personDaysOf(
          own.quantityMilli === null ? null : now.quantityMilli,
          own.amountMinor === null ? null : now.amountUsd,
        ) ?? 0,
    };
    const differs = (Object.keys(after) as (keyof typeof after)[]).some((key) => after[key] !== before[key]);
    const isMeasured = personDaysOf(own.quantityMilli, own.amountMinor) !== null;
    const contribution = {
      fact,
      quantityMilli: own.quantityMilli === null ? null : after.quantityMilli - before.quantityMilli,
      amountUsd: own.amountMinor === null ? null : after.amountUsd - before.amountUsd,
      personDaysMilli: isMeasured ? after.personDaysMilli - before.personDaysMilli : null,
    };
    before = after;
    return differs || fact.kind === 'recorded' ? [contribution] : [];
  });
}
