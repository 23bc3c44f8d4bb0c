import { reachToday } from '../../accounts/service.ts';
import { toIso } from '../../platform/calendar.ts';
import type { Principal } from '../../platform/access.ts';
import { newId } from '../../platform/ids.ts';
import { addOutbox } from '../../platform/queue/outbox/repo.ts';
import type { ReadScope, WriteScope } from '../../platform/storage/store.ts';
import * as repo from '../repo.ts';
import * as hooks from '../repo/webhooks.ts';
import { concerns } from '../rules/addressees.ts';
import type { Happened } from '../rules/event.ts';
import { toAbout } from '../view.ts';

/**
 * Tells of what happened, in the unit of work that found it: a notice for whoever it concerns, and a message to each of their webhooks,
 * which leaves after the commit. What was told before under the same cause is not told again.
 */
export async function announce(scope: WriteScope, happened: readonly Happened[], now: number): Promise<void> {
  let listening: hooks.WebhookRow[] | undefined;
  for (const event of happened) {
    const { cause, type, told, addressees } = event;
    const notice = { id: newId(), cause, type, at: now, told };
    if (!(await repo.insertNotice(scope, notice, addressees))) continue;
    listening ??= await hooks.enabledWebhooks(scope);
    for (const webhook of listening) {
      const owner = await ownerToday(scope, webhook, now);
      if (!owner || !concerns(owner, event) || !(webhook.types?.includes(type) ?? true)) continue;
      const data = { notice: notice.id, ...toAbout(told, owner) };
      await queueDelivery(scope, webhook.id, { notice: notice.id, type, data }, now);
    }
  }
}

/** The bootstrap key, which is nobody's account. */
const BOOTSTRAP = 'bootstrap';

/** The principal for whom a webhook is told, as far as he may today; null when he may not get in any more. */
export async function ownerToday(
  scope: ReadScope,
  webhook: hooks.WebhookRow,
  now: number,
): Promise<Principal | null> {
  const made = ownerOf(webhook);
  return made.id === BOOTSTRAP ? made : reachToday(scope, made, now);
}

/** The principal who made a webhook, as it then was. */
export function ownerOf(row: hooks.WebhookRow): Principal {
  const { owner, ownerKind, role, organisation, provinces, scopes } = row;
  return { kind: ownerKind, id: owner, role, organisation, provinces, scopes };
}

/** Records a message to a webhook and has it sent. What is sent is fixed here, byte for byte. */
export async function queueDelivery(
  scope: WriteScope,
  webhook: string,
  { notice, type, data }: { notice: string | null; type: string; data: object },
  now: number,
): Promise<hooks.DeliveryRow> {
  const row: hooks.DeliveryRow = {
    ...{ id: newId(), webhook, notice, type, state: 'pending', recordedAt: now, triedSince: now },
    body: JSON.stringify({ type, timestamp: toIso(now), data }),
    ...{ replays: 0, attempts: 0, attemptedAt: null, deliveredAt: null },
    ...{ status: null, error: null, excerpt: null, durationMs: null },
  };
  await hooks.insertDeliveries(scope, [row]);
  await sendLater(scope, row, now);
  return row;
}

/** Hands a delivery to the outbox: once each time it is wanted. */
export function sendLater(
  scope: WriteScope,
  { id, webhook, replays }: hooks.DeliveryRow,
  now: number,
): Promise<void> {
  return addOutbox(scope, {
    id: replays === 0 ? id : `${id}-${replays}`,
    ...{ topic: 'webhook', key: webhook, payload: { delivery: id }, availableAt: now },
  });
}
