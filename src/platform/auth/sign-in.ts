import { DomainError, type ProblemCode } from '../errors.ts';
import { type Asking, asking } from './asking.ts';
import type { AuthNeeds, Handler } from './better-auth/auth.ts';
import { AUTH_BASE } from './session-cookie.ts';

/** One step of a sign-in as better-auth is asked for it. */
export interface Step {
  method: 'GET' | 'POST';
  /** Below `/api/auth`, with the query. */
  path: string;
  body?: Record<string, unknown>;
  cookie: string | undefined;
  userAgent: string | undefined;
  address: string;
  operation: string;
  requestId: string;
}

export interface StepAnswer {
  body: Record<string, unknown>;
  /** `Set-Cookie` lines. */
  cookies: string[];
  /** Where it sends the browser; none: nowhere. */
  location: string | null;
}

/** The port behind which people sign in: steps in, cookies out. */
export interface SignIn {
  /** @throws DomainError for what is refused */
  take(step: Step): Promise<StepAnswer>;
}

/** What better-auth's statuses are called here; its own words for a wrong password and an unknown address are the same. */
const CODES: Record<number, ProblemCode> = {
  400: 'refused',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  422: 'refused',
  429: 'rate_limited',
};

/** better-auth behind the port. It is loaded by the first sign-in: a process that never sees one pays nothing for it. */
export function betterAuthSignIn(needs: AuthNeeds): SignIn {
  let handler: Promise<Handler> | undefined;
  const load = async () => (await import('./better-auth/auth.ts')).createAuth(needs);

  return {
    async take({ method, path, body, cookie, userAgent, address, operation, requestId }) {
      const handle = await (handler ??= load());
      const request = new Request(`${needs.baseUrl}${AUTH_BASE}${path}`, {
        method,
        headers: {
          ...(cookie === undefined ? {} : { cookie }),
          ...(userAgent === undefined ? {} : { 'user-agent': userAgent }),
          'x-client-address': address,
          // Where the request came from was checked before; better-auth is asked as by a page of ours.
          origin: new URL(needs.baseUrl).origin,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const [pathname = path] = path.split('?');
      const asked: Asking = { operation, requestId, address, path: pathname };
      const answer = await asking.run(asked, () => handle(request));
      // Busy or full storage is told as such.
      if (answer.status >= 500 && asked.failure !== undefined) throw asked.failure;
      const text = await answer.text();
      const told = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
      if (answer.status >= 400) throw refusalOf(answer.status, told);
      return {
        body: told,
        cookies: answer.headers.getSetCookie(),
        location: answer.headers.get('location'),
      };
    },
  };
}

function refusalOf(status: number, { code, message }: Record<string, unknown>): Error {
  const known = CODES[status];
  const detail = typeof message === 'string' ? message : 'The sign-in was refused.';
  if (known === undefined) return new Error(`better-auth answered ${status}: ${String(code)} ${detail}`);
  return new DomainError(known, detail, typeof code === 'string' ? { data: { reason: code } } : {});
}
