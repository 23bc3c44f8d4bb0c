/** What the routes of every folder hang under. */
import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { queries } from '../api/client.ts';
import { beginAsRemembered, meQuery } from '../api/me.ts';
import { Problem } from '../api/problem.ts';
import type { Permission } from '../../platform/access.ts';
import { Frame, NotFound, Root } from './frame.tsx';
import { ErrorPage } from './error-page.tsx';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The page's title, said when it is shown (its texts are loaded by then). */
    title?: () => string;
    /** What somebody must be allowed to have any use of the page. */
    permission?: Permission;
  }
}

export const rootRoute = createRootRoute({
  component: Root,
  notFoundComponent: NotFound,
  errorComponent: ErrorPage,
});

/** Pages that show what is on the phone before anything is asked of the service. */
const OFFLINE_PAGES = /^\/(field|queue)(\/|$)/;

/** Pages for whoever is signed in: the frame with navigation. Others are sent to sign in, and back. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  component: Frame,
  errorComponent: ErrorPage,
  beforeLoad: async ({ location }) => {
    if (OFFLINE_PAGES.test(location.pathname) && beginAsRemembered()) return;
    try {
      const me = await queries.ensureQueryData(meQuery);
      if (me.secondFactor.missing) throw redirect({ to: '/second-factor' });
    } catch (error) {
      if (error instanceof Problem && error.problem.status === 401) {
        throw redirect({ to: '/sign-in', search: { to: location.href } as never });
      }
      throw error;
    }
  },
});

export { lazyRouteComponent };
