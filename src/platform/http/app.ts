import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import { basicAsBearer } from '../auth/authenticator.ts';
import type { Authenticator } from '../auth/authenticator.ts';
import { DomainError, type ProblemCode } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Refusal } from '../refusal.ts';
import { API_BASE } from './contract.ts';
import { mayAsk, type Principal } from '../access.ts';
import type { BoundRoute } from './contract.ts';
import { refuseForeign } from './caller.ts';
import { securityHeaders, STRICT_TRANSPORT } from './headers.ts';
import type { HttpMetrics } from './metrics.ts';
import type { ApiInfo } from './openapi.ts';
import { apiOperation, malformedPath, unknownPath, wrongMethodOperation } from './operation.ts';
import type { Exchange, Operation } from './operation.ts';
import { ownPages } from './pages.ts';
import { pour } from './pour.ts';
import { CHALLENGE, failureReply, problemReply, type Refused } from './problem.ts';
import { rateLimiting, type RateLimiting, type Verdict } from './rate-limits.ts';
import type { Readiness } from './readiness.ts';
import { send } from './reply.ts';
import type { Reply } from './reply.ts';
import { requestIdOf } from './request-id.ts';
import { areasOf, groupByPath, secretPaths } from './routing.ts';
import { Uploads } from './upload.ts';
import type { UploadLimits } from './upload.ts';
import type { WebApp } from './web-app.ts';

export interface HttpAppOptions {
  routes: readonly BoundRoute[];
  auth: Authenticator;
  log: Log;
  metrics: HttpMetrics;
  readiness: Readiness;
  info: ApiInfo;
  /** Where people reach the service, when that is not where it is asked. */
  publicUrl?: string | undefined;
  /** How much may be sent as files; 10 MB each unless said otherwise. */
  uploadLimits?: UploadLimits;
  /** Counts requests; unless given, any number is answered. */
  limiting?: RateLimiting;
  /** Whose `X-Forwarded-*` are believed, as express wants it; nobody's unless said otherwise. */
  trustProxy?: number | string[] | undefined;
  /** People reach the service over TLS, whatever stands between. */
  isSecure?: boolean;
  /** Told of every request that is refused, after its answer; must return at once. */
  onRefusal?: (refusal: Refusal) => void;
  /** The pages for people; without it there is the API alone. */
  web?: WebApp;
}

/** Answered requests are logged at debug; slower or refused ones at info, so that production logs stay readable. */
const SLOW_MS = 1_000;
const UNLIMITED = rateLimiting({ perMinute: 0, anonymousPerMinute: 0 });
/** Only pages a person opens offer this: elsewhere a browser must not start to send passwords by itself. */
const BROWSER_CHALLENGE = `Basic realm="API key as the password", charset="UTF-8", ${CHALLENGE}`;

function tooMany({ retryAfterSeconds }: Verdict, refused: Refused): Reply {
  const refusal = new DomainError('rate_limited', `Ask again in ${retryAfterSeconds} seconds.`);
  return problemReply(refusal, refused, { 'retry-after': String(retryAfterSeconds) });
}

type Serve = (operation: Operation) => (req: Request, res: Response) => void;

/**
 * The one way through which every request goes: who is asking → the operation → the answer → metrics and log. There is
 * no middleware: what an operation needs is prepared when the server starts, and deny is the default.
 */
