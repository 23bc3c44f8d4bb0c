import type { Log } from '../src/platform/log.ts';
import type { Services } from '../src/services.ts';
import { redriveParked } from './handlers/redrive.ts';
import { verifyNightly } from './handlers/verify.ts';
import type { CompleteRegistry } from './registry.ts';

/** Every job of the ledger and what does it. */
export function ledgerRegistry(services: Services, log: Log) {
  const { reconciliation, gaps } = services;
  return {
    recompute: {
      shipment: reconciliation.shipment,
      pledge: reconciliation.pledge,
      lane: gaps.recompute,
    },
    deliver: {},
    sweeps: {
      redrive: { schedule: { kabul: '0 3 * * *' }, run: redriveParked },
      deadlines: { schedule: { everyMs: 60_000 }, run: (_store, now) => reconciliation.sweep(now) },
      verify: { schedule: { kabul: '30 3 * * *' }, run: verifyNightly(services, log), catchUp: false },
      months: { schedule: { kabul: '0 0 1 * *' }, run: (_store, now) => gaps.sweep(now) },
    },
  } satisfies CompleteRegistry;
}
