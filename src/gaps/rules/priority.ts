import { DAYS_PER_PERSON_MONTH } from '../../platform/quantity.ts';

export type IpcPhase = 1 | 2 | 3 | 4 | 5;

/** Severity weights by IPC phase (`domain.md` §8): the default of an editable setting. */
export const SEVERITY_WEIGHTS: Readonly<Record<IpcPhase, number>> = { 1: 1, 2: 2, 3: 4, 4: 8, 5: 16 };

/** What a cell's priority is made of. */
export interface PriorityInput {
  ipcPhase: IpcPhase;
  /** Need not covered by what was delivered or is in transit, in thousandths of a person-day. */
  uncoveredMilli: number;
  /** Months from the current one to the cell's; negative when it is past. */
  monthsAhead: number;
}

/** 1 / (1 + months ahead). A past month has none: nothing sent now can reach it. */
export function urgency(monthsAhead: number): number {
  return monthsAhead < 0 ? 0 : 1 / (1 + monthsAhead);
}

/** Severity weight × uncovered person-months × urgency (`domain.md` §8), rounded to 3 decimals. */
export function priorityOf(
  { ipcPhase, uncoveredMilli, monthsAhead }: PriorityInput,
  weights: Readonly<Record<IpcPhase, number>> = SEVERITY_WEIGHTS,
): number {
  const thousandthsOfPersonMonths = uncoveredMilli / DAYS_PER_PERSON_MONTH;
  return Math.round(weights[ipcPhase] * thousandthsOfPersonMonths * urgency(monthsAhead)) / 1000;
}
