import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { provincesQuery } from '../api/reference.ts';
import { signedInRoute } from '../shell/parents.ts';
import { say } from '../text/catalogue.ts';
import { reportQuery } from './queries.ts';
import { isSector, type SectorCode } from '../text/sectors.ts';
import { overviewTexts } from './texts.ts';

export const overviewRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/',
    validateSearch: ({ sector }: Record<string, unknown>): { sector?: SectorCode } =>
      isSector(sector) ? { sector } : {},
    staticData: { title: () => say(overviewTexts, 'title'), permission: 'gaps:read' },
    loader: () => {
      // Begun here, so that they come while the page's code does.
      void queries.prefetchQuery(reportQuery());
      void queries.prefetchQuery(provincesQuery);
      return overviewTexts.load();
    },
    component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage'),
  }),
];
