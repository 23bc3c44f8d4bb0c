import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { crossingsQuery, itemsQuery } from '../api/reference.ts';
import { isMonth } from '../gaps/rules/search.ts';
import { isSector, type SectorCode } from '../text/sectors.ts';
import { signedInRoute } from '../shell/parents.ts';
import { say } from '../text/catalogue.ts';
import { type By, BYS } from './queries.ts';
import { lossesTexts } from './texts.ts';

export interface LossSearch {
  by?: By;
  sector?: SectorCode;
  from?: string;
  to?: string;
}

export const lossesRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/losses',
    validateSearch: ({ by, sector, from, to }: Record<string, unknown>): LossSearch => {
      const known = BYS.find((one) => one === by);
      return {
        ...(known !== undefined && { by: known }),
        ...(isSector(sector) && { sector }),
        ...(isMonth(from) && { from }),
        ...(isMonth(to) && { to }),
      };
    },
    staticData: { title: () => say(lossesTexts, 'title'), permission: 'losses:read' },
    loader: () => {
      void queries.prefetchQuery(itemsQuery);
      void queries.prefetchQuery(crossingsQuery);
      return lossesTexts.load();
    },
    component: lazyRouteComponent(() => import('./losses-page.tsx'), 'LossesPage'),
  }),
];
