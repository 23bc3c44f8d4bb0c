/**
 * The pieces every contract is built from. A schema here refuses what is malformed (400); whether a code or an id
 * is recorded is a question for the service (422 `unknown_reference`).
 */
import { z } from 'zod';
import { isMilliExact } from '../quantity.ts';

// --- Time (domain.md §5: days and months are Kabul's, instants are UTC) ---

function isRealDay(text: string): boolean {
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}

/** A calendar day that exists: 2026-02-30 is refused. */
export const day = z
  .string()
  .regex(/^[12]\d{3}-\d{2}-\d{2}$/, { error: 'must be a day, YYYY-MM-DD', abort: true })
  .refine(isRealDay, { error: 'is not a day of the calendar', abort: true })
  .refine((text) => text >= '1990', 'must not be before 1990')
  .meta({ description: 'A day in Kabul, YYYY-MM-DD', format: 'date', example: '2026-11-28' });

/** From 1970 on, as instants: a phone whose clock stands there arrives in that month. */
export const month = z
  .string()
  .regex(/^[12]\d{3}-(0[1-9]|1[0-2])$/, { error: 'must be a month, YYYY-MM', abort: true })
  .refine((text) => text >= '1970', 'must not be before 1970')
  .meta({ description: 'A month in Kabul, YYYY-MM', example: '2026-11' });

/** A month of a period whose days or years are answered too: those begin with 1990. */
export const periodMonth = month.refine((text) => text >= '1990', 'must not be before 1990');

/** As the service itself writes every instant. */
const WHOLE_INSTANT = /\.\d{3}Z$/;

/** An instant in UTC. Offsets are refused: one way to write a moment, so that equal ones are equal text. */
export const instant = z.iso
  .datetime({ error: 'must be an instant in UTC, for example 2026-11-11T06:10:00Z', abort: true })
  .max(40)
  .refine((text) => text >= '1970', { error: 'must not be before 1970', abort: true })
  .overwrite((text) => (WHOLE_INSTANT.test(text) ? text : new Date(text).toISOString()))
  .meta({ description: 'An instant, ISO 8601 in UTC with Z', example: '2026-11-11T06:10:00Z' });

/** Either; what a day means as a moment (its start, or its end) is said where it is used. */
export const dayOrInstant = z
  .union([day, instant], { error: 'must be a day, YYYY-MM-DD, or an instant in UTC' })
  .meta({ description: 'A day in Kabul or an instant in UTC', example: '2026-11-28' });

// --- Identity ---

