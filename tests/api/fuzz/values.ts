/** Values that a schema of the OpenAPI document allows, and values that hardly any does. */
import * as fc from 'fast-check';
import type { JsonSchema, OpenApiDocument } from '../../../src/platform/http/openapi-document.ts';

/** What is recorded, so that requests meet things that are there. */
export interface Known {
  ids: readonly string[];
  codes: readonly string[];
  hashes: readonly string[];
}

const LONGEST = 40;
const MOST_ENTRIES = 3;

const day = fc
  .integer({ min: Date.parse('2026-09-01') / 86_400_000, max: Date.parse('2027-03-01') / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const instant = fc
  .integer({ min: Date.parse('2026-10-01'), max: Date.parse('2026-12-31') })
  .map((ms) => new Date(ms).toISOString());
const uuidv7 = fc.uuid({ version: 7 });

/** Texts that break what was not thought of: of the wrong script, length, type and meaning. */
const TRICKS = [
  ...['', ' ', '\u0000', '\ud800', '\u202e', '\u200f', '٠١٢', '۱۲۳', 'x'.repeat(300)],
  ...["' OR '1'='1", "'; DROP TABLE pledges;--", '%', '_', '\\', '$1', '{{7*7}}', '${7*7}', '<script>'],
  ...['../../etc/passwd', '%00', '%2e%2e%2f', 'null', 'undefined', 'NaN', '__proto__', 'constructor'],
  ...[
    '1e400',
    '-0',
    '9007199254740993',
    '2026-02-30',
    '0000-00-00',
    '+272026-01-01',
    'AF00',
    'AF35',
    '2026-13',
  ],
] as const;

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...TRICKS),
  fc.constant('é'.repeat(5000)),
  fc.constantFrom<unknown>(null, true, 0, -1, 0.1234, 1e21, 2 ** 53, -(2 ** 31) - 1, 1e308, [], {}, [[[]]]),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as unknown),
);
export const junkText = fc.oneof(
  fc.constantFrom<string>(...TRICKS),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

export function valuesOf(document: OpenApiDocument, known: Known) {
  function resolved(schema: JsonSchema): JsonSchema {
    if (schema.$ref === undefined) return schema;
    const name = schema.$ref.split('/').at(-1) ?? '';
    return resolved(document.components.schemas[name] ?? {});
  }

  function text(schema: JsonSchema): fc.Arbitrary<string> {
    const { format, pattern, minLength = 0, maxLength = LONGEST } = schema;
    if (format === 'uuid') return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known.ids) }, uuidv7);
    if (format === 'email') return fc.emailAddress();
    if (format === 'date') return day;
    if (format === 'date-time') return instant;
    if (pattern?.startsWith('^[a-z][a-z0-9_]')) return fc.constantFrom(...known.codes);
    if (pattern === '^[0-9a-f]{64}$') return fc.constantFrom(...known.hashes, 'a'.repeat(64));
    // What looks ahead cannot be made by pattern: a path of our own.
    if (pattern?.includes('(?!')) return fc.stringMatching(/^\/[\w-]{0,20}$/);
    if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
    return fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, LONGEST)) });
  }

  function number({ type, minimum, maximum, exclusiveMinimum }: JsonSchema): fc.Arbitrary<number> {
    const min = exclusiveMinimum ?? minimum ?? -1000;
    const integers = fc.integer({
      min: Math.ceil(exclusiveMinimum === undefined ? min : min + 1),
      max: Math.floor(Math.min(maximum ?? 1e9, 1e9)),
    });
    return type === 'integer' ? integers : integers.map((value) => value / (value > 10_000 ? 1 : 1000));
  }

  function object(schema: JsonSchema, depth: number): fc.Arbitrary<Record<string, unknown>> {
    const fields = Object.entries(schema.properties ?? {});
    const model = Object.fromEntries(fields.map(([name, field]) => [name, allowed(field, depth + 1)]));
    return fc.record(model, { requiredKeys: schema.required ?? [] });
  }

  function ofType(type: string, schema: JsonSchema, depth: number): fc.Arbitrary<unknown> {
    const { items = {}, prefixItems, minItems = 0, maxItems = MOST_ENTRIES } = schema;
    switch (type) {
      case 'null':
        return fc.constant(null);
      case 'boolean':
        return fc.boolean();
      case 'string':
        return text(schema);
      case 'integer':
      case 'number':
        return number({ ...schema, type });
      case 'array':
        if (prefixItems) return fc.tuple(...prefixItems.map((one) => allowed(one, depth + 1)));
        return fc.array(allowed(items, depth + 1), {
          minLength: minItems,
          maxLength: Math.max(minItems, Math.min(maxItems, MOST_ENTRIES)),
        });
      default:
        return object(schema, depth);
    }
  }

  /** Values that the schema allows, as far as it can say so. */
  function allowed(given: JsonSchema, depth = 0): fc.Arbitrary<unknown> {
    const schema = resolved(given);
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const branches = schema.anyOf ?? schema.oneOf;
    if (branches) return fc.oneof(...branches.map((branch) => allowed(branch, depth + 1)));
    const types = [schema.type ?? 'object'].flat();
    return fc.oneof(...types.map((type) => ofType(type, schema, depth)));
  }

  return { allowed };
}

/** The same value with one thing wrong with it, wherever that is. */
export function spoilt(value: unknown): fc.Arbitrary<unknown> {
  const places = placesIn(value);
  return fc
    .record({
      at: fc.nat({ max: places.length - 1 }),
      how: fc.constantFrom('replace', 'replace', 'remove', 'add'),
      junk,
      name: junkText,
    })
    .map(({ at, how, junk: instead, name }) => changed(value, places[at] ?? [], how, instead, name));
}

type Path = readonly (string | number)[];

function placesIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, held]) => placesIn(held, [...path, key]))];
}

function changed(value: unknown, [key, ...rest]: Path, how: string, instead: unknown, name: string): unknown {
  if (key === undefined) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return how === 'add' && isObject ? { ...value, [name]: instead } : instead;
  }
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  if (how === 'remove' && rest.length === 0) delete copy[key];
  else copy[key] = changed(copy[key], rest, how, instead, name);
  return copy;
}
