import { bind, type BoundRoute } from '../platform/http/contract.ts';
import { getFunding } from './contract.ts';
import type { FundingService } from './service.ts';

export function fundingRoutes(funding: FundingService): BoundRoute[] {
  return [bind(getFunding, async ({ query }) => ({ status: 200, body: await funding.ofYear(query.year) }))];
}
