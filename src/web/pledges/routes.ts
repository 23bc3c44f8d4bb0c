import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { organisationsQuery } from '../api/organisations.ts';
import { itemsQuery, provincesQuery, sectorsQuery } from '../api/reference.ts';
import { rootRoute, signedInRoute } from '../shell/parents.ts';
import { say } from '../text/catalogue.ts';
import { whoTexts } from '../who/texts.ts';
import { casesQuery, pledgeQuery, pledgesQuery, sharedQuery, statementQuery } from './queries.ts';
import { filtersIn, type ListSearch, searchOf } from './rules/list-search.ts';
import { type FigureSearch, figureIn } from './rules/figure-search.ts';
import { pledgesTexts } from './texts.ts';

const begin = () => {
  void queries.prefetchQuery(itemsQuery);
  void queries.prefetchQuery(provincesQuery);
  void queries.prefetchQuery(organisationsQuery);
  return pledgesTexts.load();
};

export const pledgesRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/pledges',
    validateSearch: (search: Record<string, unknown>): ListSearch => searchOf(search),
    loaderDeps: ({ search }) => filtersIn(search),
    staticData: { title: () => say(pledgesTexts, 'title'), permission: 'pledges:read' },
    loader: ({ deps }) => {
      void queries.prefetchInfiniteQuery(pledgesQuery(deps));
      return begin();
    },
    component: lazyRouteComponent(() => import('./list/pledges-page.tsx'), 'PledgesPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/pledges/new',
    validateSearch: ({ draft }: Record<string, unknown>): { draft?: string } =>
      typeof draft === 'string' ? { draft } : {},
    staticData: { title: () => say(pledgesTexts, 'new'), permission: 'pledges:write' },
    loader: () => {
      void queries.prefetchQuery(sectorsQuery);
      return begin();
    },
    component: lazyRouteComponent(() => import('./form/new-pledge-page.tsx'), 'NewPledgePage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/pledges/$id',
    staticData: { title: () => say(pledgesTexts, 'pledge'), permission: 'pledges:read' },
    loader: ({ params: { id } }) => {
      void queries.prefetchQuery(pledgeQuery(id));
      void queries.prefetchQuery(casesQuery(id));
      return Promise.all([begin(), whoTexts.load()]);
    },
    component: lazyRouteComponent(() => import('./page/pledge-page.tsx'), 'PledgePage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/pledges/$id/edit',
    staticData: { title: () => say(pledgesTexts, 'edit'), permission: 'pledges:write' },
    loader: ({ params: { id } }) => {
      void queries.prefetchQuery(pledgeQuery(id));
      return begin();
    },
    component: lazyRouteComponent(() => import('./edit/edit-page.tsx'), 'EditPage'),
  }),
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/pledges/$id/statement',
    validateSearch: (search: Record<string, unknown>): FigureSearch => figureIn(search),
    staticData: { title: () => say(pledgesTexts, 'statement'), permission: 'pledges:read' },
    loader: ({ params: { id } }) => {
      void queries.prefetchQuery(statementQuery(id));
      return begin();
    },
    component: lazyRouteComponent(() => import('./statement/statement-page.tsx'), 'StatementPage'),
  }),
  // Without signing in, for whoever holds the link: outside of the frame.
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/shared/$token',
    staticData: { title: () => say(pledgesTexts, 'statement') },
    loader: ({ params: { token } }) => {
      void queries.prefetchQuery(sharedQuery(token));
      return pledgesTexts.load();
    },
    component: lazyRouteComponent(() => import('./statement/shared-page.tsx'), 'SharedPage'),
  }),
];