function serving(options: HttpAppOptions): Serve {
  const {
    auth,
    log,
    metrics,
    routes,
    publicUrl,
    onRefusal,
    limiting = UNLIMITED,
    isSecure = false,
  } = options;
  const security = securityHeaders();
  const loggedPath = secretPaths(routes, API_BASE);

  async function principalOf(operation: Operation, req: Request): Promise<Principal | null> {
    if (operation.isPublic === true) return null;
    const headers = operation.guard === 'browser' ? basicAsBearer(req.headers) : req.headers;
    return headers.authorization === undefined && headers.cookie === undefined
      ? null
      : auth.authenticate(headers);
  }

  async function replyTo(operation: Operation, exchange: Exchange, always: string[]): Promise<Reply> {
    const { req, principal, requestId } = exchange;
    const { permission } = operation;
    if (operation.isProbe !== true && operation.isPublic !== true) {
      const verdict = await limiting.take(principal, principal === null ? req.ip : undefined);
      always.push(...verdict.headers);
      if (!verdict.isAllowed) return tooMany(verdict, { req, requestId });
    }
    if (principal !== null && permission !== null && !mayAsk(principal, permission)) {
      throw new DomainError('forbidden', `This needs the permission ${permission}, which you do not have.`);
    }
    if (principal !== null || operation.guard === 'open') return operation.run({ req, principal, requestId });
    const refusal = new DomainError(
      'unauthenticated',
      'Sign in, or send a valid API key: `Authorization: Bearer …`.',
    );
    const challenge = operation.guard === 'browser' ? BROWSER_CHALLENGE : CHALLENGE;
    return problemReply(refusal, { req, requestId }, { 'www-authenticate': challenge });
  }

  async function serve(operation: Operation, req: Request, res: Response): Promise<void> {
    const startedAt = performance.now();
    const requestId = requestIdOf(req.headers['x-request-id']);
    const always = ['x-request-id', requestId];
    if (isSecure || req.secure) always.push(...STRICT_TRANSPORT);
    const exchange: Exchange = { req, principal: null, requestId };
    let status: number;
    let refused: ProblemCode | undefined;
    try {
      refuseForeign(req, publicUrl);
      exchange.principal = await principalOf(operation, req);
      const reply = await replyTo(operation, exchange, always);
      status = send(req, res, reply, security, always);
      if (typeof reply.body === 'function' && req.method !== 'HEAD') void pour(res, reply.body, log);
      if (status === 401) refused = 'unauthenticated';
    } catch (error) {
      status = send(req, res, failureReply(error, exchange, log), security, always);
      if (error instanceof DomainError) refused = error.code;
    }
    if (refused && onRefusal) {
      const { principal } = exchange;
      const asked = { operation: operation.id, path: loggedPath(req.path), address: req.ip ?? null };
      onRefusal({ principal, code: refused, ...asked, requestId });
    }
    const ms = performance.now() - startedAt;
    metrics.observe(operation.id, status, ms / 1000);
    const level = status >= 400 || ms > SLOW_MS ? 'info' : 'debug';
    if (log.isLevelEnabled(level)) {
      const { method } = req;
      const path = loggedPath(req.path);
      log[level](
        { requestId, operation: operation.id, method, path, status, ms: Math.round(ms * 10) / 10 },
        'request',
      );
    }
  }

  return (operation) => (req, res) => void serve(operation, req, res);
}

/**
 * The HTTP side of the service: every operation under `/api/v1`, the document and its page, health and metrics.
 *
 * @throws Error when two operations contradict each other
 */
export function createHttpApp(options: HttpAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  if (options.trustProxy !== undefined) app.set('trust proxy', options.trustProxy);
  const serve = serving(options);
  const uploads = new Uploads(options.uploadLimits);

  const areas = areasOf(app);
  const at = (path: string, allow: string) => {
    const route = areas(path).route(path);
    return { route, refuseTheRest: () => route.all(serve(wrongMethodOperation(allow))) };
  };
  for (const [base, routes] of Map.groupBy(options.routes, ({ spec }) => spec.base ?? API_BASE)) {
    for (const group of groupByPath(routes)) {
      const { route, refuseTheRest } = at(`${base}${group.path}`, group.allow);
      for (const [method, bound] of group.routes) route[method](serve(apiOperation(bound, uploads)));
      refuseTheRest();
    }
  }
  const specs = options.routes.map(({ spec }) => spec);
  for (const [path, operation] of Object.entries(ownPages({ ...options, specs }))) {
    const { route, refuseTheRest } = at(path, 'GET, HEAD');
    route.get(serve(operation));
    refuseTheRest();
  }

  const serveUnknown = serve(unknownPath);
  const { web } = options;
  const serveWeb = web && serve(web.operation);
  app.use((req: Request, res: Response) =>
    serveWeb && web.answers(req) ? serveWeb(req, res) : serveUnknown(req, res),
  );
  const serveMalformed = serve(malformedPath);
  app.use((_error: unknown, req: Request, res: Response, _next: NextFunction) => serveMalformed(req, res));
  return app;
}
