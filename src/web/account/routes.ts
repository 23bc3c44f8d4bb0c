import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { provincesQuery } from '../api/reference.ts';
import { signedInRoute } from '../shell/parents.ts';
import { say } from '../text/catalogue.ts';
import { sessionsQuery } from './queries.ts';
import { accountTexts } from './texts.ts';

export const accountRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/account',
    staticData: { title: () => say(accountTexts, 'title') },
    loader: () => {
      void queries.prefetchQuery(sessionsQuery());
      void queries.prefetchQuery(provincesQuery);
      return accountTexts.load();
    },
    component: lazyRouteComponent(() => import('./account-page.tsx'), 'AccountPage'),
  }),
];
