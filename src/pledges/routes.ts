import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import type { PledgesService } from './service.ts';

export function pledgesRoutes(pledges: PledgesService): BoundRoute[] {
  return [
    bind(contract.createPledge, async ({ body, principal }) => {
      const { pledge, created } = await pledges.record(body, principal.id);
      return { status: created ? 201 : 200, body: pledge };
    }),
    bind(contract.listPledges, async ({ query }) => ({ status: 200, body: await pledges.list(query) })),
    bind(contract.getPledge, async ({ params }) => ({ status: 200, body: await pledges.get(params.id) })),
  ];
}
