import type { Redis } from 'ioredis';

const KEY = 'aid:memory';

/**
 * True when the broker has lost its memory since anybody last asked: flushed, or started anew without a saved state. Only one of
 * several processes is told. Waiting for leases to run out would do as well, a minute later.
 */
export async function hasForgotten(client: Redis, now: number): Promise<boolean> {
  return (await client.set(KEY, String(now), 'NX')) === 'OK';
}
