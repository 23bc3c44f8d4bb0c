/** The gazetteer: reference data read once, frozen, and looked up by code. Sources stand in the tables of `data/`. */
import { z } from 'zod';
import { cell, deepFreeze, readReferenceTable } from '../platform/reference-table.ts';
import type { Pcode } from './pcode.ts';

const table = (name: string): URL => new URL(`data/${name}.csv`, import.meta.url);
const pcodeCell = z
  .string()
  .regex(/^AF\d{2}(\d{2})?$/)
  .transform((text) => text as Pcode);

const aliasRows = readReferenceTable(
  table('aliases'),
  z.object({ pcode: pcodeCell, alias: cell.text, source: cell.text }),
);

/** Other spellings of a place, each recorded with its source in `aliases.csv`. */
const aliasesOf = (pcode: Pcode): string[] =>
  aliasRows.filter((row) => row.pcode === pcode).map((row) => row.alias);

const provinceRow = z
  .object({
    pcode: pcodeCell,
    name_en: cell.text,
    name_fa: cell.text,
    name_ps: cell.text,
    iso_3166_2: cell.text,
    region: cell.text,
    capital: cell.text,
    population: cell.count,
    population_on: cell.text,
    population_source: cell.text,
    lat: cell.decimal,
    lon: cell.decimal,
    name_status: cell.text,
    source: cell.text,
  })
  .transform((row) => ({
    pcode: row.pcode,
    name: { en: row.name_en, fa: row.name_fa, ps: row.name_ps },
    /** Whether the Dari and Pashto names are confirmed. */
    nameStatus: row.name_status,
    aliases: aliasesOf(row.pcode),
    /** ISO 3166-2, for example AF-GHO. */
    iso: row.iso_3166_2,
    region: row.region,
    capital: row.capital,
    population: row.population,
    /** The month the population is of. */
    populationOn: row.population_on,
    populationSource: row.population_source,
    point: { lat: row.lat, lon: row.lon },
    source: row.source,
  }));

const districtRow = z
  .object({ pcode: pcodeCell, name: cell.text, province: pcodeCell, source: cell.text })
  .transform((row) => ({ ...row, aliases: aliasesOf(row.pcode) }));

const severityRow = z
  .object({
    province: pcodeCell,
    phase: cell.count,
    phase3_plus: cell.count,
    phase4_plus: cell.count,
    population: cell.count,
    analysed_on: cell.text,
    source: cell.text,
  })
  .transform((row) => ({
    province: row.province,
    /** IPC phase of the area, 1 to 5: the worst one that 20 % of the people are in or beyond. */
    phase: row.phase,
    /** People in phase 3 or worse, summed from the phases: the published sums are wrong in places (domain.md §9). */
    phase3Plus: row.phase3_plus,
    phase4Plus: row.phase4_plus,
    population: row.population,
    /** The month of the analysis, YYYY-MM. */
    analysedOn: row.analysed_on,
    source: row.source,
  }));

export type Province = Readonly<z.output<typeof provinceRow>>;
export type District = Readonly<z.output<typeof districtRow>>;
export type Severity = Readonly<z.output<typeof severityRow>>;

/** The 34 provinces, by P-code. */
export const provinces: readonly Province[] = readReferenceTable(table('provinces'), provinceRow);
/** The 401 districts, by P-code. */
export const districts: readonly District[] = readReferenceTable(table('districts'), districtRow);
/** The newest IPC analysis of each province. */
export const severities: readonly Severity[] = readReferenceTable(table('severity'), severityRow);

const provinceByPcode = new Map<string, Province>(provinces.map((province) => [province.pcode, province]));
const districtByPcode = new Map<string, District>(districts.map((district) => [district.pcode, district]));
const severityByProvince = new Map<string, Severity>(
  severities.map((severity) => [severity.province, severity]),
);
const districtsByProvince = deepFreeze(Object.groupBy(districts, (district) => district.province));

/** The province with this P-code, if there is one. */
export function provinceOf(pcode: string): Province | undefined {
  return provinceByPcode.get(pcode);
}

/** The district with this P-code, if there is one. */
export function districtOf(pcode: string): District | undefined {
  return districtByPcode.get(pcode);
}

/** The districts of a province; none when there is no such province. */
export function districtsOf(province: string): readonly District[] {
  return districtsByProvince[province as Pcode] ?? [];
}

/** The severity of a province; unknown when it was not analysed. */
export function severityOf(province: string): Severity | undefined {
  return severityByProvince.get(province);
}
