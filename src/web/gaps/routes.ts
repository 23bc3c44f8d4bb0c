import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { itemsQuery, provincesQuery } from '../api/reference.ts';
import { isSector } from '../text/sectors.ts';
import { casesTexts } from '../cases/texts.ts';
import { forecastTexts } from '../forecast/texts.ts';
import { overviewTexts } from '../overview/texts.ts';
import { signedInRoute } from '../shell/parents.ts';
import { say } from '../text/catalogue.ts';
import { whoTexts } from '../who/texts.ts';
import { type LaneOf, laneQuery, mixQuery } from './queries.ts';
import { laneSearchOf } from './rules/lane-search.ts';
import { gapSearchOf, isProvince } from './rules/search.ts';
import { gapsTexts } from './texts.ts';

/** The report shares the bins of the map with the overview. */
const loadTexts = () => Promise.all([gapsTexts.load(), overviewTexts.load()]);

/** The lane shares its flag with the boards, and its commodities with the forecast. */
const loadLaneTexts = () =>
  Promise.all([loadTexts(), casesTexts.load(), whoTexts.load(), forecastTexts.load()]);

export const gapsRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/gaps',
    validateSearch: gapSearchOf,
    staticData: { title: () => say(gapsTexts, 'title'), permission: 'gaps:read' },
    loader: () => {
      void queries.prefetchQuery(provincesQuery);
      return loadTexts();
    },
    component: lazyRouteComponent(() => import('./gaps-page.tsx'), 'GapsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/gaps/$province/$sector',
    params: {
      parse: ({ province, sector }): LaneOf => {
        if (!isProvince(province) || !isSector(sector)) throw notFound();
        return { province, sector };
      },
    },
    validateSearch: laneSearchOf,
    staticData: { title: () => say(gapsTexts, 'laneTitle'), permission: 'gaps:read' },
    loader: ({ params }) => {
      void queries.prefetchQuery(laneQuery(params));
      void queries.prefetchQuery(mixQuery(params));
      void queries.prefetchQuery(provincesQuery);
      void queries.prefetchQuery(itemsQuery);
      return loadLaneTexts();
    },
    component: lazyRouteComponent(() => import('./lane/lane-page.tsx'), 'LanePage'),
  }),
];
