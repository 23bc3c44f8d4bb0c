import type { NotifyService } from '../../src/notify/service.ts';
import type { Deliver } from '../registry.ts';

/** Sends one message to one webhook. What became of it is on record with the message, and with it when it is tried again. */
export function webhookDeliverer({ sendToWebhook }: NotifyService): Deliver {
  return ({ payload }) => sendToWebhook((payload as { delivery: string }).delivery);
}
