import { hash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { StreamedBody } from './contract.ts';

/** An answer ready to be written. */
export interface Reply {
  status: number;
  /** Undefined: no body, as with 204. Of a streamed one `send` writes the head alone; `pour` writes the rest. */
  body: string | Uint8Array | StreamedBody | undefined;
  contentType: string;
  headers?: Readonly<Record<string, string>>;
  /** `Set-Cookie` lines. */
  cookies?: readonly string[];
  /** Replaces the usual security headers, for pages with a style of their own. */
  security?: readonly string[];
}

export const JSON_TYPE = 'application/json; charset=utf-8';

/** Below it the answer is one packet as it is. */
const WORTH_COMPRESSING = 1_400;
/** A tenth of what is sent, for two milliseconds in each 100 kB; higher levels save little more. */
const LEVEL = 4;

/** Whether whoever asks takes gzip, and the answer is text that nobody compressed yet. */
function isToCompress(req: IncomingMessage, { body, contentType, headers }: Reply): boolean {
  if (body === undefined || typeof body === 'function' || headers?.['content-encoding'] !== undefined)
    return false;
  if (!/^(application\/json|text\/)/.test(contentType) || Buffer.byteLength(body) < WORTH_COMPRESSING)
    return false;
  return /(^|[\s,])gzip(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(req.headers['accept-encoding'] ?? ''));
}

/** Whether an `If-None-Match` header names this entity tag; weak comparison, as RFC 9110 §13.1.2 asks. */
export function matchesEtag(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = etag.replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === opaque);
}

/**
 * Writes an answer with one call, headers as a flat array: node then neither copies nor looks them up. A successful GET
 * carries an entity tag (its own or a digest of the body) and answers 304 when the caller already has it; nothing
 * else pays for one.
 *
 * @param security unless the answer has its own
 * @param always what this answer carries besides, `[name, value, …]`
 */
export function send(
  req: IncomingMessage,
  res: ServerResponse,
  reply: Reply,
  security: readonly string[],
  always: readonly string[],
): number {
  const headers = [...(reply.security ?? security), ...always];
  let { status, body } = reply;
  let named: Readonly<Record<string, string>> | undefined = reply.headers;
  if (typeof body === 'function') {
    headers.push('content-type', reply.contentType);
    for (const name in named) headers.push(name, named[name] ?? '');
    res.writeHead(status, headers);
    if (req.method === 'HEAD') res.end();
    else res.flushHeaders();
    return status;
  }
  if (status === 200 && (req.method === 'GET' || req.method === 'HEAD') && body !== undefined) {
    const etag = named?.['etag'] ?? `W/"${hash('sha1', body, 'base64url')}"`;
    named = { 'cache-control': 'private, no-cache', ...named, etag };
    const known = req.headers['if-none-match'];
    if (known !== undefined && matchesEtag(known, etag)) {
      status = 304;
      body = undefined;
    } else if (isToCompress(req, reply)) {
      body = gzipSync(body, { level: LEVEL });
      const vary = named['vary'] === undefined ? 'accept-encoding' : `${named['vary']}, accept-encoding`;
      named = { ...named, vary, 'content-encoding': 'gzip' };
    }
  } else if (named?.['cache-control'] === undefined) {
    headers.push('cache-control', 'no-store');
  }
  for (const name in named) headers.push(name, named[name] ?? '');
  for (const cookie of reply.cookies ?? []) headers.push('set-cookie', cookie);
  if (body !== undefined) {
    headers.push('content-type', reply.contentType, 'content-length', String(Buffer.byteLength(body)));
  } else if (status !== 304 && status !== 204) {
    headers.push('content-length', '0');
  }
  res.writeHead(status, headers).end(body);
  return status;
}
