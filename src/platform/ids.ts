import { v7, validate, version } from 'uuid';

/** A new UUIDv7: unique, and sorted by the time it was made. */
export function newId(): string {
  return v7();
}

/** True for a UUID of version 7 in its canonical lower-case form. */
export function isUuidV7(text: string): boolean {
  return text === text.toLowerCase() && validate(text) && version(text) === 7;
}
