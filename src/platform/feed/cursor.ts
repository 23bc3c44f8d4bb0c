import { DomainError } from '../errors.ts';
import { decodeCursor, encodeCursor } from '../page.ts';

/** The place of a reader: everything up to it was read. */
export interface FeedPlace {
  epoch: string;
  position: number;
  kind: string;
  key: string;
}

/** A place as readers keep it: opaque, and fit for a header. */
export function encodePlace({ epoch, position, kind, key }: FeedPlace): string {
  return encodeCursor([epoch, position, kind, key]);
}

/** The place inside a cursor; nothing when no feed of ours ever gave it. */
export function decodePlace(cursor: string): FeedPlace | undefined {
  try {
    const [epoch, position, kind, key] = decodeCursor(cursor, ['text', 'integer', 'text', 'text']);
    return { epoch, position, kind, key };
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}
