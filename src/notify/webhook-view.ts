import { toIso } from '../platform/calendar.ts';
import type { Delivery, Webhook } from './contract/webhooks.ts';
import type { DeliveryRow, WebhookRow } from './repo/webhooks.ts';

const instant = (at: number | null): string | null => (at === null ? null : toIso(at));

/** A webhook as those who manage it see it: never with a secret. */
export function toWebhook(row: WebhookRow, now: number): Webhook {
  const { id, url, description, types, owner, organisation, disabledWhy, version } = row;
  const isRotated = row.previousUntil !== null && row.previousUntil > now;
  return {
    ...{ id, url, description, types, owner, organisation, disabledWhy, version },
    recordedAt: toIso(row.recordedAt),
    enabled: row.disabledAt === null,
    disabledAt: instant(row.disabledAt),
    failingSince: instant(row.failingSince),
    nextAttemptAt: instant(row.notBefore),
    previousSecretUntil: isRotated ? instant(row.previousUntil) : null,
  };
}

export function toDelivery(row: DeliveryRow): Delivery {
  const { id, type, notice, state, attempts, replays, status, error, excerpt, durationMs, body } = row;
  return {
    ...{ id, type, notice, state, attempts, replays, status, error, excerpt, durationMs, body },
    recordedAt: toIso(row.recordedAt),
    attemptedAt: instant(row.attemptedAt),
    deliveredAt: instant(row.deliveredAt),
  };
}
