import { rederiveIfChanged } from '../src/derivation.ts';
import { sweepFeed } from '../src/platform/feed/feed.ts';
import type { Log } from '../src/platform/log.ts';
import type { Services } from '../src/services.ts';
import type { CargoSettings } from '../src/shipments/rules/facts.ts';
import { forgetKeys } from './handlers/forget-keys.ts';
import { mailDeliverer, type MailSettings } from './handlers/mail.ts';
import { redriveParked } from './handlers/redrive.ts';
import { verifyNightly } from './handlers/verify.ts';
import { webhookDeliverer } from './handlers/webhook.ts';
import { verifyTrailNightly } from './handlers/verify-trail.ts';
import type { CompleteRegistry } from './registry.ts';

/** Every job of the ledger and what does it. */
export function ledgerRegistry(
  services: Services,
  settings: CargoSettings & Partial<MailSettings>,
  log: Log,
) {
  const { reconciliation, gaps, notify, people } = services;
  return {
    recompute: {
      shipment: async (scope, ids, now) =>
        gaps.supplyChanged(scope, await reconciliation.shipments(scope, ids, now), now),
      pledge: async (scope, ids, now) =>
        gaps.supplyChanged(scope, await reconciliation.pledges(scope, ids, now), now),
      lane: gaps.recompute,
      netting: reconciliation.netting,
    },
    deliver: {
      mail: mailDeliverer(settings, log),
      password_reset: ({ id, key }) => people.linking.sendReset(key, id),
      webhook: webhookDeliverer(notify),
    },
    sweeps: {
      redrive: { schedule: { kabul: '0 3 * * *' }, run: redriveParked },
      keys: { schedule: { kabul: '15 3 * * *' }, run: forgetKeys },
      // Also once at every start: a release or a changed setting then shows within minutes.
      derivation: {
        schedule: { everyMs: 3_600_000 },
        run: (store, now) => rederiveIfChanged(store, services, settings, now),
      },
      deadlines: { schedule: { everyMs: 60_000 }, run: (_store, now) => reconciliation.sweep(now) },
      verify: { schedule: { kabul: '30 3 * * *' }, run: verifyNightly(services, log), catchUp: false },
      // What came before its shipment, from somebody who could not see it when it came.
      parked: { schedule: { everyMs: 60_000 }, run: () => services.sync.sweep() },
      feed: { schedule: { kabul: '45 2 * * *' }, run: sweepFeed },
      digests: { schedule: { everyMs: 60_000 }, run: (_store, now) => notify.sendDigests(now) },
      retention: { schedule: { kabul: '30 2 * * *' }, run: (_store, now) => notify.forget(now) },
      trail: {
        schedule: { kabul: '45 3 * * *' },
        run: verifyTrailNightly(services.audit, log),
        catchUp: false,
      },
      attempts: { schedule: { everyMs: 3_600_000 }, run: (_store, now) => people.limits.forget(now) },
      months: { schedule: { everyMs: 60_000 }, run: (_store, now) => gaps.sweep(now) },
    },
  } satisfies CompleteRegistry;
}
