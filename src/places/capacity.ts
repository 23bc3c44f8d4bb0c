/** How much aid a crossing can pass in a month: reference data read once, frozen. Planning values, and shown as such. */
import { z } from 'zod';
import { cell, readReferenceTable } from '../platform/reference-table.ts';

const capacityRow = z
  .object({
    crossing: cell.text,
    trucks_per_day: cell.count,
    tonnes_per_truck: cell.count,
    aid_percent: cell.count,
    status: z.enum(['sourced', 'planning value']),
    source: cell.text,
  })
  .transform((row) => ({
    crossing: row.crossing,
    /** All traffic inbound, on a day on which it is open. */
    trucksPerDay: row.trucks_per_day,
    tonnesPerTruck: row.tonnes_per_truck,
    /** The part of it that aid may count on beside trade. */
    aidPercent: row.aid_percent,
    /** Kilograms of aid on a day on which it is open. */
    kgPerDay: (row.trucks_per_day * row.tonnes_per_truck * 1000 * row.aid_percent) / 100,
    status: row.status,
    source: row.source,
  }));

export type CrossingCapacity = Readonly<z.output<typeof capacityRow>>;

export const crossingCapacities: readonly CrossingCapacity[] = readReferenceTable(
  new URL('data/crossing_capacity.csv', import.meta.url),
  capacityRow,
);

const capacityByCrossing = new Map(crossingCapacities.map((capacity) => [capacity.crossing, capacity]));

/** The capacity of a crossing; none where the table has none: nothing is planned through it. */
export function capacityOf(crossing: string): CrossingCapacity | undefined {
  return capacityByCrossing.get(crossing);
}
