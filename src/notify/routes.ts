import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import type { NotifyService } from './service.ts';

export function notifyRoutes({ notices, preferences, setPreferences }: NotifyService): BoundRoute[] {
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
  ];
}

/** A thing with its version as its entity tag. */
export function tagged<T extends { version: number }>(body: T) {
  return { status: 200 as const, body, headers: { etag: `"${body.version}"` } };
}
