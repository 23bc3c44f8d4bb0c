/** What the address of a lane's page says. */
import { CLASSES, type SupplyClass } from '../../ui/classes.ts';
import { isDay, isMonth } from './search.ts';

/** What is missing has no record behind it. */
export type RecordedClass = Exclude<SupplyClass, 'unpledged'>;
export const RECORDED = CLASSES.filter((one): one is RecordedClass => one !== 'unpledged');

export interface LaneSearch {
  /** The month whose numbers are opened; the current one when left out. */
  month?: string;
  /** The records of this class alone. */
  class?: RecordedClass;
  /** Explains what changed since the end of this day … */
  since?: string;
  /** … up to the end of this one; now when left out. */
  until?: string;
}

export function laneSearchOf(raw: Record<string, unknown>): LaneSearch {
  const { month, since, until } = raw;
  const found = RECORDED.find((one) => one === raw.class);
  return {
    ...(isMonth(month) && { month }),
    ...(found !== undefined && { class: found }),
    ...(isDay(since) && { since }),
    ...(isDay(until) && { until }),
  };
}
