/** What one unit of an item weighs on the road: reference data read once, frozen. Most is a planning value, and says so. */
import { z } from 'zod';
import { cell, readReferenceTable } from '../platform/reference-table.ts';

const weightRow = z
  .object({
    item: cell.text,
    kg_per_unit: cell.decimal,
    status: z.enum(['sourced', 'planning value']),
    source: cell.text,
  })
  .transform((row) => ({
    item: row.item,
    /** Kilograms of one unit; 0 where there is nothing to carry into the country. */
    kgPerUnit: row.kg_per_unit,
    status: row.status,
    source: row.source,
  }));

export type ItemWeight = Readonly<z.output<typeof weightRow>>;

export const itemWeights: readonly ItemWeight[] = readReferenceTable(
  new URL('data/weights.csv', import.meta.url),
  weightRow,
);

const weightByItem = new Map(itemWeights.map((weight) => [weight.item, weight]));

/** The weight of an item. @throws Error when the table has none: every item of the catalogue is in it */
export function weightOf(item: string): ItemWeight {
  const weight = weightByItem.get(item);
  if (!weight) throw new Error(`weights.csv has no ${item}`);
  return weight;
}
