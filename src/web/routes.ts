/** Every page there is: one line for each folder. */
import { accountRoutes } from './account/routes.ts';
import { allocationRoutes } from './allocation/routes.ts';
import { auditRoutes } from './audit/routes.ts';
import { casesRoutes } from './cases/routes.ts';
import { fieldRoutes } from './field/routes.ts';
import { forecastRoutes } from './forecast/routes.ts';
import { gapsRoutes } from './gaps/routes.ts';
import { lossesRoutes } from './losses/routes.ts';
import { noticesRoutes } from './notices/routes.ts';
import { overviewRoutes } from './overview/routes.ts';
import { pledgesRoutes } from './pledges/routes.ts';
import { rootRoute, signedInRoute } from './shell/parents.ts';
import { shipmentsRoutes } from './shipments/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { usersRoutes } from './users/routes.ts';
import { whatIfRoutes } from './what-if/routes.ts';

export const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  signedInRoute.addChildren([
    // One folder a line, in alphabetical order: two that are added at once then meet in no line.
    ...accountRoutes,
    ...allocationRoutes,
    ...auditRoutes,
    ...casesRoutes,
    ...fieldRoutes,
    ...forecastRoutes,
    ...gapsRoutes,
    ...lossesRoutes,
    ...noticesRoutes,
    ...overviewRoutes,
    ...pledgesRoutes,
    ...shipmentsRoutes,
    ...usersRoutes,
    ...whatIfRoutes,
  ]),
]);
