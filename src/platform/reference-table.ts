import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

/**
 * Reads a reference table that ships with the service: a CSV with a header, every row checked against `row`.
 *
 * @returns the rows in file order, frozen all the way down: reference data is shared and never changed in memory.
 * @throws Error naming file, line and column when a row does not fit, so that a bad table stops the start.
 */
export function readReferenceTable<S extends z.ZodType>(file: URL, row: S): readonly z.output<S>[] {
  const records: Record<string, string>[] = parse(readFileSync(file), { columns: true, bom: true });
  return deepFreeze(
    records.map((record, index) => {
      const parsed = row.safeParse(record);
      if (parsed.success) return parsed.data;
      const [issue] = parsed.error.issues;
      const where = `${file.pathname}, row ${index + 1}, ${issue?.path.join('.') ?? ''}`;
      throw new Error(`${where}: ${issue?.message ?? 'does not fit'}`);
    }),
  );
}

/** Freezes a value and everything it holds. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const held of Object.values(value)) deepFreeze(held);
  }
  return value;
}

/** How a cell is read. An empty cell is unknown, which is never zero: only the `maybe` kinds accept it. */
export const cell = {
  text: z.string().min(1),
  maybeText: z.string().transform((text) => (text === '' ? null : text)),
  texts: z.string().transform((text) => (text === '' ? [] : text.split('|'))),
  count: z.string().regex(/^\d+$/, 'is not a whole number').transform(Number),
  maybeCount: z
    .string()
    .regex(/^\d*$/, 'is not a whole number')
    .transform((text) => (text === '' ? null : Number(text))),
  decimal: z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, 'is not a number')
    .transform(Number),
  maybeDecimal: z
    .string()
    .regex(/^(-?\d+(\.\d+)?)?$/, 'is not a number')
    .transform((text) => (text === '' ? null : Number(text))),
  yesNo: z.enum(['yes', 'no']).transform((text) => text === 'yes'),
};
