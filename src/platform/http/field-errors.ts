import type { z } from 'zod';
import type { FieldError } from '../errors.ts';
import { type FieldCode, isFieldCode } from '../field-codes.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];
/** How a place is written: differently for the body, the query, the path and headers. */
export type Pointer = (path: Path) => string;

/** A body may hold 100,000 wrong things; telling the first of them is enough. */
const MOST_ERRORS = 100;

const below = (path: Path): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** RFC 6901: `/lines/0/quantity`; the whole body is the empty pointer. */
export const bodyPointer: Pointer = below;
/** `?status`, and `?tag/1` for the second of several values. */
export const queryPointer: Pointer = ([name, ...rest]) => `?${String(name ?? '')}${below(rest)}`;
/** `{id}`, as the path of the operation writes it. */
export const pathPointer: Pointer = ([name]) => `{${String(name ?? '')}}`;
/** `if-match:` */
export const headerPointer: Pointer = ([name]) => `${String(name ?? '')}:`;

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** Of several allowed shapes, the one the input came closest to; undefined when it resembles none. */
function nearest(branches: readonly Issue[][]): readonly Issue[] | undefined {
  return branches
    .filter((issues) => issues.every((issue) => issue.path.length > 0))
    .sort((a, b) => a.length - b.length)[0];
}

function customCode(issue: Issue & { code: 'custom' }): FieldCode {
  const code: unknown = issue.params?.['code'];
  return isFieldCode(code) ? code : 'invalid';
}

/**
 * The refusals of a zod schema, flat and with codes of our own: `required`, `unknown_field`, zod's names for the
 * ordinary ones (`invalid_type`, `too_small`, …), and for a rule of the schema itself the `params.code` it gave.
 */
export function fieldErrors(issues: readonly Issue[], input: unknown, pointer: Pointer): FieldError[] {
  const found: FieldError[] = [];
  const visit = (issue: Issue, parent: Path): void => {
    if (found.length >= MOST_ERRORS) return;
    const path = [...parent, ...issue.path];
    const add = (at: Path, code: FieldCode, detail: string) =>
      found.push({ pointer: pointer(at), code, detail });
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) add([...path, key], 'unknown_field', 'Not a field of this operation');
    } else if (issue.code === 'custom') {
      add(path, customCode(issue), issue.message);
    } else if (valueAt(input, path) === undefined) {
      add(path, 'required', 'Required');
    } else {
      const closest = issue.code === 'invalid_union' ? nearest(issue.errors) : undefined;
      if (closest) for (const inner of closest) visit(inner, path);
      else add(path, issue.code, issue.message);
    }
  };
  for (const issue of issues) visit(issue, []);
  return found.slice(0, MOST_ERRORS);
}
