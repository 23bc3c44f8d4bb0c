import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import type { ReconciliationService } from './service.ts';

export function reconciliationRoutes(reconciliation: ReconciliationService): BoundRoute[] {
  return [
    bind(contract.listDiscrepancies, async ({ query }) => ({
      status: 200,
      body: await reconciliation.discrepancies(query),
    })),
  ];
}
