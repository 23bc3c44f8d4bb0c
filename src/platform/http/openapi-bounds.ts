import type { JsonSchema, OpenApiDocument } from './openapi-document.ts';

/** What the document says of sizes where a contract says none: meant for answers; what a request may hold is for its contract to bound. */
export const LONGEST_ANSWERED_TEXT = 10_000;
export const MOST_ANSWERED_ENTRIES = 100_000;

/** How long texts of a form are at most; an instant with more digits than anybody has is refused. */
const LENGTH_OF_FORMAT: Readonly<Record<string, number>> = {
  ...{ uuid: 36, date: 10, 'date-time': 40, uri: 2_000, email: 254 },
  // The greatest that ATTACHMENT_MAX_MB can be.
  binary: 100 * 1024 * 1024,
};
/** A pattern that repeats nothing without end fits in this: codes and P-codes, days and months, hashes. */
const LONGEST_PATTERNED = 100;
const ENDLESS = /(?<!\\)[*+]|\{\d+,\}/;

function boundText(schema: JsonSchema): void {
  if (schema.maxLength !== undefined || schema.enum || schema.const !== undefined) return;
  const { format, pattern } = schema;
  const ofFormat = format === undefined ? undefined : LENGTH_OF_FORMAT[format];
  const isShort = pattern !== undefined && !ENDLESS.test(pattern);
  schema.maxLength = ofFormat ?? (isShort ? LONGEST_PATTERNED : LONGEST_ANSWERED_TEXT);
}

function boundInteger(schema: JsonSchema): void {
  const { minimum = -Infinity, maximum = Infinity } = schema;
  schema.format ??= minimum >= -(2 ** 31) && maximum < 2 ** 31 ? 'int32' : 'int64';
}

const isText = ({ type }: JsonSchema): boolean => type === 'string';

const longestOf = ({ maxLength, enum: words, const: word }: JsonSchema): number =>
  maxLength ?? Math.max(...(words ?? [word]).map((one) => String(one).length));

/** Texts of several forms are a text: readers need not look into each. */
function boundTexts(schema: JsonSchema, forms: readonly JsonSchema[]): void {
  schema.type = 'string';
  schema.maxLength = Math.max(...forms.map(longestOf));
}

function bound(schema: JsonSchema): void {
  const forms = schema.anyOf ?? schema.oneOf;
  if (schema.type === undefined && forms?.every(isText)) boundTexts(schema, forms);
  const types = [schema.type ?? []].flat();
  if (types.includes('string')) boundText(schema);
  if (types.includes('integer')) boundInteger(schema);
  if (types.includes('array')) boundList(schema);
}

function boundList(schema: JsonSchema): void {
  const { prefixItems } = schema;
  if (prefixItems) {
    // Exactly these; readers of older JSON Schema look at `items` alone.
    schema.minItems = prefixItems.length;
    schema.maxItems = prefixItems.length;
    schema.items ||= { ...prefixItems[0] };
  }
  schema.maxItems ??= MOST_ANSWERED_ENTRIES;
}

/** Writes a bound on every text, list and integer of a document that has none: readers may size by it. */
export function writeBounds(document: OpenApiDocument): void {
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) if (name !== 'example') visit(inner);
    const held = value as JsonSchema;
    // Members of schemas and of examples are called anything, `type` too: a schema's is one of these words, or several.
    if (typeof held.type === 'string' || Array.isArray(held.type) || held.anyOf || held.oneOf) bound(held);
  };
  visit(document.paths);
  visit(document.components);
}
