import { sectors } from '../../catalogue/catalogue.ts';
import { needsAsKnown } from '../../needs/service.ts';
import { provinces } from '../../places/places.ts';
import { laneKey } from '../../places/rules/lane-key.ts';
import { toIso } from '../../platform/calendar.ts';
import type { Store } from '../../platform/storage/store.ts';
import type { ParcelRow } from '../../reconciliation/service.ts';
import type { GapReport } from '../contract.ts';
import { flagsAsKnown } from '../repo/flags.ts';
import type { SupplyClass } from '../rules/parcel.ts';
import { toGapCell, toUnallocated } from '../view.ts';
import { computeCells } from './recompute.ts';
import { withParcels } from './what-if.ts';

/** The parcels of the whole ledger, from the facts that were known on a moment. */
export type ParcelsAsKnown = (moment: { known: number; at: number }) => Promise<ParcelRow[]>;

/**
 * The report as it would have been given on a past moment, computed anew from the facts known then: needs, events, promises,
 * statuses of crossings, flags.
 */
export async function reportAsKnown(
  store: Store,
  parcelsAsKnown: ParcelsAsKnown,
  filter: { from: string; to: string; sector: string | undefined; provinces: readonly string[] | undefined },
  moment: number,
): Promise<GapReport> {
  const parcels = await parcelsAsKnown({ known: moment, at: moment });
  const byLane = Map.groupBy(parcels, ({ province, sector }) => laneKey(province ?? '', sector));
  const [needs, flags] = await store.read(async (scope) => [
    await needsAsKnown(scope, moment),
    await flagsAsKnown(scope, moment),
  ]);
  const needsOf = Map.groupBy(needs, ({ province, sector }) => laneKey(province, sector));
  const wanted = provinces.filter(({ pcode }) => filter.provinces?.includes(pcode) ?? true);
  const cells = wanted.flatMap(({ pcode }) =>
    sectors
      .map(({ code }) => code)
      .filter((code) => filter.sector === undefined || code === filter.sector)
      .sort()
      .flatMap((sector) => {
        const key = laneKey(pcode, sector);
        const supply = withParcels([], byLane.get(key) ?? []);
        return computeCells({ province: pcode, sector }, needsOf.get(key) ?? [], supply, moment)
          .filter(({ month }) => month >= filter.from && month <= filter.to)
          .map((cell) => toGapCell(cell, flags.get(key)));
      }),
  );
  return { asOf: toIso(moment), cells, unallocated: toUnallocated(unallocatedOf(parcels), filter.sector) };
}

/** What belonged to no lane, summed by sector and class, as the stored sums are. */
function unallocatedOf(parcels: readonly ParcelRow[]) {
  const loose = parcels.filter(({ province }) => province === null);
  const groups = Map.groupBy(loose, (parcel) => `${parcel.sector} ${parcel.class}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, some]) => {
      const priced = some.flatMap(({ amountUsd }) => amountUsd ?? []);
      const [sector = '', supplyClass] = key.split(' ');
      return {
        ...{ sector, class: supplyClass as SupplyClass, records: some.length },
        personDaysMilli: some.reduce((sum, { personDaysMilli }) => sum + personDaysMilli, 0),
        amountUsd: priced.length === 0 ? null : priced.reduce((sum, cents) => sum + cents, 0),
      };
    });
}
