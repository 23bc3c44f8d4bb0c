import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import type { AccountsService } from './service.ts';

export function accountsRoutes(accounts: AccountsService): BoundRoute[] {
  return [
    bind(contract.listOrganisations, async ({ query }) => ({
      status: 200,
      body: await accounts.list(query),
    })),
    bind(contract.createOrganisation, async ({ body, act }) => {
      const { organisation, created } = await accounts.register(body, act);
      return { status: created ? 201 : 200, body: organisation };
    }),
    bind(contract.confirmOrganisation, async ({ params, act }) => ({
      status: 200,
      body: await accounts.confirm(params.id, act),
    })),
    bind(contract.mergeOrganisation, async ({ params, body, act }) => ({
      status: 200,
      body: await accounts.merge(params.id, body.into, act),
    })),
  ];
}
