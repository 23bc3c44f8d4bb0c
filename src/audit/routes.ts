import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import type { AuditService } from './service.ts';

export function auditRoutes(audit: AuditService): BoundRoute[] {
  return [
    bind(contract.listAudit, async ({ query, principal }) => ({
      status: 200,
      body: await audit.list(query, principal),
    })),
    bind(contract.getAuditChain, async () => ({ status: 200, body: await audit.chain() })),
  ];
}
