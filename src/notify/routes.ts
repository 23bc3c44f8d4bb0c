import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import * as hooks from './contract/webhooks.ts';
import type { NotifyService } from './service.ts';

export function notifyRoutes(notify: NotifyService): BoundRoute[] {
  const { notices, preferences, setPreferences, webhooks } = notify;
  return [
    bind(contract.listNotices, async ({ query, principal }) => ({
      status: 200,
      body: await notices.list(query, principal),
    })),
    bind(contract.countNotices, async ({ principal }) => ({
      status: 200,
      body: await notices.unread(principal),
    })),
    bind(contract.readNotice, async ({ params, act }) => ({
      status: 200,
      body: await notices.read(params.id, act),
    })),
    bind(contract.readNotices, async ({ body, act }) => ({
      status: 200,
      body: await notices.readUpTo(body.upTo, act),
    })),
    bind(contract.getPreferences, async ({ principal }) => tagged(await preferences(principal))),
    bind(contract.putPreferences, async ({ headers, body, act }) =>
      tagged(await setPreferences(body, headers['if-match'], act)),
    ),
    bind(hooks.listWebhooks, async ({ principal }) => ({
      status: 200,
      body: await webhooks.list(principal),
    })),
    bind(hooks.createWebhook, async ({ body, act }) => ({
      ...{ ...tagged(await webhooks.create(body, act)), status: 201 },
    })),
    bind(hooks.getWebhook, async ({ params, principal }) => tagged(await webhooks.get(params.id, principal))),
    bind(hooks.changeWebhook, async ({ params, headers, body, act }) =>
      tagged(await webhooks.change(params.id, body, headers['if-match'], act)),
    ),
    bind(hooks.deleteWebhook, async ({ params, act }) => {
      await webhooks.remove(params.id, act);
      return { status: 204, body: undefined };
    }),
    bind(hooks.rotateSecret, async ({ params, body, act }) =>
      tagged(await webhooks.rotate(params.id, body.overlapHours, act)),
    ),
    bind(hooks.testWebhook, async ({ params, act }) => ({
      status: 202,
      body: await webhooks.test(params.id, act),
    })),
    bind(hooks.listDeliveries, async ({ params, query, principal }) => ({
      status: 200,
      body: await webhooks.deliveries(params.id, query, principal),
    })),
    bind(hooks.replayDelivery, async ({ params, act }) => ({
      status: 202,
      body: await webhooks.replay(params.id, params.delivery, act),
    })),
  ];
}

/** A thing with its version as its entity tag. */
export function tagged<T extends { version: number }>(body: T) {
  return { status: 200 as const, body, headers: { etag: `"${body.version}"` } };
}
