import type { z } from 'zod';
import type { Permission, Principal } from '../access.ts';
import type { Act } from '../acts/act.ts';

/** Where every operation's path begins. */
export const API_BASE = '/api/v1';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** A cookie that says who asks: of a session, or of a sign-in that still wants its second factor. */
export type CookieProof = 'session' | 'step';

/** What an operation answers under one status: JSON, something else that people or programs read, or whichever was asked for. */
export interface ResponseSpec {
  description: string;
  /** The schema of a JSON body; `z.undefined()` for none. */
  body?: z.ZodType;
  /** Other media types this status may have, such as `text/html; charset=utf-8`. */
  content?: string | readonly string[];
}

/**
 * One operation of the API: the single source of its validation, its types, its OpenAPI entry and its route.
 * Paths are below `/api/v1` and use `{name}` for parameters, as OpenAPI does.
 */
export interface RouteSpec {
  method: Method;
  path: `/${string}`;
  /** Where the path begins; `/api/v1` unless said otherwise. */
  base?: `/${string}`;
  /** Unique, in camelCase: OpenAPI's operationId. */
  operationId: string;
  summary: string;
  description?: string;
  tag: string;
  /** `key` unless said otherwise. `browser`: a person may open it, with the key as a password. `open`: whoever holds the link may ask; its parameters are secrets and are never logged. */
  guard?: 'key' | 'browser' | 'open';
  /** Cookies that an `open` operation looks for itself, any of them: without one it answers 401. */
  proofs?: readonly CookieProof[];
  /** What whoever asks must be allowed; null where the operation asks nothing but a sign-in, or is open. */
  permission: Permission | null;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** Only the headers named here (in lower case) are read and passed on. */
  headers?: z.ZodObject;
  body?: z.ZodType;
  /** The body is multipart/form-data: one file in the field `file`, and the fields of `body` beside it, as text. */
  upload?: { description: string; mediaTypes: readonly string[] };
  /** Success answers by status. Refusals are problem+json and are the same everywhere. */
  responses: Record<number, ResponseSpec>;
}

/** Declares an operation, keeping its exact types. */
export function route<const R extends RouteSpec>(spec: R): R {
  return spec;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** A file as it was sent; its type is for the bytes to say, not for its name. */
export interface UploadedFile {
  name: string | null;
  bytes: Buffer;
}

/** What a handler is given: everything validated, nothing raw. */
export interface RouteInput<R extends RouteSpec> {
  params: Parsed<R['params']>;
  query: Parsed<R['query']>;
  headers: Parsed<R['headers']>;
  body: Parsed<R['body']>;
  file: R['upload'] extends object ? UploadedFile : undefined;
  /** Null only where the operation is open and nobody said who they are. */
  principal: R['guard'] extends 'open' ? Principal | null : Principal;
  /** What is asked for, to be carried out with `perform`. */
  act: R['guard'] extends 'open' ? Act | null : Act;
  requestId: string;
  /** Where the caller reached the service, for example `http://127.0.0.1:3000`; worked out when asked, for few operations ask. */
  originOf: () => string;
  /** The caller's network address, likewise. */
  addressOf: () => string;
}

/** A body that is told as it comes to be, until it ends or the signal says that nobody listens any more. */
export type StreamedBody = (gone: AbortSignal) => AsyncIterable<string | Uint8Array>;

type BodyOf<A extends ResponseSpec> =
  | (A['body'] extends z.ZodType ? z.input<A['body']> : never)
  | (A['content'] extends string | readonly string[] ? string | Uint8Array | StreamedBody : never);

/** What a handler answers: a declared status with the body declared for it. */
export interface RouteAnswer<R extends RouteSpec, S extends keyof R['responses'] & number> {
  status: S;
  body: BodyOf<R['responses'][S]>;
  /** Which of the declared media types the body is; needless where there is no choice. */
  contentType?: string;
  headers?: Record<string, string>;
  /** `Set-Cookie` lines. */
  cookies?: readonly string[];
  /** Replaces the usual security headers (see `securityHeaders`), for pages with a style of their own. */
  security?: readonly string[];
}

/** `S` is inferred from the statuses a handler answers, which spares handlers `as const`. */
export type RouteHandler<
  R extends RouteSpec,
  S extends keyof R['responses'] & number = keyof R['responses'] & number,
> = (input: RouteInput<R>) => Promise<RouteAnswer<R, S>>;

/** An operation together with what carries it out. */
export interface BoundRoute {
  spec: RouteSpec;
  handle: (input: RouteInput<RouteSpec>) => Promise<BoundAnswer>;
}

export interface BoundAnswer {
  status: number;
  body: unknown;
  contentType?: string;
  headers?: Record<string, string>;
  cookies?: readonly string[];
  security?: readonly string[];
}

/** Joins a contract to its handler; the types of both must agree. */
export function bind<R extends RouteSpec, S extends keyof R['responses'] & number>(
  spec: R,
  handle: RouteHandler<R, S>,
): BoundRoute {
  return { spec, handle };
}
