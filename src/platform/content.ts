import { hash } from 'node:crypto';

/**
 * SHA-256 of a validated command in canonical form (keys sorted; `undefined` and null left out: a field not sent and
 * one sent as null say the same): the same id with the same content is a
 * replay, with another it is refused. Taken before storing, never from what a database gives back.
 */
export function contentHash(value: unknown): string {
  return hash('sha256', canonical(value), 'base64url');
}

/** SHA-256 of a text in UTF-8, in hexadecimal: what `sha256sum` says of it. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  let text = '';
  const held = value as Record<string, unknown>;
  for (const key of Object.keys(held).sort()) {
    if (held[key] === undefined || held[key] === null) continue;
    text += `${text && ','}${JSON.stringify(key)}:${canonical(held[key])}`;
  }
  return `{${text}}`;
}
