import { DomainError } from './errors.ts';

/** One page of a list, and where the next begins. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A cursor is the sort key of the last row of a page, opaque to the caller. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

interface KeyPart {
  text: string;
  integer: number;
}
type Key<K extends readonly (keyof KeyPart)[]> = { -readonly [I in keyof K]: KeyPart[K[I]] };

/** The sort key inside a cursor, of exactly these parts, or a refusal that names the parameter. */
export function decodeCursor<const K extends readonly (keyof KeyPart)[]>(cursor: string, parts: K): Key<K> {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === parts.length && parts.every((part, at) => is(part, key[at]))) {
      return key as Key<K>;
    }
  } catch {
    // falls through to the refusal
  }
  throw new DomainError('malformed', 'the cursor is not one that this list gave', {
    errors: [{ pointer: '?cursor', code: 'invalid', detail: 'send nextCursor as it was answered' }],
  });
}

/** Half a surrogate pair and U+0000 are no text in any store. */
function is(part: keyof KeyPart, value: unknown): boolean {
  if (part === 'integer') return Number.isSafeInteger(value);
  return typeof value === 'string' && value.isWellFormed() && !value.includes('\u0000');
}

/** Cuts rows read with `limit + 1` to a page; the extra row only tells that there is a next one. */
export function toPage<T>(rows: T[], limit: number, keyOf: (row: T) => (string | number)[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(keyOf(last)) : null };
}
