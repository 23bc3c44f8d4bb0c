import { randomUUID } from 'node:crypto';

/** Safe to write into a log line and a header: no spaces, quotes or control characters. */
const SANE = /^[A-Za-z0-9._:-]{8,128}$/;

/**
 * The caller's `x-request-id` when it is a sane one, else a new random UUID (several times cheaper than a UUIDv7, and no order
 * is needed). It is the traceId of problems and log lines.
 */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && SANE.test(header) ? header : randomUUID();
}
