import { bind, type BoundRoute } from '../../platform/http/contract.ts';
import * as keys from '../contract/keys.ts';
import * as contract from '../contract/people.ts';
import { listPrincipals } from '../contract/principals.ts';
import * as sessions from '../contract/sessions.ts';
import type { People } from '../people.ts';

const etagOf = ({ version }: { version: number }) => ({ etag: `"${version}"` });

export function peopleRoutes({ administration, own, names, linking, firstAdmin }: People): BoundRoute[] {
  return [
    bind(contract.getMe, async ({ principal }) => ({ status: 200, body: await own.me(principal) })),
    bind(contract.changePassword, async ({ body, act }) => {
      await own.changePassword(body, act);
      return { status: 204, body: undefined };
    }),
    bind(listPrincipals, async ({ query, principal }) => ({
      status: 200,
      body: { items: await names.of(query.ids.split(','), principal), nextCursor: null },
    })),
    bind(contract.listUsers, async ({ query }) => ({ status: 200, body: await administration.list(query) })),
    bind(contract.getUser, async ({ params }) => {
      const user = await administration.get(params.id);
      return { status: 200, body: user, headers: etagOf(user) };
    }),
    bind(contract.createUser, async ({ body, act }) => {
      const { user, created } = await administration.create(body, act);
      return { status: created ? 201 : 200, body: user, headers: etagOf(user) };
    }),
    bind(contract.changeUser, async ({ params, body, headers, act }) => {
      const user = await administration.change(params.id, body, headers['if-match'], act);
      return { status: 200, body: user, headers: etagOf(user) };
    }),
    bind(contract.dropSecondFactor, async ({ params, act }) => {
      await administration.dropSecondFactor(params.id, act);
      return { status: 204, body: undefined };
    }),
    bind(contract.invite, async ({ body, act }) => ({
      status: 201,
      body: await administration.invite(body, act),
    })),
    bind(contract.inviteAgain, async ({ params, act }) => ({
      status: 201,
      body: await administration.inviteAgain(params.id, act),
    })),
    bind(contract.acceptInvitation, async ({ body, requestId }) => ({
      status: 200,
      body: await linking.acceptInvitation(body, requestId),
    })),
    bind(contract.requestPasswordReset, async ({ body }) => {
      await linking.requestReset(body.email);
      return { status: 202, body: undefined };
    }),
    bind(contract.resetPassword, async ({ body, requestId }) => ({
      status: 200,
      body: await linking.resetPassword(body, requestId),
    })),
    bind(contract.setUp, async ({ body, requestId }) => ({
      status: 201,
      body: await firstAdmin.setUp(body, requestId),
    })),
  ];
}

export function keyRoutes({ keys: keeping }: People): BoundRoute[] {
  return [
    bind(keys.listApiKeys, async ({ principal }) => ({ status: 200, body: await keeping.list(principal) })),
    bind(keys.createApiKey, async ({ body, act }) => ({
      status: 201,
      body: await keeping.create(body, act),
    })),
    bind(keys.revokeApiKey, async ({ params, act }) => {
      await keeping.revoke(params.id, act);
      return { status: 204, body: undefined };
    }),
  ];
}

export function sessionRoutes({ sessions: keeping }: People): BoundRoute[] {
  return [
    bind(sessions.listSessions, async ({ query, principal }) => ({
      status: 200,
      body: await keeping.list(principal, query.user),
    })),
    bind(sessions.endSessions, async ({ query, act }) => {
      await keeping.endAll(query.user, act);
      return { status: 204, body: undefined };
    }),
    bind(sessions.endSession, async ({ params, act }) => {
      await keeping.end(params.id, act);
      return { status: 204, body: undefined };
    }),
  ];
}
