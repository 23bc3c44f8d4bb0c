import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../shell/parents.ts';
import { say } from '../text/catalogue.ts';
import { signInTexts } from './texts.ts';

/** Only a path of this application: what a stranger's link says must lead nowhere else. */
const pathOf = (to: unknown): string | undefined =>
  typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : undefined;

const common = { getParentRoute: () => rootRoute, loader: () => signInTexts.load() } as const;

export const signInRoutes = [
  createRoute({
    ...common,
    path: '/sign-in',
    validateSearch: (search: Record<string, unknown>): { to?: string; error?: string } => {
      const to = pathOf(search['to']);
      const error = search['error'];
      return { ...(to === undefined ? {} : { to }), ...(typeof error === 'string' ? { error } : {}) };
    },
    staticData: { title: () => say(signInTexts, 'signIn') },
    component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage'),
  }),
  createRoute({
    ...common,
    path: '/second-factor',
    staticData: { title: () => say(signInTexts, 'setUpFactor') },
    component: lazyRouteComponent(() => import('./second-factor-page.tsx'), 'SecondFactorPage'),
  }),
  createRoute({
    ...common,
    path: '/forgotten-password',
    staticData: { title: () => say(signInTexts, 'forgotten') },
    component: lazyRouteComponent(() => import('./forgotten-page.tsx'), 'ForgottenPage'),
  }),
  createRoute({
    ...common,
    path: '/invitation',
    staticData: { title: () => say(signInTexts, 'invitation') },
    component: lazyRouteComponent(() => import('./link-pages.tsx'), 'InvitationPage'),
  }),
  createRoute({
    ...common,
    path: '/reset-password',
    staticData: { title: () => say(signInTexts, 'newPassword') },
    component: lazyRouteComponent(() => import('./link-pages.tsx'), 'ResetPage'),
  }),
  createRoute({
    ...common,
    path: '/set-up',
    staticData: { title: () => say(signInTexts, 'setUp') },
    component: lazyRouteComponent(() => import('./link-pages.tsx'), 'SetUpPage'),
  }),
];
