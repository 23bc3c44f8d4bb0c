import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';
import { instant, line, listOf, paging, uuidv7 } from '../../platform/http/schemas.ts';
import { eventType } from '../contract.ts';

const url = z
  .string()
  .max(2000)
  .meta({ description: 'https, without user and password', example: 'https://partner.example.org/aid' });

const types = z
  .array(eventType)
  .min(1)
  .nullable()
  .meta({ description: 'What it is told of; null for everything that concerns its owner' });

const secret = z.string().meta({
  description: 'Told here and never again; verifies the messages (Standard Webhooks)',
  example: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
});

const webhook = z
  .strictObject({
    id: uuidv7,
    url,
    description: line.nullable(),
    types,
    owner: z.string().meta({ description: 'For whom it is told: what is sent is what he may see' }),
    organisation: uuidv7.nullable(),
    recordedAt: instant,
    enabled: z.boolean(),
    disabledAt: instant.nullable(),
    disabledWhy: z
      .enum(['gone', 'failing', 'owner'])
      .nullable()
      .meta({ description: 'It answered 410; nothing arrived for a day; somebody switched it off' }),
    failingSince: instant.nullable().meta({ description: 'Since when nothing has arrived' }),
    nextAttemptAt: instant.nullable().meta({ description: 'While it fails, nothing is sent before' }),
    previousSecretUntil: instant.nullable().meta({ description: 'Until then the secret before signs too' }),
    version: z.int(),
  })
  .meta({ id: 'Webhook' });
export type Webhook = z.output<typeof webhook>;

const withSecret = webhook.extend({ secret }).meta({ id: 'WebhookWithSecret' });

const delivery = z
  .strictObject({
    id: uuidv7.meta({ description: 'The `webhook-id` it is sent under, however often' }),
    type: z.string().meta({ description: 'What it tells of; `test` for a test' }),
    notice: uuidv7.nullable(),
    state: z.enum(['pending', 'delivered', 'failed']),
    recordedAt: instant,
    attempts: z.int(),
    replays: z.int(),
    attemptedAt: instant.nullable(),
    deliveredAt: instant.nullable(),
    status: z
      .int()
      .nullable()
      .meta({ description: 'Answered to the last attempt; null: it was not answered' }),
    error: z.string().nullable().meta({ description: 'Why the last attempt was no delivery' }),
    excerpt: z.string().nullable().meta({ description: 'How the answer began, 500 bytes at most' }),
    durationMs: z.int().nullable(),
    body: z.string().meta({ description: 'What is sent and signed, byte for byte' }),
  })
  .meta({ id: 'WebhookDelivery' });
export type Delivery = z.output<typeof delivery>;

const TAG = 'Webhooks';
const params = z.strictObject({ id: uuidv7 });
const manages = { tag: TAG, permission: 'webhooks:manage' } as const;

export const listWebhooks = route({
  ...manages,
  method: 'get',
  path: '/webhooks',
  operationId: 'listWebhooks',
  summary: 'Your webhooks, and those of your organisation that tell no more than you may see',
  responses: { 200: { description: 'Webhooks, the latest first', body: listOf(webhook) } },
});

export const createWebhook = route({
  ...manages,
  method: 'post',
  path: '/webhooks',
  operationId: 'createWebhook',
  summary: 'Have a program told of what concerns you',
  description:
    'Messages are signed as the Standard Webhooks specification says and sent at least once, under a stable `webhook-id`. 2xx is a delivery; 410 switches the webhook off, and so does a day without any delivery. Redirects are not followed. An `Idempotency-Key` is not kept: the answer holds a secret.',
  body: z
    .strictObject({ id: uuidv7.optional(), url, description: line.nullish(), types: types.optional() })
    .meta({
      id: 'NewWebhook',
    }),
  responses: { 201: { description: 'The webhook with its secret', body: withSecret } },
});
export type NewWebhook = z.output<typeof createWebhook.body>;

export const getWebhook = route({
  ...manages,
  method: 'get',
  path: '/webhooks/{id}',
  operationId: 'getWebhook',
  summary: 'One webhook; its ETag is what changing it asks for',
  params,
  responses: { 200: { description: 'The webhook', body: webhook } },
});

const ifMatch = z.object({
  'if-match': z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'The ETag of what you are changing, or *', example: '"3"' }),
});

export const changeWebhook = route({
  ...manages,
  method: 'patch',
  path: '/webhooks/{id}',
  operationId: 'changeWebhook',
  summary: 'Change where it leads or what it is told of, or switch it off and on',
  description: 'Switched on again, it is healthy; what failed before can be replayed.',
  params,
  headers: ifMatch,
  body: z
    .strictObject({
      url: url.optional(),
      description: line.nullish(),
      types: types.optional(),
      enabled: z.boolean().optional(),
    })
    .meta({ id: 'WebhookChange' }),
  responses: { 200: { description: 'The webhook as it is then', body: webhook } },
});
export type WebhookChange = z.output<typeof changeWebhook.body>;

export const deleteWebhook = route({
  ...manages,
  method: 'delete',
  path: '/webhooks/{id}',
  operationId: 'deleteWebhook',
  summary: 'Remove a webhook with its deliveries; what waits is not sent',
  params,
  responses: { 204: { description: 'Removed', body: z.undefined() } },
});

export const rotateSecret = route({
  ...manages,
  method: 'post',
  path: '/webhooks/{id}/secret',
  operationId: 'rotateWebhookSecret',
  summary: 'Make a new secret; for a while both sign',
  params,
  body: z
    .strictObject({
      overlapHours: z
        .int()
        .min(0)
        .max(168)
        .default(24)
        .meta({ description: 'So long the secret before signs too; 0 when it was lost to somebody' }),
    })
    .meta({ id: 'SecretRotation' }),
  responses: { 200: { description: 'The webhook with its new secret', body: withSecret } },
});

export const testWebhook = route({
  ...manages,
  method: 'post',
  path: '/webhooks/{id}/test',
  operationId: 'testWebhook',
  summary: 'Send a message of type `test`',
  params,
  responses: { 202: { description: 'The delivery, which is on its way', body: delivery } },
});

export const listDeliveries = route({
  ...manages,
  method: 'get',
  path: '/webhooks/{id}/deliveries',
  operationId: 'listWebhookDeliveries',
  summary: 'What was sent, the newest first, and what was answered',
  params,
  query: z.strictObject({ state: z.enum(['pending', 'delivered', 'failed']).optional(), ...paging }),
  responses: { 200: { description: 'Deliveries', body: listOf(delivery) } },
});
export type DeliveryQuery = z.output<typeof listDeliveries.query>;

export const replayDelivery = route({
  ...manages,
  method: 'post',
  path: '/webhooks/{id}/deliveries/{delivery}/replay',
  operationId: 'replayWebhookDelivery',
  summary: 'Send a message again, under the same `webhook-id`',
  description: 'One that is still tried is left to it.',
  params: z.strictObject({ id: uuidv7, delivery: uuidv7 }),
  responses: { 202: { description: 'The delivery, which is on its way', body: delivery } },
});
