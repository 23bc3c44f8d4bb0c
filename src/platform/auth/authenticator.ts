import type { IncomingHttpHeaders } from 'node:http';
import type { Principal } from '../access.ts';

/** The port behind which keys, sessions and accounts are told apart: headers in, who is asking out. */
export interface Authenticator {
  /** The principal these headers prove, or null. Never throws for a wrong or missing proof. */
  authenticate(headers: IncomingHttpHeaders): Principal | null | Promise<Principal | null>;
}

const BEARER = /^Bearer +(\S+) *$/i;
const BASIC = /^Basic +([A-Za-z0-9+/=]+) *$/i;

/** The token of an `Authorization: Bearer` header (RFC 6750), or null. */
export function bearerToken(authorization: string | undefined): string | null {
  if (authorization === undefined) return null;
  return BEARER.exec(authorization)?.[1] ?? null;
}

/**
 * The same headers with the password of HTTP Basic (RFC 7617) presented as a bearer token, for pages a person opens
 * in a browser. Not for the API itself: a browser sends Basic by itself, from other sites too.
 */
export function basicAsBearer(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const encoded = BASIC.exec(headers.authorization ?? '')?.[1];
  if (encoded === undefined) return headers;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  return { ...headers, authorization: `Bearer ${pair.slice(pair.indexOf(':') + 1)}` };
}
