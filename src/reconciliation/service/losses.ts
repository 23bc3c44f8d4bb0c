import { itemOf } from '../../catalogue/catalogue.ts';
import { DomainError, type FieldError } from '../../platform/errors.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { pledgesOfLines } from '../../pledges/service.ts';
import type { LossQuery, LossReport } from '../contract/losses.ts';
import { toLossReport } from '../losses-view.ts';
import * as repo from '../repo/losses.ts';
import { lossIndicators } from '../rules/loss-indicators.ts';
import { valueOfPart } from './discrepancies.ts';

/** UN/ECE Recommendation 20. */
export const KILOGRAM = 'KGM';

/**
 * What was lost, by one of its groupings, in a period of the Kabul calendar: summed from what the shipments last reconciled.
 *
 * @throws DomainError malformed, when the period ends before it begins
 */
export function reportLosses(store: Store, query: LossQuery): Promise<LossReport> {
  const { by, sector, province } = query;
  const from = query.from && firstDay(query.from);
  const to = query.to && lastDay(query.to);
  if (from !== undefined && to !== undefined && to < from) {
    const errors: FieldError[] = [
      { pointer: '?to', code: 'order', detail: `${query.to} is before ${query.from}` },
    ];
    throw new DomainError('malformed', 'the period ends before it begins', { errors });
  }
  const filter = { from, to, sector, province };
  return store.read(async (scope) => {
    const told = {
      by,
      sums: await repo.sumLosses(scope, by, filter),
      dispatched: await repo.sumDispatched(scope, by, filter),
      waybills: await repo.countWaybills(scope, by, filter),
      allWaybills: await repo.countAllWaybills(scope, filter),
    };
    const valueOf = await pricesOf(
      scope,
      told.sums.flatMap(({ pledgeLine }) => pledgeLine ?? []),
    );
    const isWeighed = (item: string) => itemOf(item)?.unit === KILOGRAM;
    return toLossReport({ by, from, to }, lossIndicators(told, { valueOf, isWeighed }));
  });
}

/** Far fewer than a statement may have parameters. */
const LINES_AT_ONCE = 5000;

/** The value of quantities by the pledge lines they fulfil, as these stand now. */
export async function pricesOf(scope: ReadScope, pledgeLines: readonly string[]) {
  const wanted = [...new Set(pledgeLines)];
  const lines: Awaited<ReturnType<typeof pledgesOfLines>> = new Map();
  for (let from = 0; from < wanted.length; from += LINES_AT_ONCE) {
    const found = await pledgesOfLines(scope, wanted.slice(from, from + LINES_AT_ONCE));
    for (const [id, line] of found) lines.set(id, line);
  }
  return (pledgeLine: string, quantityMilli: number) => valueOfPart(lines.get(pledgeLine), quantityMilli);
}

function firstDay(period: string): string {
  return period.length === 7 ? `${period}-01` : period;
}

function lastDay(period: string): string {
  if (period.length !== 7) return period;
  const [year, month] = period.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
