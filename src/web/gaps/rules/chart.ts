/** How high things stand on the chart of a lane. */
import { CLASSES, type SupplyClass, type WaterfallParts } from '../../ui/classes.ts';

export interface Stacked {
  of: SupplyClass;
  from: number;
  to: number;
}

/** The parts of a need from the floor up, in the order in which they cover it; those that are nothing left out. */
export function heightsOf(parts: WaterfallParts): Stacked[] {
  let floor = 0;
  return CLASSES.flatMap((of) => {
    const from = floor;
    floor += parts[of];
    return parts[of] > 0 ? [{ of, from, to: floor }] : [];
  });
}

const STEPS = 4;

/** A scale up to a round number above the greatest need and stock. */
export function scaleOf(months: readonly { needPm: number | null; carriedPm: number }[]): {
  top: number;
  ticks: number[];
} {
  const greatest = Math.max(1, ...months.map(({ needPm, carriedPm }) => Math.max(needPm ?? 0, carriedPm)));
  const rough = greatest / STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const count = Math.ceil(greatest / step);
  return { top: count * step, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}
