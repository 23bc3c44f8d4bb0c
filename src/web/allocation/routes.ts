import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { crossingsQuery, itemsQuery, provincesQuery } from '../api/reference.ts';
import { isSector, type SectorCode } from '../text/sectors.ts';
import { signedInRoute } from '../shell/parents.ts';
import { say } from '../text/catalogue.ts';
import { whoTexts } from '../who/texts.ts';
import { allocationTexts } from './texts.ts';

export interface AllocationSearch {
  sector?: SectorCode;
  /** A plan that was made: the address can be sent to whoever accepts it. */
  plan?: string;
}

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value);

export const allocationRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/allocation',
    validateSearch: ({ sector, plan }: Record<string, unknown>): AllocationSearch => ({
      ...(isSector(sector) && { sector }),
      ...(isId(plan) && { plan }),
    }),
    staticData: { title: () => say(allocationTexts, 'title'), permission: 'gaps:handle' },
    loader: () => {
      void queries.prefetchQuery(provincesQuery);
      void queries.prefetchQuery(itemsQuery);
      void queries.prefetchQuery(crossingsQuery);
      return Promise.all([allocationTexts.load(), whoTexts.load()]);
    },
    component: lazyRouteComponent(() => import('./allocation-page.tsx'), 'AllocationPage'),
  }),
];
