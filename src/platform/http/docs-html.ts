import type { JsonSchema } from './openapi-document.ts';

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML text or attribute. */
export const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

export const code = (text: string): string => `<code>${escape(text)}</code>`;
export const quiet = (text: string): string => `<span class=quiet>${escape(text)}</span>`;

/** Descriptions are plain text but for `code`. */
export const prose = (text = ''): string => escape(text).replace(/`([^`]+)`/g, '<code>$1</code>');

/** A table of three columns; nothing at all when it would be empty. */
export const table = (caption: string, heads: readonly string[], body: readonly string[]): string =>
  body.length === 0
    ? ''
    : `<table><caption>${escape(caption)}</caption><thead><tr>${heads.map((head) => `<th scope=col>${head}`).join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;

/** A schema in a few words: `list of Shipment`, `"a" | "b"`, `string (date)`. */
export function typeOf(schema: JsonSchema | undefined): string {
  if (schema === undefined) return 'nothing';
  if (schema.$ref !== undefined) {
    const name = escape(schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1));
    return `<a href="#schema-${name}">${name}</a>`;
  }
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeOf).join(' or ');
  if (schema.allOf) return schema.allOf.map(typeOf).join(' and ');
  if (schema.enum) return schema.enum.map((value) => code(JSON.stringify(value))).join(' | ');
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.type === 'array') return `list of ${typeOf(schema.items)}`;
  const plain = escape([schema.type ?? 'any'].flat().join(' or '));
  return schema.format === undefined ? plain : `${plain} ${quiet(`(${schema.format})`)}`;
}

/** A row for each property, those of nested objects and lists under their full names: `lines[].quantity`. */
function propertyRows(schema: JsonSchema, name: string): string[] {
  if (schema.items) return propertyRows(schema.items, `${name}[]`);
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return choices.flatMap((choice) => propertyRows(choice, name));
  return Object.entries(schema.properties ?? {}).flatMap(([key, property]) => {
    const full = name === '' ? key : `${name}.${key}`;
    const need = schema.required?.includes(key) ? '' : ` ${quiet('optional')}`;
    const row = `<tr><td>${code(full)}${need}<td>${typeOf(property)}<td>${prose(property.description)}</tr>`;
    return [row, ...propertyRows(property, full)];
  });
}

/** A schema in full: its type, and what it is made of. Alternatives share most rows: those are shown once. */
export function schemaHtml(caption: string, schema: JsonSchema | undefined): string {
  if (schema === undefined) return '';
  const rows = [...new Set(propertyRows(schema, ''))];
  const type = schema.properties ? '' : `<p>${typeOf(schema)}</p>`;
  return type + table(caption, ['Name', 'Type', 'Meaning'], rows);
}
