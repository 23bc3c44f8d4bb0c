/** Every page there is: one line for each folder. */
import { allocationRoutes } from './allocation/routes.ts';
import { casesRoutes } from './cases/routes.ts';
import { forecastRoutes } from './forecast/routes.ts';
import { gapsRoutes } from './gaps/routes.ts';
import { lossesRoutes } from './losses/routes.ts';
import { overviewRoutes } from './overview/routes.ts';
import { rootRoute, signedInRoute } from './shell/parents.ts';
import { signInRoutes } from './sign-in/routes.ts';
import { whatIfRoutes } from './what-if/routes.ts';

export const routeTree = rootRoute.addChildren([
  ...signInRoutes,
  signedInRoute.addChildren([
    ...allocationRoutes,
    ...casesRoutes,
    ...forecastRoutes,
    ...gapsRoutes,
    ...lossesRoutes,
    ...overviewRoutes,
    ...whatIfRoutes,
    // One folder a line, in alphabetical order: two that are added at once then meet in no line.
  ]),
]);
