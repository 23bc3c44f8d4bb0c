import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import type { AllocationService } from './service.ts';

export function allocationRoutes(allocation: AllocationService): BoundRoute[] {
  return [
    bind(contract.createAllocationPlan, async ({ body, act }) => ({
      status: 201,
      body: await allocation.propose(body, act),
    })),
    bind(contract.getAllocationPlan, async ({ params, principal }) => ({
      status: 200,
      body: await allocation.get(params.id, principal),
    })),
    bind(contract.acceptAllocationPlan, async ({ params, act }) => ({
      status: 200,
      body: await allocation.accept(params.id, act),
    })),
  ];
}
