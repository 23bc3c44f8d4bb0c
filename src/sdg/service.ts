import { allBySystem } from '../access/service.ts';
import { itemOf, sectors } from '../catalogue/catalogue.ts';
import { fundingOfYear } from '../funding/service.ts';
import type { GapReport } from '../gaps/contract.ts';
import { addMonths, monthOf, monthsBetween, startOfDay, toIso } from '../platform/calendar.ts';
import type { Clock } from '../platform/clock.ts';
import { DomainError, type FieldError } from '../platform/errors.ts';
import type { ReadScope, Store } from '../platform/storage/store.ts';
import { peopleReached } from '../shipments/rules/reached.ts';
import { distributedBetween, shipmentFactsOf } from '../shipments/service.ts';
import type { SdgReport, SdgTarget } from './contract.ts';
import { knownCells, sumCells } from './rules/sum-cells.ts';

const MOST_MONTHS = 120;

export type SdgService = ReturnType<typeof sdgService>;

interface SdgNeeds {
  store: Store;
  clock: Clock;
  reportOf: (window: { from: string; to: string }) => Promise<GapReport>;
}

/** The results by SDG target: the same cells, distributions and pledges that the other reports show. */
export function sdgService({ store, clock, reportOf }: SdgNeeds) {
  return {
    /** @throws DomainError malformed, when the period ends before it begins or is too long */
    async report(query: { from?: string | undefined; to?: string | undefined }): Promise<SdgReport> {
      const now = clock.now();
      const to = query.to ?? monthOf(now);
      const from = query.from ?? `${to.slice(0, 4)}-01`;
      if (monthsBetween(from, to) >= MOST_MONTHS) {
        const errors: FieldError[] = [
          { pointer: '?from', code: 'too_long', detail: 'ask for at most 10 years' },
        ];
        throw new DomainError('malformed', 'the period is too long', { errors });
      }
      const { cells } = await reportOf({ from, to });
      const bySector = Map.groupBy(cells, ({ sector }) => sector);
      const [reached, funding] = await store.read(async (scope) => [
        await reachedBySector(scope, from, to),
        await Promise.all(yearsOf(from, to).map((year) => fundingOfYear(scope, year, now))),
      ]);
      const targets = sectors.flatMap(({ code: sector, sdg }) => {
        const all = bySector.get(sector) ?? [];
        const known = knownCells(all);
        const lanes = Map.groupBy(known, ({ province }) => province);
        const figures: Omit<SdgTarget, 'target' | 'goal' | 'sharedWith'> = {
          ...{ sector, ...sumCells(known), unknownCells: all.length - known.length },
          ...(known.length === 0 && { needPm: null }),
          peopleReached: reached.get(sector) ?? null,
          funding: funding.flatMap(({ year, sectors: rows }) => {
            const row = rows.find((one) => one.sector === sector);
            if (!row) return [];
            const { sector: _, requirements: __, ...money } = row;
            return [{ year, ...money }];
          }),
          lanes: Array.from(lanes, ([province, months]) => {
            const { needPm, coverage } = sumCells(months);
            return { province, needPm, coverage };
          }),
        };
        return sdg.map((target) => ({
          ...{ target, goal: target.split('.')[0] ?? target, ...figures },
          sharedWith: sdg.filter((other) => other !== target),
        }));
      });
      targets.sort((a, b) => a.target.localeCompare(b.target, 'en', { numeric: true }));
      return { from, to, asOf: toIso(now), targets };
    },
  };
}

/** People whom distributions counted in whole months, by the sector of what was handed out. */
async function reachedBySector(scope: ReadScope, from: string, to: string): Promise<Map<string, number>> {
  const window = { from: startOfDay(`${from}-01`), until: startOfDay(`${addMonths(to, 1)}-01`) };
  const ids = await distributedBetween(scope, window.from, window.until);
  const bySector = new Map<string, number>();
  for (const { facts, events } of await shipmentFactsOf(scope, allBySystem('shipment', ids))) {
    for (const { item, people } of peopleReached(facts, events, window)) {
      const sector = itemOf(item)?.sector ?? '';
      bySector.set(sector, (bySector.get(sector) ?? 0) + people);
    }
  }
  return bySector;
}

function yearsOf(from: string, to: string): number[] {
  const first = Number(from.slice(0, 4));
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, index) => first + index);
}
