import { Router } from 'express';
import type { Express } from 'express';
import { API_BASE } from './contract.ts';
import type { BoundRoute, Method } from './contract.ts';

/** The operations that share a path, by method. */
export interface PathGroup {
  /** As express writes it: `/pledges/:id`. */
  path: string;
  routes: Map<Method, BoundRoute>;
  /** The `Allow` header of a refusal. */
  allow: string;
}

const PARAMETER = /\{(\w+)\}/g;
/** Sorts after every literal, of a segment and of what follows a parameter: `{eventId}.pdf` before `{eventId}`, which would take it for its own. */
const LAST = '\uffff';

function allowed(routes: ReadonlyMap<Method, BoundRoute>): string {
  return [...routes.keys()]
    .flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]))
    .join(', ');
}

/**
 * Groups operations by path, literal segments before parameters (`/gaps/explain` before `/gaps/{id}`) and
 * parameters with an ending before those without, whatever the order
 * they came in.
 *
 * @throws Error when two operations claim the same id or method and path, or name a path's parameters differently
 */
export function groupByPath(routes: readonly BoundRoute[]): PathGroup[] {
  const ids = new Set<string>();
  const groups = new Map<string, PathGroup>();
  for (const route of routes) {
    const { path, method, operationId } = route.spec;
    const shape = path.replaceAll(PARAMETER, LAST);
    const expressPath = path.replaceAll(PARAMETER, ':$1');
    const group = groups.get(shape) ?? { path: expressPath, routes: new Map(), allow: '' };
    if (group.path !== expressPath)
      throw new Error(`${path} and ${group.path} differ only in parameter names`);
    if (group.routes.has(method)) throw new Error(`${method} ${path} is declared twice`);
    if (ids.has(operationId)) throw new Error(`operation ${operationId} is declared twice`);
    ids.add(operationId);
    group.routes.set(method, route);
    group.allow = allowed(group.routes);
    groups.set(shape, group);
  }
  return [...groups].sort(([a], [b]) => (a + LAST < b + LAST ? -1 : 1)).map(([, group]) => group);
}

/** The first segments of a path, none of which is a parameter: `/api/v1/shipments`, `/api/docs`. */
const AREA = new RegExp(`^(?:${API_BASE})?/[^/]*`);

/**
 * The router of a path's area, which is made when it is first asked for: express compares a request with one path after another, and would with
 * all of them, when those of its area are enough.
 */
export function areasOf(app: Express): (path: string) => Router {
  const areas = new Map<string, Router>();
  const areaOf = (path: string) => AREA.exec(path)?.[0] ?? '';
  app.use((req, res, next) => {
    const area = areas.get(areaOf(req.path));
    if (area) area(req, res, next);
    else next();
  });
  return (path) => {
    const area = areas.get(areaOf(path)) ?? Router({ caseSensitive: true });
    areas.set(areaOf(path), area);
    return area;
  };
}

/**
 * How a path is written into the log: as it came, but for the paths of open operations, whose parameters are secrets: those as the
 * contract writes them. Also when the rest of such a path, or its method, is wrong.
 */
export function secretPaths(routes: readonly BoundRoute[], base: string): (path: string) => string {
  const secrets = routes
    .filter(({ spec }) => spec.guard === 'open' && spec.path.includes('{'))
    .map(({ spec }) => ({
      prefix: `${base}${spec.path.slice(0, spec.path.indexOf('{'))}`.toLowerCase(),
      path: `${base}${spec.path}`,
    }));
  return (path) => secrets.find(({ prefix }) => path.toLowerCase().startsWith(prefix))?.path ?? path;
}
