import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import type { GapsService } from './service.ts';

export function gapsRoutes(gaps: GapsService): BoundRoute[] {
  return [
    bind(contract.listGaps, async ({ query }) => ({ status: 200, body: await gaps.report(query) })),
    bind(contract.getLane, async ({ params, query, principal }) => ({
      status: 200,
      body: await gaps.lane(params.province, params.sector, query, principal),
    })),
    bind(contract.listLaneParcels, async ({ params, query, principal }) => ({
      status: 200,
      body: await gaps.parcels(params, query, principal),
    })),
    bind(contract.listGapFlags, async ({ query }) => ({
      status: 200,
      body: { items: await gaps.flags(query), nextCursor: null },
    })),
  ];
}
