import type { z } from 'zod';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/**
 * One operation of the API: the single source of its validation, its types, its OpenAPI entry and its route.
 * Paths are below `/api/v1` and use `{name}` for parameters, as OpenAPI does.
 */
export interface RouteSpec {
  method: Method;
  path: `/${string}`;
  /** Unique, in camelCase: OpenAPI's operationId. */
  operationId: string;
  summary: string;
  description?: string;
  tag: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Only the headers named here (in lower case) are read and passed on. */
  headers?: z.ZodObject;
  body?: z.ZodType;
  /** Success answers by status. Refusals are problem+json and are the same everywhere. */
  responses: Record<number, { description: string; body: z.ZodType }>;
}

/** Declares an operation, keeping its exact types. */
export function route<const R extends RouteSpec>(spec: R): R {
  return spec;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** Who is asking: made by authentication, never by the caller's input. */
export interface Principal {
  kind: 'api_key';
  /** Stable name written into what this principal records. */
  id: string;
  role: 'admin';
}

/** What a handler is given: everything validated, nothing raw. */
export interface RouteInput<R extends RouteSpec> {
  params: Parsed<R['params']>;
  query: Parsed<R['query']>;
  headers: Parsed<R['headers']>;
  body: Parsed<R['body']>;
  principal: Principal;
  requestId: string;
}

/** What a handler answers: a declared status with the body declared for it. */
export interface RouteAnswer<R extends RouteSpec, S extends keyof R['responses'] & number> {
  status: S;
  body: z.input<R['responses'][S]['body']>;
  headers?: Record<string, string>;
}

/** `S` is inferred from the statuses a handler answers, which spares handlers `as const`. */
export type RouteHandler<
  R extends RouteSpec,
  S extends keyof R['responses'] & number = keyof R['responses'] & number,
> = (input: RouteInput<R>) => Promise<RouteAnswer<R, S>>;

/** An operation together with what carries it out. */
export interface BoundRoute {
  spec: RouteSpec;
  handle: (
    input: RouteInput<RouteSpec>,
  ) => Promise<{ status: number; body: unknown; headers?: Record<string, string> }>;
}

/** Joins a contract to its handler; the types of both must agree. */
export function bind<R extends RouteSpec, S extends keyof R['responses'] & number>(
  spec: R,
  handle: RouteHandler<R, S>,
): BoundRoute {
  return { spec, handle };
}
