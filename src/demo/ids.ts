import { hash } from 'node:crypto';

/** Every id of the demo carries this instant, in hexadecimal milliseconds: it says nothing about when a record was made. */
const EPOCH = Date.UTC(2026, 0, 1).toString(16).padStart(12, '0');
const VARIANTS = '89ab';

/**
 * The UUIDv7 of a record of the demo, made of its name alone: whoever runs the demo again, on whatever day and machine,
 * sends the same ids, so the ledger knows each command as one it has answered before.
 */
export function demoId(...names: readonly (string | number)[]): string {
  const digits = hash('sha256', JSON.stringify(names));
  const variant = VARIANTS[Number.parseInt(digits.slice(0, 1), 16) % VARIANTS.length];
  const random = `7${digits.slice(1, 4)}-${variant}${digits.slice(4, 7)}-${digits.slice(7, 19)}`;
  return `${EPOCH.slice(0, 8)}-${EPOCH.slice(8)}-${random}`;
}
