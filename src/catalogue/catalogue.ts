/** Sectors and items: reference data read once, frozen, and looked up by code. Sources stand in `data/`. */
import { z } from 'zod';
import { cell, readReferenceTable } from '../platform/reference-table.ts';
import { indexNames, type NameMatch } from '../places/rules/matcher.ts';
import { itemStatus, sectorCode } from './contract.ts';

const table = (name: string): URL => new URL(`data/${name}.csv`, import.meta.url);

const sectorRow = z
  .object({
    code: sectorCode,
    name_en: cell.text,
    name_fa: cell.text,
    name_ps: cell.text,
    hpc_cluster: cell.maybeText,
    dac: cell.texts,
    sdg: cell.texts,
    months_of_use: cell.count,
    carry_months: cell.count,
    cost_per_pm_usd: cell.decimal,
    cost_source: cell.text,
    name_status: cell.text,
    source: cell.text,
  })
  .transform((row) => ({
    code: row.code,
    name: { en: row.name_en, fa: row.name_fa, ps: row.name_ps },
    /** Whether the Dari and Pashto names are confirmed. */
    nameStatus: row.name_status,
    /** None for trade: no humanitarian cluster covers it. */
    hpcCluster: row.hpc_cluster,
    dac: row.dac,
    sdg: row.sdg,
    monthsOfUse: row.months_of_use,
    /** Months of need that what is left over may be carried (domain.md §8). */
    carryMonths: row.carry_months,
    costPerPmUsdCents: Math.round(row.cost_per_pm_usd * 100),
    costSource: row.cost_source,
    source: row.source,
  }));

const itemRow = z
  .object({
    code: cell.text,
    sector: sectorCode,
    unit: cell.text,
    coverage_numerator: cell.count,
    coverage_denominator: cell.count,
    months_of_use: cell.count,
    name_en: cell.text,
    name_fa: cell.text,
    name_ps: cell.text,
    name_status: cell.text,
    usual_pack: cell.text,
    status: itemStatus,
    source: cell.text,
  })
  .transform((row) => ({
    code: row.code,
    sector: row.sector,
    /** UN/ECE Recommendation 20: KGM kilogram, H87 piece, SET set, MON month. */
    unit: row.unit,
    name: { en: row.name_en, fa: row.name_fa, ps: row.name_ps },
    nameStatus: row.name_status,
    /** One unit covers `numerator / denominator` person-days (domain.md §6). */
    coverage: { numerator: row.coverage_numerator, denominator: row.coverage_denominator },
    monthsOfUse: row.months_of_use,
    usualPack: row.usual_pack,
    /** How well founded the coverage is. */
    status: row.status,
    source: row.source,
  }));

export type Sector = Readonly<z.output<typeof sectorRow>>;
export type Item = Readonly<z.output<typeof itemRow>>;

export const sectors: readonly Sector[] = readReferenceTable(table('sectors'), sectorRow);
export const items: readonly Item[] = readReferenceTable(table('items'), itemRow);

const sectorByCode = new Map<string, Sector>(sectors.map((sector) => [sector.code, sector]));
const itemByCode = new Map<string, Item>(items.map((item) => [item.code, item]));
const itemNames = indexNames(items, (item) => [item.code, item.name.en, item.name.fa, item.name.ps]);

/** The sector with this code, if there is one; `unallocated` is none. */
export function sectorOf(code: string): Sector | undefined {
  return sectorByCode.get(code);
}

/** The item with this code, if there is one. */
export function itemOf(code: string): Item | undefined {
  return itemByCode.get(code);
}

/** The item that a code or a name in English, Dari or Pashto means, or the nearest ones as a suggestion. */
export function matchItem(text: string): NameMatch<Item> {
  return itemNames.match(text);
}
