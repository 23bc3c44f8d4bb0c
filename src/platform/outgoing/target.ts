import { isIP } from 'node:net';
import type { FieldCode } from '../field-codes.ts';
import { isPublicAddress } from './address.ts';

/** Hosts inside the operator's network that he lets be called, as `host` (any port) or `host:port`; IPv6 in brackets. */
export type AllowedHosts = ReadonlySet<string>;

const HTTPS_PORT = 443;
/** Below it are services that were not made to be called by everybody: mail, directories, databases of old. */
const FIRST_OPEN_PORT = 1024;
const MOST_CHARACTERS = 2000;

/** Whether the operator vouches for where a URL leads: then neither its scheme nor its port nor its address is judged. */
export function isAllowed({ hostname, host, port, protocol }: URL, allowed: AllowedHosts): boolean {
  const withPort = port === '' ? `${hostname}:${protocol === 'https:' ? 443 : 80}` : host;
  return allowed.has(hostname) || allowed.has(withPort);
}

/** The host of a URL without the brackets of IPv6. */
export function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

export type TargetRefusal = { code: FieldCode; detail: string };

/**
 * Why a URL may not be called, as far as can be told without asking anybody; null when it may. Where its name leads is checked when it
 * is called, for that may be another place by then.
 */
export function refusalOfTarget(text: string, allowed: AllowedHosts): TargetRefusal | null {
  const url = text.length > MOST_CHARACTERS ? null : URL.parse(text);
  const refused = (code: FieldCode, detail: string): TargetRefusal => ({ code, detail });
  if (!url) return refused('invalid', `must be a URL of at most ${MOST_CHARACTERS} characters`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refused('scheme', 'must begin with https://');
  if (url.username !== '' || url.password !== '')
    return refused('credentials', 'must hold no user and no password: verify the signature instead');
  if (url.hash !== '') return refused('fragment', 'must hold no #fragment: it is never sent');
  if (isAllowed(url, allowed)) return null;
  if (url.protocol !== 'https:')
    return refused('scheme', 'must begin with https://: the operator allows no other here');
  const port = url.port === '' ? HTTPS_PORT : Number(url.port);
  if (port !== HTTPS_PORT && port < FIRST_OPEN_PORT)
    return refused('port', `must use port ${HTTPS_PORT}, or one from ${FIRST_OPEN_PORT} on`);
  const host = bareHost(url);
  if (isIP(host) !== 0 && !isPublicAddress(host))
    return refused('address', `${host} is no address on the public internet`);
  return null;
}
