import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { signedInRoute } from '../shell/parents.ts';
import { say, spokenLanguage } from '../text/catalogue.ts';
import { noticesQuery } from './queries.ts';
import { noticesTexts } from './texts.ts';

export const noticesRoutes = [
  createRoute({
    getParentRoute: () => signedInRoute,
    path: '/notices',
    validateSearch: ({ show }: Record<string, unknown>): { show?: 'unread' } =>
      show === 'unread' ? { show } : {},
    staticData: { title: () => say(noticesTexts, 'title') },
    loaderDeps: ({ search }) => search,
    loader: ({ deps }) => {
      void queries.prefetchInfiniteQuery(
        noticesQuery({ unread: deps.show === 'unread', lang: spokenLanguage() }),
      );
      return noticesTexts.load();
    },
    component: lazyRouteComponent(() => import('./notices-page.tsx'), 'NoticesPage'),
  }),
];
