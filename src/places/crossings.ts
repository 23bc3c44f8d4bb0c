/** Border crossings, airports and corridors: reference data read once, frozen. Dated statuses are kept elsewhere. */
import { z } from 'zod';
import { cell, readReferenceTable } from '../platform/reference-table.ts';

const table = (name: string): URL => new URL(`data/${name}.csv`, import.meta.url);

const crossingRow = z
  .object({
    code: cell.text,
    kind: z.enum(['border_crossing', 'airport']),
    name: cell.text,
    aliases: cell.texts,
    province: cell.text,
    district: cell.maybeText,
    country: cell.maybeText,
    counterpart: cell.maybeText,
    modes: cell.texts.pipe(z.array(z.enum(['road', 'rail', 'river', 'air']))),
    lat: cell.maybeDecimal,
    lon: cell.maybeDecimal,
    transit: cell.maybeText,
    capacity: cell.maybeText,
    hours: cell.maybeText,
    seasonal: cell.maybeText,
    note: cell.maybeText,
    status: z.enum(['open', 'restricted', 'closed']),
    status_from: cell.maybeText,
    status_reason: cell.text,
    source: cell.text,
  })
  .transform((row) => ({
    code: row.code,
    kind: row.kind,
    name: row.name,
    aliases: row.aliases,
    province: row.province,
    district: row.district,
    /** ISO 3166-1 code of the country on the other side; none for an airport. */
    country: row.country,
    /** The place on the other side. */
    counterpart: row.counterpart,
    modes: row.modes,
    /** Unknown for a crossing whose coordinates no source gives. */
    point: row.lat === null || row.lon === null ? null : { lat: row.lat, lon: row.lon },
    /** What is published about using it, in words; null where nothing is. */
    facts: {
      transit: row.transit,
      capacity: row.capacity,
      hours: row.hours,
      seasonal: row.seasonal,
      note: row.note,
    },
    /** The status until somebody records another: what the sources say, `from` a day or since ever. */
    defaultStatus: { status: row.status, from: row.status_from, reason: row.status_reason },
    source: row.source,
  }));

const corridorRow = z
  .object({
    corridor: cell.text,
    seq: cell.count,
    node: cell.text,
    country: cell.text,
    lat: cell.decimal,
    lon: cell.decimal,
    great_circle_km: cell.count,
    crossing: cell.maybeText,
    source: cell.text,
  })
  .transform((row) => ({
    corridor: row.corridor,
    seq: row.seq,
    node: row.node,
    country: row.country,
    point: { lat: row.lat, lon: row.lon },
    /** From the corridor's start, as the crow flies: shorter than any road or railway. */
    greatCircleKm: row.great_circle_km,
    crossing: row.crossing,
    source: row.source,
  }));

export type Crossing = Readonly<z.output<typeof crossingRow>>;
export type CorridorNode = Readonly<z.output<typeof corridorRow>>;

export const crossings: readonly Crossing[] = readReferenceTable(table('crossings'), crossingRow);
/** The nodes of each corridor, in travelling order. */
export const corridorNodes: readonly CorridorNode[] = readReferenceTable(table('corridors'), corridorRow);

const crossingByCode = new Map<string, Crossing>(crossings.map((crossing) => [crossing.code, crossing]));

/** The crossing or airport with this code, if there is one. */
export function crossingOf(code: string): Crossing | undefined {
  return crossingByCode.get(code);
}
