import { bind, type BoundRoute } from '../platform/http/contract.ts';
import { getSdg } from './contract.ts';
import type { SdgService } from './service.ts';

export function sdgRoutes(sdg: SdgService): BoundRoute[] {
  return [bind(getSdg, async ({ query }) => ({ status: 200, body: await sdg.report(query) }))];
}
