import { randomUUIDv7 } from 'node:crypto';

/** A new UUIDv7: unique, and sorted by the millisecond it was made in. */
export function newId(): string {
  return randomUUIDv7();
}
