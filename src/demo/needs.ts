import type { z } from 'zod';
import { provinceEstimates } from '../needs/figures.ts';
import type { needRow } from '../needs/contract.ts';
import { addMonths, monthOfDay, monthsBetween } from '../platform/calendar.ts';
import { SAMPLE_TRADE_SOURCE, sampleTradeNeeds } from './story/trade-needs.ts';

export type NeedCommand = z.input<typeof needRow> & { source: string };

const MONTHS_AHEAD = 12;
/** How the source of a need begins, and by it what kind of figure it is. */
export const EXTENSION = 'extension of HNRP 2026 beyond its plan year (estimate)';
export const SAMPLE = 'SAMPLE';

/**
 * Needs per province, sector and month: the estimates of the plan year, carried on to 12 months after the anchor and then labelled
 * an extension, and the sample needs for trade over the same months.
 */
export function needCommands(anchor: string): NeedCommand[] {
  const last = addMonths(monthOfDay(anchor), MONTHS_AHEAD);
  const estimates = provinceEstimates.flatMap((figure) => {
    const { place: province, sector, peopleInNeed, peopleTargeted, source } = figure;
    if (sector === 'intersectoral' || peopleTargeted === null) return [];
    const planEnds = monthOfDay(figure.to);
    return monthsThrough(monthOfDay(figure.from), last > planEnds ? last : planEnds).map((month) => ({
      ...{ province, sector, month, peopleInNeed, peopleTargeted, isEstimate: true },
      source: month > planEnds ? `${EXTENSION}: ${source}` : source,
    }));
  });
  const [first] = estimates;
  const months = first ? monthsThrough(first.month, last) : [];
  const trade = sampleTradeNeeds.flatMap((need) =>
    months.map((month) => ({
      ...{ ...need, month, sector: 'trade' as const, isEstimate: true, source: SAMPLE_TRADE_SOURCE },
    })),
  );
  return [...estimates, ...trade];
}

function monthsThrough(from: string, to: string): string[] {
  return Array.from({ length: Math.max(0, monthsBetween(from, to)) + 1 }, (_, i) => addMonths(from, i));
}
