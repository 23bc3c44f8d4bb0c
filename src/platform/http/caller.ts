import type { Request } from 'express';
import { DomainError } from '../errors.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const OWN_SITES = new Set(['same-origin', 'none']);

/** The caller's network address, as far as it is known. */
export const addressOf = (req: Request): string => req.ip ?? req.socket.remoteAddress ?? 'unknown';

/**
 * Refuses what the page of another site has a browser send with our cookies. Browsers name that site in `Origin` with whatever is no
 * plain reading, older and newer ones alike, and the newer ones say in `Sec-Fetch-Site` whether it is ours; programs say neither, and
 * carry no cookies they were not given. What comes with a key of its own is no cookie's doing.
 *
 * @throws DomainError forbidden
 */
export function refuseForeign(req: Request, publicUrl: string | undefined): void {
  if (SAFE.has(req.method)) return;
  const { origin, host, authorization, 'sec-fetch-site': site } = req.headers;
  if (authorization !== undefined) return;
  const isOurs =
    origin === undefined
      ? site === undefined || OWN_SITES.has(site)
      : isOrigin(origin, host) || (publicUrl !== undefined && origin === URL.parse(publicUrl)?.origin);
  if (!isOurs) throw new DomainError('forbidden', 'This was sent from the page of another site.');
}

/** Behind a proxy the scheme is the proxy's; the host is what a site is told by. */
const isOrigin = (origin: string, host: string | undefined): boolean =>
  host !== undefined && URL.parse(origin)?.host === host;
