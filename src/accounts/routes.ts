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
  ];
}
