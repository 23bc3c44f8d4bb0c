/** What the document asks before the application is there is what the pages then ask: an address that differs would be fetched twice, on the slowest lines. */
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { organisationsQuery } from '../../../src/web/api/organisations.ts';
import { itemsQuery, provincesQuery, sectorsQuery } from '../../../src/web/api/reference.ts';
import { meQuery } from '../../../src/web/api/me.ts';
import { httpService } from '../../../src/web/field/sync/service.ts';
import { reportQuery } from '../../../src/web/overview/queries.ts';

const BOOT = readFileSync(new URL('../../../src/web/boot.js', import.meta.url), 'utf8');
const FIRST = {
  files: ['field.js', 'in.js', 'shell-fa.js', 'field-fa.js', 'in-fa.js'],
  pages: { '/field': [0], '/sign-in': [1] },
  texts: { '': { fa: [2] }, '/field': { fa: [3] }, '/sign-in': { fa: [4] } },
};

/** What a browser in Dari asks and fetches at an address, on which somebody is known or not; `isIn`: whether their session is still one. */
async function opened(address: string, { known = false, isIn = true } = {}) {
  const asked: string[] = [];
  const fetched: string[] = [];
  const me = JSON.stringify({ role: 'coordinator' });
  const kept: Record<string, string> = known ? { me, language: 'fa' } : { language: 'fa' };
  const [pathname = '', search] = address.split(/(?=\?)/);
  const location = { pathname, search };
  const window: Record<string, unknown> = {};
  const page = {
    ...{
      window,
      location,
      navigator: { languages: ['en'] },
      AbortSignal,
      Date,
      setTimeout: (step: () => void) => step(),
    },
    history: { replaceState: (_state: null, _title: '', to: string) => void (location.pathname = to) },
    localStorage: { getItem: (name: string) => kept[name] ?? null },
    fetch: async (url: string) => {
      asked.push(url);
      return { ok: isIn };
    },
    document: {
      documentElement: { dataset: {} },
      getElementById: () => ({ textContent: JSON.stringify(FIRST) }),
      createElement: () => ({}),
      head: { appendChild: ({ href }: { href: string }) => fetched.push(href) },
    },
  };
  runInContext(BOOT, createContext(page));
  await Promise.allSettled(Object.values((window['asked'] as object | undefined) ?? {}));
  return { asked, fetched, path: location.pathname };
}

/** The addresses that queries ask. */
async function askedBy(work: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return Response.json({ items: [], nextCursor: null });
  });
  await work();
  return asked;
}
afterEach(() => void vi.unstubAllGlobals());

const run = (query: { queryFn?: unknown }) =>
  (query.queryFn as (context: object) => Promise<unknown>)({ signal: new AbortController().signal });

test('asked of the service is what the page asks, with the addresses of its queries', async () => {
  const me = await askedBy(() => run(meQuery));
  expect((await opened('/')).asked).toEqual([
    ...me,
    ...(await askedBy(async () => [await run(reportQuery()), await run(provincesQuery)])),
  ]);
  expect((await opened('/pledges/new')).asked).toEqual([
    ...me,
    ...(await askedBy(async () => {
      for (const query of [sectorsQuery, itemsQuery, provincesQuery, organisationsQuery]) await run(query);
    })),
  ]);
  const pull = await askedBy(() => httpService.pull(undefined));
  expect((await opened('/field')).asked).toEqual([...me, ...pull]);
  // A phone that knows who is here goes on from what it holds, and needs no sign-in.
  const known = await opened('/field', { known: true });
  expect(known.asked).toEqual(me);
  expect(known.fetched).toEqual(['/shell-fa.js', '/field.js', '/field-fa.js']);
});

test('nothing more is asked for somebody who is not signed in, nor before a sign-in', async () => {
  const stranger = await opened('/field', { isIn: false });
  expect(stranger.asked).toEqual(['/api/v1/me']);
  expect(stranger.fetched).toEqual(['/shell-fa.js', '/in.js', '/in-fa.js', '/field.js', '/field-fa.js']);
  expect((await opened('/sign-in')).asked).toEqual([]);
  expect((await opened('/shared/x')).asked).toEqual([]);
});

test('the installed app opens at the list for a coordinator, and at the overview for a stranger', async () => {
  expect((await opened('/?start', { known: true })).path).toBe('/field');
  expect((await opened('/?start')).path).toBe('/');
  expect((await opened('/', { known: true })).path).toBe('/');
});
