import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { Act } from '../acts/act.ts';
import { contentHash } from '../content.ts';
import { DomainError } from '../errors.ts';
import type { RouteSpec } from './contract.ts';
import { headerPointer } from './field-errors.ts';
import type { ValidInput } from './input.ts';

const HEADER = 'idempotency-key';
const KEY = /^[\x21-\x7e]{1,200}$/;

/** What the document says about the header of every POST. */
export const idempotencyHeader = z.object({
  [HEADER]: z.string().max(200).regex(KEY).optional().meta({
    description:
      'A name for this request, such as a random UUID. Sent again under the same name within 30 days it has no second effect and is answered as the first time; with another content it is refused: 409 `id_reused`. A request that was refused leaves its name free.',
    example: '7f9c1c1e-6d0b-4c56-9f1e-0c9d4a1b2c3d',
  }),
});

/** The `Idempotency-Key` of a POST with a digest of all it came with. @throws DomainError malformed */
export function keyOf(
  headers: IncomingHttpHeaders,
  { method, operationId }: RouteSpec,
  read: ValidInput,
): Act['key'] {
  const value = headers[HEADER];
  if (value === undefined || method !== 'post') return null;
  if (typeof value !== 'string' || !KEY.test(value)) {
    const detail = 'must be 1 to 200 printable ASCII characters without spaces';
    throw new DomainError('malformed', `Idempotency-Key ${detail}`, {
      errors: [{ pointer: headerPointer([HEADER]), code: 'invalid', detail }],
    });
  }
  const { params, query, body, file } = read;
  const bytes = file && hash('sha256', file.bytes, 'base64url');
  return { value, contentHash: contentHash({ operationId, params, query, body, bytes }) };
}
