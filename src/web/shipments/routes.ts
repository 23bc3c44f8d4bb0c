import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { organisationsQuery } from '../api/organisations.ts';
import { crossingsQuery, itemsQuery, provincesQuery } from '../api/reference.ts';
import { signedInRoute } from '../shell/parents.ts';
import { say } from '../text/catalogue.ts';
import { whoTexts } from '../who/texts.ts';
import { shipmentQuery, shipmentsQuery } from './queries.ts';
import { filtersOf, type ShipmentFilters } from './rules/search.ts';
import { shipmentsTexts } from './texts.ts';

const begin = () => {
  void queries.prefetchQuery(itemsQuery);
  void queries.prefetchQuery(provincesQuery);
  void queries.prefetchQuery(organisationsQuery);
  void queries.prefetchQuery(crossingsQuery);
  return Promise.all([shipmentsTexts.load(), whoTexts.load()]);
};

export const shipmentsRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/shipments',
    validateSearch: (search: Record<string, unknown>): ShipmentFilters => filtersOf(search),
    loaderDeps: ({ search }) => search,
    staticData: { title: () => say(shipmentsTexts, 'title'), permission: 'shipments:read' },
    loader: ({ deps }) => {
      void queries.prefetchInfiniteQuery(shipmentsQuery(deps));
      return begin();
    },
    component: lazyRouteComponent(() => import('./list/shipments-page.tsx'), 'ShipmentsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/shipments/$id',
    staticData: { title: () => say(shipmentsTexts, 'shipment'), permission: 'shipments:read' },
    loader: ({ params: { id } }) => {
      void queries.prefetchQuery(shipmentQuery(id));
      return begin();
    },
    component: lazyRouteComponent(() => import('./page/shipment-page.tsx'), 'ShipmentPage'),
  }),
];
