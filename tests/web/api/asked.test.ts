/** What the document asked before the application was there, and who may have it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetAsked, takeAsked } from '../../../src/web/api/asked.ts';
import { askOpen } from '../../../src/web/api/request.ts';

const begun = globalThis as { asked?: Record<string, Promise<Response> | undefined> };
const answer = (said: string) => Response.json({ said });

beforeEach(() => {
  // However old this process is, the page has just been opened.
  vi.useFakeTimers({ toFake: ['performance'] });
  vi.stubGlobal('fetch', async () => answer('anew'));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  forgetAsked();
});

test('is taken once, and then asked of the service', async () => {
  begun.asked = { '/api/v1/me': Promise.resolve(answer('as the document came')) };
  expect(await askOpen('get', '/api/v1/me')).toEqual({ said: 'as the document came' });
  expect(await askOpen('get', '/api/v1/me')).toEqual({ said: 'anew' });
});

test('one that failed is asked again', async () => {
  begun.asked = { '/api/v1/me': Promise.reject(new TypeError('the line broke')) };
  expect(await askOpen('get', '/api/v1/me')).toEqual({ said: 'anew' });
});

test('whoever signs in or out gets nothing that was asked for somebody else', async () => {
  begun.asked = { '/api/v1/sync/pull': Promise.resolve(answer('of another')) };
  await askOpen('post', '/api/auth/sign-out');
  expect(await askOpen('get', '/api/v1/sync/pull')).toEqual({ said: 'anew' });
});

test('a page that is open for long asks anew', () => {
  begun.asked = { '/api/v1/me': Promise.resolve(answer('long ago')) };
  vi.advanceTimersByTime(24 * 3_600_000);
  expect(takeAsked('/api/v1/me')).toBeUndefined();
});
