import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { itemsQuery, provincesQuery } from '../api/reference.ts';
import { signedInRoute } from '../shell/parents.ts';
import { say } from '../text/catalogue.ts';
import { whoTexts } from '../who/texts.ts';
import { caseSearchOf } from './rules/search.ts';
import { casesTexts } from './texts.ts';

const load = () => {
  void queries.prefetchQuery(provincesQuery);
  void queries.prefetchQuery(itemsQuery);
  return Promise.all([casesTexts.load(), whoTexts.load()]);
};

export const casesRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/flags',
    validateSearch: caseSearchOf,
    staticData: { title: () => say(casesTexts, 'flags'), permission: 'gaps:read' },
    loader: load,
    component: lazyRouteComponent(() => import('./flags-page.tsx'), 'FlagsPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/discrepancies',
    validateSearch: caseSearchOf,
    staticData: { title: () => say(casesTexts, 'discrepancies'), permission: 'discrepancies:read' },
    loader: load,
    component: lazyRouteComponent(() => import('./discrepancies-page.tsx'), 'DiscrepanciesPage'),
  }),
];
