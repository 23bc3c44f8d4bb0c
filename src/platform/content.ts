import { createHash } from 'node:crypto';

/**
 * SHA-256 of a validated command in canonical form (keys sorted; `undefined` and null left out: a field not sent and
 * one sent as null say the same): the same id with the same content is a
 * replay, with another it is refused. Taken before storing, never from what a database gives back.
 */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonical(value)).digest('base64url');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, held]) => held !== undefined && held !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