/** Lower-cased on the way in: the same id in another case is the same id (P2). */
export const uuidv7 = z
  .uuidv7({ error: 'must be a UUID of version 7' })
  .toLowerCase()
  .meta({ description: 'A UUID of version 7', example: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b' });

export const provincePcode = z
  .string()
  .regex(/^AF(0[1-9]|[12]\d|3[0-4])$/, 'must be a province P-code, AF01 to AF34')
  .meta({ description: 'OCHA P-code of a province, AF01 to AF34', example: 'AF23' });

export const districtPcode = z
  .string()
  .regex(/^AF(0[1-9]|[12]\d|3[0-4])(0[1-9]|[1-9]\d)$/, 'must be a district P-code, for example AF2301')
  .meta({
    description: 'OCHA P-code of a district; its first four characters are its province',
    example: 'AF2301',
  });

/** A place of an event: a province, or finer. */
export const pcode = z
  .union([provincePcode, districtPcode], { error: 'must be a P-code of a province or district' })
  .meta({ description: 'OCHA P-code of a province or a district', example: 'AF21' });

/** Codes of our own reference tables: sectors, items, crossings. */
export const code = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'must be a code: lower-case letters, digits and underscores')
  .meta({ description: 'A code of the reference data', example: 'wheat_flour' });

// --- Numbers ---

/** Keeps thousandths, and the person-days made of them, inside exact integers: one million tonnes in kilograms. */
const GREATEST_QUANTITY = 1_000_000_000;

/** Units of an item, zero included, with at most 3 decimals. */
export const quantity = z
  .number()
  .nonnegative()
  .max(GREATEST_QUANTITY)
  .refine(isMilliExact, 'has more than 3 decimals')
  .meta({ description: "A quantity in the item's unit, at most 3 decimals", example: 48000.5 });

export const positiveQuantity = quantity
  .positive()
  .meta({ description: "A quantity above zero in the item's unit, at most 3 decimals", example: 50000 });

/** Output only. What is told is bounded; what it adds up to over receipts, lines or a country is not. */
export const quantitySum = z.number().nonnegative().meta({
  description: "What quantities add up to, in the item's unit, at most 3 decimals",
  example: 48000.5,
});

export const people = z
  .int()
  .nonnegative()
  .max(100_000_000)
  .meta({ description: 'A number of people, never summed across sectors', example: 280000 });

/** Money in minor units of the currency named beside it: cents for USD, yen for JPY, fils for KWD. */
export const amountMinor = z
  .int()
  .nonnegative()
  .meta({ description: 'Money in integer minor units of its ISO 4217 currency', example: 29500000 });

export const usdCents = z.int().meta({ description: 'US dollars in integer cents', example: 60679600 });

/** The appeal that money counts towards, by the code FTS knows it under. */
export const planCode = z
  .string()
  .regex(/^[A-Z][A-Za-z0-9]{2,19}$/, 'must be the FTS code of a plan, for example HAFG26')
  .meta({ description: 'FTS code of a humanitarian plan or appeal', example: 'HAFG26' });

const FIRST_YEAR = 1990;
const LAST_YEAR = 2999;
export const usageYear = z
  .int()
  .min(FIRST_YEAR)
  .max(LAST_YEAR)
  .meta({ description: 'A year', example: 2026 });

/** The same in a query, where everything is text. */
export const queryYear = z.coerce
  .number()
  .int()
  .min(FIRST_YEAR)
  .max(LAST_YEAR)
  .meta({ description: 'A year', example: 2026 });

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 currency code')
  .meta({ description: 'ISO 4217 currency code', example: 'USD' });

/** Output only: person-months are stored exactly and rounded when written. */
export const personMonths = z
  .number()
  .meta({ description: 'Person-months (30 person-days), rounded to 3 decimals', example: 55.556 });

// --- Text ---

/** PostgreSQL cannot store U+0000, and half a surrogate pair is no text in any store: refused before it costs a 500. */
const isStorable = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

const boundedText = (greatestLength: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(greatestLength)
    .refine(isStorable, 'holds characters that are not text');

/** One line a person wrote: a name, a reference, a waybill number. */
export const line = boundedText(200).meta({ description: 'A short text, 1 to 200 characters' });

/** What a person explained: a note, a reason in words, a source. */
export const note = boundedText(4000).meta({ description: 'A text, 1 to 4,000 characters' });

export const localisedName = z.strictObject({ en: z.string(), fa: z.string(), ps: z.string() }).meta({
  description: 'A name in English, Dari and Pashto',
  example: { en: 'Ghor', fa: 'غور', ps: 'غور' },
});

export const point = z
  .strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })
  .meta({ description: 'Degrees north and east, WGS 84', example: { lat: 34.181, lon: 64.9305 } });

// --- Lists ---

/** What a list answers; `nextCursor` is null on the last page. */
export function listOf<T extends z.ZodType>(entry: T) {
  return z.strictObject({
    items: z.array(entry),
    nextCursor: z
      .string()
      .nullable()
      .meta({ description: 'Send it as `cursor` for the next page; null on the last' }),
  });
}

/** Query parameters of a paged list; spread them into its query object. */
export const paging = {
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .meta({ description: 'Entries per page, 1 to 200', example: 50 }),
  cursor: z.string().max(500).optional().meta({ description: '`nextCursor` of the page before' }),
};
