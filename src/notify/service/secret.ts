import type { Sealer } from '../../platform/sealing.ts';
import type { WebhookRow } from '../repo/webhooks.ts';

/** The secrets that sign a message now: the newest first, and while it is rotated the one before. */
export function secretsOf(
  { id, secret, previousSecret, previousUntil }: WebhookRow,
  sealer: Sealer,
  now: number,
): string[] {
  const still = previousSecret !== null && previousUntil !== null && now < previousUntil;
  return [secret, ...(still ? [previousSecret] : [])].map((sealed) => sealer.open(sealed, id));
}
