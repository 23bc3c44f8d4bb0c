import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { accountTexts } from '../account/texts.ts';
import { queries } from '../api/client.ts';
import { organisationsQuery as allOrganisationsQuery } from '../api/organisations.ts';
import { provincesQuery } from '../api/reference.ts';
import { signedInRoute } from '../shell/parents.ts';
import { say } from '../text/catalogue.ts';
import {
  type OrganisationSearch,
  type OrganisationState,
  organisationsQuery,
  type PeopleSearch,
  peopleQuery,
  personQuery,
} from './queries.ts';
import { isRole } from './rules/roles.ts';
import { usersTexts } from './texts.ts';

const common = { getParentRoute: () => signedInRoute } as const;
const STATES: readonly OrganisationState[] = ['proposed', 'confirmed', 'merged'];

const textOf = (value: unknown): { q?: string } =>
  typeof value === 'string' && value.trim() !== '' ? { q: value } : {};

export const usersRoutes = [
  createRoute({
    ...common,
    path: '/users',
    validateSearch: ({ q, role }: Record<string, unknown>): PeopleSearch => ({
      ...textOf(q),
      ...(isRole(role) ? { role } : {}),
    }),
    staticData: { title: () => say(usersTexts, 'title'), permission: 'accounts:manage' },
    loaderDeps: ({ search }) => search,
    loader: ({ deps }) => {
      void queries.prefetchInfiniteQuery(peopleQuery(deps));
      void queries.prefetchQuery(allOrganisationsQuery);
      void queries.prefetchQuery(provincesQuery);
      return usersTexts.load();
    },
    component: lazyRouteComponent(() => import('./users-page.tsx'), 'UsersPage'),
  }),
  createRoute({
    ...common,
    path: '/users/invite',
    staticData: { title: () => say(usersTexts, 'invite'), permission: 'accounts:manage' },
    loader: () => {
      void queries.prefetchQuery(provincesQuery);
      return usersTexts.load();
    },
    component: lazyRouteComponent(() => import('./invite-page.tsx'), 'InvitePage'),
  }),
  createRoute({
    ...common,
    path: '/users/$user',
    staticData: { title: () => say(usersTexts, 'person'), permission: 'accounts:manage' },
    loader: async ({ params }) => {
      void queries.prefetchQuery(personQuery(params.user));
      void queries.prefetchQuery(provincesQuery);
      await Promise.all([usersTexts.load(), accountTexts.load()]);
    },
    component: lazyRouteComponent(() => import('./user-page.tsx'), 'UserPage'),
  }),
  createRoute({
    ...common,
    path: '/organisations',
    validateSearch: ({ q, state }: Record<string, unknown>): OrganisationSearch => {
      const known = STATES.find((one) => one === state);
      return { ...textOf(q), ...(known ? { state: known } : {}) };
    },
    staticData: { title: () => say(usersTexts, 'organisations'), permission: 'organisations:manage' },
    loaderDeps: ({ search }) => search,
    loader: ({ deps }) => {
      void queries.prefetchInfiniteQuery(organisationsQuery({ state: 'proposed', ...deps }));
      void queries.prefetchQuery(allOrganisationsQuery);
      return usersTexts.load();
    },
    component: lazyRouteComponent(() => import('./organisations-page.tsx'), 'OrganisationsPage'),
  }),
];
