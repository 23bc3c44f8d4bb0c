import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { crossingsQuery, itemsQuery, provincesQuery } from '../api/reference.ts';
import { forecastTexts } from '../forecast/texts.ts';
import { signedInRoute } from '../shell/parents.ts';
import { say } from '../text/catalogue.ts';
import { constraintsQuery } from './queries.ts';
import { whatIfSearchOf } from './rules/search.ts';
import { whatIfTexts } from './texts.ts';

export const whatIfRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/what-if',
    validateSearch: whatIfSearchOf,
    staticData: { title: () => say(whatIfTexts, 'title'), permission: 'gaps:read' },
    loader: () => {
      void queries.prefetchQuery(provincesQuery);
      void queries.prefetchQuery(itemsQuery);
      void queries.prefetchQuery(crossingsQuery);
      void queries.prefetchQuery(constraintsQuery);
      // What stands in the way has the names of the forecast.
      return Promise.all([whatIfTexts.load(), forecastTexts.load()]);
    },
    component: lazyRouteComponent(() => import('./what-if-page.tsx'), 'WhatIfPage'),
  }),
];
