import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { signedInRoute } from '../shell/parents.ts';
import { without } from '../shell/search.ts';
import { say } from '../text/catalogue.ts';
import { whoTexts } from '../who/texts.ts';
import { chainQuery, trailQuery } from './queries.ts';
import { searchOf } from './rules/search.ts';
import { auditTexts } from './texts.ts';

export const auditRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/audit',
    validateSearch: searchOf,
    staticData: { title: () => say(auditTexts, 'title'), permission: 'audit:read' },
    loaderDeps: ({ search }) => without(search, 'entry'),
    loader: ({ deps }) => {
      void queries.prefetchInfiniteQuery(trailQuery(deps));
      void queries.prefetchQuery(chainQuery);
      return Promise.all([auditTexts.load(), whoTexts.load()]);
    },
    component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage'),
  }),
];
