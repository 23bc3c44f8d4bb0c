import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import type { NeedsService } from './service.ts';

export function needsRoutes(needs: NeedsService): BoundRoute[] {
  return [
    bind(contract.putNeeds, async ({ body, act }) => ({
      status: 200,
      body: await needs.put(body.rows, act),
    })),
    bind(contract.listNeeds, async ({ query }) => ({ status: 200, body: await needs.list(query) })),
  ];
}
