/** People as they come to the service: a browser of their own each, with its cookies. */
import type { Service } from './service.ts';
import { KEY } from './service.ts';

export const PASSWORD = 'seven-camels-in-Chaghcharan';

export interface Browser {
  /** Asks as a page of the service would; paths begin with `/`. */
  ask: <T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<{ status: number; body: T; headers: Headers }>;
  cookies: Map<string, string>;
}

/** A browser with no cookies yet, at an address of its own. */
export function browserOf({ url }: { url: string }): Browser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async ask<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
      const answer = await fetch(url + path, {
        method,
        redirect: 'manual',
        headers: {
          origin: url,
          cookie: Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; '),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === '' || /max-age=0/i.test(line)) cookies.delete(name);
        else cookies.set(name, value);
      }
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
      return {
        status: answer.status,
        body: (isJson ? JSON.parse(text) : text) as T,
        headers: answer.headers,
      };
    },
  };
}

/** Adds somebody through an invitation and accepts it. */
export async function person(
  service: Service,
  email: string,
  charge: { role?: string; organisation?: string | null; provinces?: string[] | null } = {},
  key = KEY,
): Promise<{ id: string; email: string }> {
  const invited = await service.ask<{ user: { id: string }; url: string }>('POST', '/invitations', {
    key,
    body: { email, name: 'Gul Ahmad', role: 'coordinator', ...charge },
  });
  if (invited.status !== 201) throw new Error(JSON.stringify(invited.body));
  const token = new URL(invited.body.url).hash.slice(1);
  const accepted = await service.ask('POST', '/invitations/accept', {
    key: null,
    body: { token, password: PASSWORD },
  });
  if (accepted.status !== 200) throw new Error(JSON.stringify(accepted.body));
  return { id: invited.body.user.id, email };
}

export const signIn = (browser: Browser, email: string, password = PASSWORD) =>
  browser.ask<{ signedIn: boolean; needs: string | null; code?: string }>('POST', '/api/auth/sign-in/email', {
    email,
    password,
  });
