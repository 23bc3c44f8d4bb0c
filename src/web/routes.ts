/** Every page there is: one line for each folder. */
import { fieldRoutes } from './field/routes.ts';
import { accountRoutes } from './account/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { noticesRoutes } from './notices/routes.ts';
import { overviewRoutes } from './overview/routes.ts';
import { pledgesRoutes } from './pledges/routes.ts';
import { rootRoute, signedInRoute } from './shell/parents.ts';
import { shipmentsRoutes } from './shipments/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { usersRoutes } from './users/routes.ts';

export const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  signedInRoute.addChildren([
    ...fieldRoutes,
    ...overviewRoutes,
    ...pledgesRoutes,
    ...shipmentsRoutes,
    // One folder a line, in alphabetical order: two that are added at once then meet in no line.
    ...accountRoutes,
    ...auditRoutes,
    ...noticesRoutes,
    ...usersRoutes,
  ]),
]);
