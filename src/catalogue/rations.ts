/** What a full ration is made of, and what of it can stand in for what: reference data read once, frozen. */
import { z } from 'zod';
import { cell, readReferenceTable } from '../platform/reference-table.ts';
import { type Item, itemOf } from './catalogue.ts';
import { isForbidden } from './rules/substitution.ts';

const table = (name: string): URL => new URL(`data/${name}.csv`, import.meta.url);
const status = z.enum(['sourced', 'planning value']);

const rationRow = z
  .object({
    commodity: cell.text,
    grams_a_day: cell.count,
    items: cell.texts.refine((codes) => codes.every((code) => itemOf(code)), 'names no item'),
    status,
    source: cell.text,
  })
  .transform((row) => ({
    commodity: row.commodity,
    /** For one person, on one day. */
    gramsPerDay: row.grams_a_day,
    items: row.items,
    /** One gram of it covers `numerator / denominator` thousandths of a person-day of energy; for a ration, that of its first item. */
    coverage: itemOf(row.items[0]!)!.coverage,
    status: row.status,
    source: row.source,
  }));

const substitutionRow = z
  .object({
    commodity: cell.text,
    substitute: cell.text,
    numerator: cell.count,
    denominator: cell.count,
    longest_months: cell.count,
    status,
    source: cell.text,
    note: cell.text,
  })
  .refine((row) => !isForbidden(row), 'oil never replaces cereal')
  .transform(({ longest_months: longestMonths, ...row }) => ({ ...row, longestMonths }));

export type RationPart = Readonly<z.output<typeof rationRow>>;

/** The parts of a full ration of 555 g. */
export const rationParts: readonly RationPart[] = readReferenceTable(table('rations'), rationRow);
/** `numerator` kg of a substitute stand in for `denominator` kg of a commodity. */
export const substitutions = readReferenceTable(table('substitutions'), substitutionRow);

/** Holds the whole ration of a person for a month. */
const FULL_RATION = 'food_ration_full';
const RATION_DAYS = 30;

/** How many grams of a part of the ration are in a quantity (thousandths of the item's unit); 0 of what holds none of it. */
export function gramsOf(part: RationPart, item: Item['code'], quantityMilli: number): number {
  // A thousandth of a kilogram is a gram.
  if (part.items.includes(item)) return quantityMilli;
  return item === FULL_RATION ? Math.round((quantityMilli * RATION_DAYS * part.gramsPerDay) / 1000) : 0;
}
