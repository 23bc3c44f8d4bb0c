import type { Clock } from '../../platform/clock.ts';
import type { AllowedHosts } from '../../platform/outgoing/target.ts';
import { type Answered, postTo, type Resolve } from '../../platform/outgoing/send.ts';
import type { Sealer } from '../../platform/sealing.ts';
import type { Store, WriteScope } from '../../platform/storage/store.ts';
import * as repo from '../repo/webhooks.ts';
import { addressed, toOrganisation, toPrincipal } from '../rules/addressees.ts';
import { afterFailure, HEALTHY, PATIENCE_MS } from '../rules/webhook.ts';
import { signedHeaders } from '../signature.ts';
import { announce } from './announce.ts';
import { secretsOf } from './secret.ts';
import { takingTurns } from './turns.ts';

export interface DeliveryNeeds {
  store: Store;
  clock: Clock;
  sealer: Sealer;
  allowed: AllowedHosts;
  /** By default the system's. */
  resolve?: Resolve | undefined;
  timeoutMs?: number | undefined;
}

const TIMEOUT_MS = 10_000;
/** While a webhook fails, one message at a time tries it: nothing else is sent until that one is answered. */
const PROBE_MS = 1_000;
const USER_AGENT = 'aid-ledger-webhook/1.0';
const MOST_ERROR = 300;

interface Begun {
  delivery: repo.DeliveryRow;
  webhook: repo.WebhookRow;
}

/** How an attempt ended: with an answer, or with why there was none. */
type Ended = Answered | { status: null; error: string };

/**
 * Sends messages to webhooks. What was begun is on disk before anything leaves, and with it the fact it tells of; a crash in between
 * sends the message again under the same id. How a webhook fares is its own account: a failure puts off everything to it, not to
 * others.
 */
export function webhookDelivering(needs: DeliveryNeeds) {
  const { store, clock, timeoutMs = TIMEOUT_MS } = needs;
  const turns = takingTurns();

  /** Puts an attempt on record; answers when to come back, or nothing when there is nothing to send any more. */
  function begin(id: string): Promise<Begun | number | undefined> {
    return store.write(async (scope) => {
      const now = clock.now();
      const delivery = await repo.deliveryRow(scope, id);
      const webhook = delivery && (await repo.webhookRow(scope, delivery.webhook));
      if (!webhook || delivery.state !== 'pending') return undefined;
      if (webhook.disabledAt !== null) {
        const error = 'the webhook was switched off before it was delivered';
        await repo.saveDelivery(scope, { ...delivery, state: 'failed', error });
        return undefined;
      }
      if (webhook.notBefore !== null && webhook.notBefore > now) return spread(webhook.notBefore);
      const begun = { ...delivery, attempts: delivery.attempts + 1, attemptedAt: now };
      await repo.saveDelivery(scope, begun);
      if (webhook.failingSince !== null)
        await repo.saveWebhook(scope, { ...webhook, notBefore: now + timeoutMs + PROBE_MS });
      return { delivery: begun, webhook };
    });
  }

  /** Puts on record how an attempt ended; answers when to try again. */
  function end({ delivery: { id }, webhook: { id: of } }: Begun, ended: Ended, durationMs: number) {
    const chance = Math.random();
    return store.write(async (scope) => {
      const now = clock.now();
      const delivery = await repo.deliveryRow(scope, id);
      const webhook = await repo.webhookRow(scope, of);
      if (!delivery || !webhook) return undefined;
      const isDelivered = ended.status !== null && ended.status >= 200 && ended.status < 300;
      const told = { status: ended.status, durationMs, ...wordsOf(ended, isDelivered) };
      if (isDelivered) {
        await repo.saveDelivery(scope, { ...delivery, ...told, state: 'delivered', deliveredAt: now });
        if (webhook.failingSince !== null && webhook.disabledAt === null)
          await repo.saveWebhook(scope, { ...webhook, ...HEALTHY });
        return undefined;
      }
      const retryAfter = 'retryAfter' in ended ? ended.retryAfter : undefined;
      const health = afterFailure(webhook, { status: ended.status, retryAfter, chance, now });
      const next = { ...webhook, ...health };
      await repo.saveWebhook(scope, next);
      if (webhook.disabledAt === null && next.disabledAt !== null) await tellOwner(scope, next, now);
      const isOver = next.disabledAt !== null || now - delivery.triedSince >= PATIENCE_MS;
      await repo.saveDelivery(scope, { ...delivery, ...told, state: isOver ? 'failed' : 'pending' });
      return isOver ? undefined : spread(next.notBefore ?? now);
    });
  }

  async function attempt({ delivery, webhook }: Begun): Promise<Ended> {
    try {
      const secrets = secretsOf(webhook, needs.sealer, clock.now());
      const { id, body } = delivery;
      const headers = {
        ...{ 'content-type': 'application/json', 'user-agent': USER_AGENT },
        ...signedHeaders(secrets, { id, sentAt: clock.now(), body }),
      };
      const { allowed, resolve } = needs;
      return await postTo(webhook.url, body, headers, { allowed, timeoutMs, ...(resolve && { resolve }) });
    } catch (error) {
      return { status: null, error: reasonOf(error) };
    }
  }

  /** Sends one message. Answers when to come back with it, or nothing when it is done with. */
  return async (id: string): Promise<{ again: number } | undefined> => {
    const delivery = await store.read((scope) => repo.deliveryRow(scope, id));
    if (!delivery) return undefined;
    const wait = turns.take(delivery.webhook, clock.now());
    if (wait !== undefined) return { again: wait };
    const began = performance.now();
    const tookMs = () => Math.round(performance.now() - began);
    try {
      const begun = await begin(id);
      if (begun === undefined) return undefined;
      const again = typeof begun === 'number' ? begun : await end(begun, await attempt(begun), tookMs());
      return again === undefined ? undefined : { again };
    } finally {
      turns.give(delivery.webhook, clock.now(), tookMs());
    }
  };
}

/** A second more or less, so that what waits for the same moment does not all come at it. */
function spread(at: number): number {
  return at + 1 + Math.floor(Math.random() * 1000);
}

function wordsOf(ended: Ended, isDelivered: boolean): Pick<repo.DeliveryRow, 'error' | 'excerpt'> {
  if (ended.status === null) return { error: ended.error, excerpt: null };
  const redirected = ended.status >= 300 && ended.status < 400;
  const refused = redirected ? 'redirects are not followed' : 'anything but 2xx is a failure';
  return { error: isDelivered ? null : `answered ${ended.status}: ${refused}`, excerpt: ended.excerpt };
}

function reasonOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return (message || code || 'no connection').slice(0, MOST_ERROR);
}

/** Tells the owner, and who acts for the same organisation, that a webhook is switched off. */
async function tellOwner(scope: WriteScope, webhook: repo.WebhookRow, now: number): Promise<void> {
  const { id, url, disabledWhy, owner, organisation } = webhook;
  await announce(
    scope,
    [
      {
        cause: `webhook ${id} disabled ${now}`,
        type: 'webhook.disabled',
        // Without its path, which may be what lets one in.
        told: {
          ...{ of: 'webhook', webhook: id, url: new URL(url).origin },
          why: disabledWhy === 'gone' ? 'gone' : 'failing',
        },
        addressees: addressed(
          toPrincipal(owner),
          organisation === null ? null : toOrganisation(organisation),
        ),
      },
    ],
    now,
  );
}
