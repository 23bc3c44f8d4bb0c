import { createHmac, timingSafeEqual } from 'node:crypto';

export const AUTH_BASE = '/api/auth';
export const COOKIE_PREFIX = 'aid';
/** However much it is used: then one signs in again. */
export const SESSION_SECONDS = 30 * 86_400;

const SIGNED = /^([^.]{16,128})\.([A-Za-z0-9+/]{43}=)$/;

/** The value of a cookie in a `Cookie` header (RFC 6265 §5.4), or undefined. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  for (const pair of header.split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return decoded(pair.slice(at + 1).trim());
  }
  return undefined;
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}

/** `Secure` cookies are named so that a browser takes them from https alone. */
export const cookieName = (name: string, secure: boolean): string =>
  `${secure ? '__Secure-' : ''}${COOKIE_PREFIX}.${name}`;

/** A value and its signature, as better-auth signs its cookies. */
export const signed = (value: string, secret: string): string => `${value}.${signature(value, secret)}`;

const signature = (value: string, secret: string): string =>
  createHmac('sha256', secret).update(value).digest('base64');

/** The value of a signed cookie, or undefined when the signature is not ours. */
export function unsigned(cookie: string | undefined, secret: string): string | undefined {
  const [, value = '', given = ''] = SIGNED.exec(cookie ?? '') ?? [];
  if (value === '') return undefined;
  const expected = signature(value, secret);
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected)) ? value : undefined;
}
