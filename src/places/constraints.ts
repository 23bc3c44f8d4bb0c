/** What is known of passes, seasons and roads before anybody records it: reference data read once, frozen. */
import { z } from 'zod';
import { cell, readReferenceTable } from '../platform/reference-table.ts';
import { accessStatement } from './contract/access.ts';
import { crossingOf } from './crossings.ts';
import { districtOf } from './places.ts';

const known = (of: (code: string) => object | undefined) =>
  cell.texts.refine((codes) => codes.every((code) => of(code)), 'names what is not in the reference data');

/** A row says what a manager could record, and is held to the same rules. */
const constraintRow = z
  .object({
    code: cell.text,
    name: cell.text,
    cause: cell.text,
    effect: cell.text,
    days: cell.maybeCount,
    provinces: cell.texts,
    districts: known(districtOf),
    crossings: known(crossingOf),
    months: cell.texts.transform((months) => months.map(Number)),
    from: cell.maybeText,
    until: cell.maybeText,
    status: cell.text,
    source: cell.text,
    note: cell.maybeText,
  })
  .transform(({ code, ...said }) => ({ code, said: accessStatement.parse(said) }));

/** Constraints as the sources have them; what managers record under the same code replaces them. */
export const constraints = readReferenceTable(
  new URL('data/constraints.csv', import.meta.url),
  constraintRow,
);
