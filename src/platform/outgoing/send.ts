import { lookup as systemLookup } from 'node:dns/promises';
import { request as overHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './address.ts';
import { type AllowedHosts, bareHost, isAllowed, refusalOfTarget } from './target.ts';

export interface Address {
  address: string;
  family: number;
}

/** Every address that a name has now. */
export type Resolve = (host: string) => Promise<readonly Address[]>;

const systemResolve: Resolve = (host) => systemLookup(host, { all: true });

export interface SendOptions {
  allowed: AllowedHosts;
  /** Of the whole exchange: names, connection, request, answer. */
  timeoutMs: number;
  resolve?: Resolve;
}

/** What a receiver answered; of what it said no more than the beginning. */
export interface Answered {
  status: number;
  excerpt: string;
  retryAfter: string | undefined;
}

/** The message may not go where its URL leads. Nothing was sent. */
export class TargetRefused extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'TargetRefused';
  }
}

const EXCERPT_BYTES = 500;

/**
 * Posts a body to a URL that somebody else has chosen. The name is resolved once, every address it has is checked, and the connection is
 * made to one of those that were checked: between the check and the connection nobody is asked again. A redirect is an answer like any
 * other and is not followed; nothing is kept open for later.
 *
 * @throws TargetRefused when it may not be called; otherwise whatever kept it from being answered
 */
export async function postTo(
  target: string,
  body: string,
  headers: Readonly<Record<string, string>>,
  { allowed, timeoutMs, resolve = systemResolve }: SendOptions,
): Promise<Answered> {
  const refusal = refusalOfTarget(target, allowed);
  if (refusal) throw new TargetRefused(`the URL ${refusal.detail}`);
  const url = new URL(target);
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const addresses = await within(signal, checkedAddresses(url, allowed, resolve));
    const options: RequestOptions = {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      // A connection of its own: a kept one would have been checked for another name.
      agent: false,
      lookup: answering(addresses),
      signal,
    };
    return await exchange(url, options, body);
  } catch (error) {
    if (signal.aborted) throw new Error(`no answer within ${timeoutMs / 1000} s`, { cause: error });
    throw error;
  }
}

/** The addresses a connection may be made to: all of the name's, when each of them is public or the operator vouches for the host. */
async function checkedAddresses(
  url: URL,
  allowed: AllowedHosts,
  resolve: Resolve,
): Promise<readonly Address[]> {
  const host = bareHost(url);
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  if (addresses.length === 0) throw new Error(`${host} has no address`);
  if (isAllowed(url, allowed)) return addresses;
  // One that is not is refused with the others: a name that leads inside now and then is meant to.
  if (!addresses.every(({ address }) => isPublicAddress(address)))
    throw new TargetRefused(`${host} leads to an address that is not on the public internet`);
  return addresses;
}

/** What the connection asks instead of a resolver. */
function answering(addresses: readonly Address[]): LookupFunction {
  return (_host, options, callback) => {
    if (options.all) callback(null, [...addresses]);
    else callback(null, addresses[0]!.address, addresses[0]!.family);
  };
}

function exchange(url: URL, options: RequestOptions, body: string): Promise<Answered> {
  const request = url.protocol === 'https:' ? overHttps : overHttp;
  return new Promise((resolve, reject) => {
    const sending = request(url, options, (response) => {
      const { statusCode: status = 0, headers } = response;
      const retryAfter = headers['retry-after'];
      void excerptOf(response).then((excerpt) => resolve({ status, excerpt, retryAfter }));
    });
    sending.on('error', reject);
    sending.end(body);
  });
}

/** The beginning of an answer; the rest is not waited for. */
async function excerptOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= EXCERPT_BYTES) break;
    }
  } catch {
    // It was answered all the same: the status says how.
  }
  response.destroy();
  const text = Buffer.concat(chunks).subarray(0, EXCERPT_BYTES).toString('utf8');
  // No store takes U+0000; a letter cut in two has become U+FFFD.
  return text.replaceAll('\u0000', '');
}

/** A promise, or the end of the time it was given. */
function within<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(signal.reason as Error);
  signal.addEventListener('abort', stop, { once: true });
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', stop));
}
