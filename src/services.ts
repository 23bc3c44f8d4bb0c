import { peopleOf, type PeopleSettings } from './accounts/people.ts';
import { accountsRoutes } from './accounts/routes.ts';
import { keyRoutes, peopleRoutes, sessionRoutes } from './accounts/routes/people.ts';
import { signInRoutes } from './accounts/routes/sign-in.ts';
import { accountsService } from './accounts/service.ts';
import { allocationRoutes } from './allocation/routes.ts';
import { allocationService } from './allocation/service.ts';
import { auditRoutes } from './audit/routes.ts';
import { auditService } from './audit/service.ts';
import type { signingIn } from './accounts/service/sign-in.ts';
import { attachmentsRoutes } from './attachments/routes.ts';
import { attachmentsService } from './attachments/service.ts';
import { catalogueRoutes } from './catalogue/routes.ts';
import { exchangeRoutes } from './exchange/routes.ts';
import { fundingRoutes } from './funding/routes.ts';
import { fundingService } from './funding/service.ts';
import { gapsRoutes } from './gaps/routes.ts';
import { gapsService } from './gaps/service.ts';
import { needsRoutes } from './needs/routes.ts';
import { needsService } from './needs/service.ts';
import { notifyRoutes } from './notify/routes.ts';
import { notifyService, type NotifySettings } from './notify/service.ts';
import { placesRoutes } from './places/routes.ts';
import { placesService } from './places/service.ts';
import type { Clock } from './platform/clock.ts';
import type { FeedTail } from './platform/feed/tail.ts';
import type { BoundRoute } from './platform/http/contract.ts';
import { solve } from './platform/solver/solve.ts';
import type { Store } from './platform/storage/store.ts';
import { pledgesRoutes } from './pledges/routes.ts';
import { pledgesService, pledgeTrailFacts } from './pledges/service.ts';
import { reconciliationRoutes } from './reconciliation/routes.ts';
import { reconciliationService } from './reconciliation/service.ts';
import { sdgRoutes } from './sdg/routes.ts';
import { sdgService } from './sdg/service.ts';
import { shipmentsRoutes } from './shipments/routes.ts';
import type { CargoSettings } from './shipments/rules/facts.ts';
import {
  carriedPledgeLines,
  markShipmentsFulfilling,
  shipmentHeads,
  shipmentsService,
  shipmentTrailFacts,
} from './shipments/service.ts';
import { syncRoutes } from './sync/routes.ts';
import { syncService } from './sync/service.ts';

export type Services = ReturnType<typeof composeServices>;

/** Every use case of the ledger, on one store: plain objects, made once and passed on. */
export function composeServices({
  store,
  clock,
  settings,
}: {
  store: Store;
  clock: Clock;
  settings: CargoSettings & Partial<NotifySettings> & Partial<PeopleSettings>;
}) {
  const notify = notifyService({ store, clock, settings });
  const reconciliation = reconciliationService({
    ...{ store, clock, settings },
    onCasesChanged: notify.casesChanged,
  });
  const { reference, reconciled } = reconciliation;
  const pledges = pledgesService({
    store,
    clock,
    fulfilmentOf: reconciliation.fulfilmentOf,
    cargoOf: reconciliation.cargoOf,
    waybillsOf: shipmentHeads,
    carriedLines: carriedPledgeLines,
    onStatusChanged: markShipmentsFulfilling,
  });
  const shipments = shipmentsService({ store, clock, reconciled, reference });
  const gaps = gapsService({
    ...{ store, clock, imagined: reconciliation.imagined },
    parcelsAsKnown: reconciliation.parcelsAsKnown,
    onFlagChanged: notify.flagChanged,
    storyOf: reconciliation.storyOf,
  });
  const people = peopleOf({ store, clock, settings });
  return {
    clock,
    reconciliation,
    pledges,
    shipments,
    gaps,
    allocation: allocationService({ store, clock, pledges, solve }),
    sync: syncService({ store, clock, shipments, pledges, gaps, reconciliation }),
    accounts: accountsService({ store, clock, forget: people.directory.forget }),
    people,
    attachments: attachmentsService({ store, clock }),
    places: placesService({ store, clock, onCrossingChanged: reconciliation.crossingChanged }),
    needs: needsService({ store, clock }),
    funding: fundingService({ store, clock }),
    sdg: sdgService({ store, clock, reportOf: gaps.report }),
    notify,
    audit: auditService({ store, clock, facts: [...pledgeTrailFacts, ...shipmentTrailFacts] }),
  };
}

/** Every operation of the API. The hot ones come first: a request is matched against them in this order. */
export function routesOf(
  services: Services,
  tail: FeedTail,
  { publicUrl, steps }: { publicUrl?: string | undefined; steps: ReturnType<typeof signingIn> },
): BoundRoute[] {
  return [
    ...shipmentsRoutes(services.shipments, publicUrl),
    ...syncRoutes(services.sync, tail),
    ...gapsRoutes(services.gaps),
    ...allocationRoutes(services.allocation),
    ...reconciliationRoutes(services.reconciliation),
    ...pledgesRoutes(services.pledges, publicUrl),
    ...needsRoutes(services.needs),
    ...fundingRoutes(services.funding),
    ...sdgRoutes(services.sdg),
    ...exchangeRoutes(services),
    ...placesRoutes(services.places),
    ...catalogueRoutes(),
    ...attachmentsRoutes(services.attachments),
    ...notifyRoutes(services.notify),
    ...accountsRoutes(services.accounts),
    ...auditRoutes(services.audit),
    ...peopleRoutes(services.people),
    ...keyRoutes(services.people),
    ...sessionRoutes(services.people),
    ...signInRoutes(steps),
  ];
}
