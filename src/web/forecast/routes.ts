import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { crossingsQuery, itemsQuery, provincesQuery } from '../api/reference.ts';
import { isProvince } from '../gaps/rules/search.ts';
import { isSector, type SectorCode } from '../text/sectors.ts';
import { signedInRoute } from '../shell/parents.ts';
import { say } from '../text/catalogue.ts';
import { forecastTexts } from './texts.ts';

export interface ForecastSearch {
  sector?: SectorCode;
  /** The lane whose commodities and constraints are shown. */
  province?: string;
}

export const forecastRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/forecast',
    validateSearch: ({ sector, province }: Record<string, unknown>): ForecastSearch => ({
      ...(isSector(sector) && { sector }),
      ...(isProvince(province) && { province }),
    }),
    staticData: { title: () => say(forecastTexts, 'title'), permission: 'gaps:read' },
    loader: () => {
      void queries.prefetchQuery(provincesQuery);
      void queries.prefetchQuery(itemsQuery);
      void queries.prefetchQuery(crossingsQuery);
      return forecastTexts.load();
    },
    component: lazyRouteComponent(() => import('./forecast-page.tsx'), 'ForecastPage'),
  }),
];
