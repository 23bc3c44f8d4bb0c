/** Every page there is: one line for each folder. */
import { casesRoutes } from './cases/routes.ts';
import { gapsRoutes } from './gaps/routes.ts';
import { overviewRoutes } from './overview/routes.ts';
import { rootRoute, signedInRoute } from './shell/parents.ts';
import { signInRoutes } from './sign-in/routes.ts';

export const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  signedInRoute.addChildren([
    ...casesRoutes,
    ...gapsRoutes,
    ...overviewRoutes,
    // One folder a line, in alphabetical order: two that are added at once then meet in no line.
  ]),
]);
