import { dayOf } from '../../platform/calendar.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { ownPartsInUsd } from '../measures.ts';
import { pledgesUsedIn } from '../repo/funding.ts';
import { statusOn } from '../rules/pledge.ts';

/** What one line promises by itself, of a pledge that stands. */
export interface FundingPart {
  pledge: string;
  /** The FTS code of the plan it counts towards; null when none was said. */
  plan: string | null;
  /** A sector, or `unallocated`. */
  sector: string;
  status: 'pledge' | 'commitment' | 'paid';
  /** US cents by the rate of the pledge; null for goods whose value nobody said. */
  amountUsd: number | null;
}

/**
 * The money of a year, part by part: each line without what was allocated from it, each pledge without what was split off, so that
 * nothing is in it twice. What was cancelled or has expired is not in it.
 */
export async function fundingParts(scope: ReadScope, year: number, now: number): Promise<FundingPart[]> {
  const today = dayOf(now);
  return (await pledgesUsedIn(scope, year)).flatMap(({ pledge, lines }) => {
    const status = statusOn(pledge.status, pledge.expiresOn, today);
    if (status === 'cancelled' || status === 'expired') return [];
    const own = ownPartsInUsd(pledge, lines);
    return lines.map(({ id, sector }) => ({
      ...{ pledge: pledge.id, plan: pledge.plan, sector, status },
      amountUsd: own.get(id)?.amountUsd ?? null,
    }));
  });
}
