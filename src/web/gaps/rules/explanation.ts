/** What an explanation of the service says, in person-months, and that it adds up. */
import type { GapExplanation } from '../../../gaps/contract/explain.ts';
import { CLASSES, type SupplyClass } from '../../ui/classes.ts';

type Difference = GapExplanation['total'][number];

/** Thousandths of a person-day in a person-month. */
const MILLI_PER_PM = 30_000;

export const PARTS = ['need', ...CLASSES, 'excess'] as const;
export type Part = 'need' | SupplyClass | 'excess';

export interface Move {
  month: string;
  part: Part;
  pm: number;
}

/** What moved, part by part; what is not there any more, or not yet, comes as its own move. */
export const movesOf = (moved: readonly Difference[]): Move[] =>
  moved.flatMap((difference) =>
    PARTS.filter((part) => difference[part] !== 0).map((part) => ({
      month: difference.month,
      part,
      pm: difference[part] / MILLI_PER_PM,
    })),
  );

/** Equal moves of many months said once: `Need +915,300 in 12 months`. */
export interface Told {
  part: Part;
  pm: number;
  months: string[];
}

export function toldOf(moves: readonly Move[]): Told[] {
  const told = new Map<string, Told>();
  for (const { month, part, pm } of moves) {
    const key = `${part} ${pm}`;
    const known = told.get(key);
    if (known) known.months.push(month);
    else told.set(key, { part, pm, months: [month] });
  }
  return [...told.values()];
}

/** By how much time and facts together miss the total, in thousandths of a person-day: 0, or the service is wrong. */
export function remainderOf({
  total,
  time,
  steps,
}: Pick<GapExplanation, 'total' | 'time' | 'steps'>): number {
  const sums = new Map<string, number>();
  const add = (differences: readonly Difference[], sign: number) => {
    for (const difference of differences)
      for (const part of PARTS) {
        const key = `${difference.month} ${part}`;
        sums.set(key, (sums.get(key) ?? 0) + sign * difference[part]);
      }
  };
  add(total, 1);
  add(time, -1);
  for (const { moved } of steps) add(moved, -1);
  return [...sums.values()].reduce((most, sum) => Math.max(most, Math.abs(sum)), 0);
}
