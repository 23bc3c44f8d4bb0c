import type { Services } from '../src/services.ts';
import { redriveParked } from './handlers/redrive.ts';
import type { CompleteRegistry } from './registry.ts';

/** Every job of the ledger and what does it. */
export function ledgerRegistry({ reconciliation, gaps }: Services) {
  return {
    recompute: {
      shipment: reconciliation.shipment,
      pledge: reconciliation.pledge,
      lane: gaps.recompute,
    },
    deliver: {},
    sweeps: {
      redrive: { schedule: { kabul: '0 3 * * *' }, run: redriveParked },
      deadlines: { schedule: { everyMs: 60_000 }, run: (store, now) => reconciliation.sweep(store, now) },
      months: { schedule: { kabul: '0 0 1 * *' }, run: (_store, now) => gaps.sweep(now) },
    },
  } satisfies CompleteRegistry;
}
