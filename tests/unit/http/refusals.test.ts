import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../../src/platform/errors.ts';
import { problemOf, startApi } from './start.ts';

describe('every refusal of the domain', () => {
  it.each(Object.entries(PROBLEMS))('%s is answered as a problem', async (code, { status, title }) => {
    const { ask } = await startApi();
    const answer = await ask(`/api/v1/refusals/${code}`, { method: 'POST' });
    expect(answer.status).toBe(status);
    const problem = await problemOf(answer);
    expect(problem).toEqual({
      candidates: ['a'],
      type: `/api/docs#problem-${code}`,
      title,
      status,
      detail: 'Refused in the test',
      code,
      errors: [{ pointer: '/lines/0', code: 'unbalanced', detail: 'Does not add up' }],
      traceId: answer.headers.get('x-request-id'),
    });
    expect(answer.headers.get('retry-after')).toBe(status === 503 ? '2' : null);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('keeps its cause to the log, and there only when it is our fault', async () => {
    const { ask, lines } = await startApi();
    await ask('/api/v1/refusals/refused', { method: 'POST' });
    expect(JSON.stringify(lines)).not.toContain('secret cause');
    const answer = await ask('/api/v1/refusals/unavailable', { method: 'POST' });
    expect(await answer.text()).not.toContain('secret cause');
    expect(JSON.stringify(lines)).toContain('secret cause');
  });
});

describe('a fault of our own', () => {
  it.each(['throws', 'wrong_body', 'wrong_status', 'wrong_header'])(
    '(%s) is a 500 that tells nothing but a trace id',
    async (kind) => {
      const { ask, lines } = await startApi();
      const answer = await ask(`/api/v1/failures/${kind}`);
      expect(answer.status).toBe(500);
      const problem = await problemOf(answer);
      expect(problem).toEqual({
        type: '/api/docs#problem-internal',
        title: PROBLEMS.internal.title,
        status: 500,
        detail: 'The failure was logged under the trace id.',
        code: 'internal',
        errors: [],
        traceId: answer.headers.get('x-request-id'),
      });
      const logged = lines.find(({ level }) => level === 'error');
      expect(logged).toMatchObject({
        traceId: problem.traceId,
        err: { stack: expect.any(String) as string },
      });
    },
  );

  it('names the field that broke the contract in the log', async () => {
    const { ask, lines } = await startApi();
    await ask('/api/v1/failures/wrong_body');
    expect(lines.find(({ level }) => level === 'error')).toMatchObject({
      err: { type: 'OutputMismatch', issues: [{ code: 'unrecognized_keys', keys: ['secret'] }] },
    });
  });
});

describe('an address', () => {
  it.each(['/api/v1/nothing', '/api/v1', '/', '/api/v2/shipments/abc', '/API/v1/shipments/abc'])(
    '%s that does not exist is 404',
    async (path) => {
      const { ask } = await startApi();
      const answer = await ask(path);
      expect(answer.status).toBe(404);
      expect((await problemOf(answer)).code).toBe('not_found');
    },
  );

  it.each([
    ['PUT', '/api/v1/shipments/abc', 'GET, HEAD, DELETE'],
    ['OPTIONS', '/api/v1/shipments/abc', 'GET, HEAD, DELETE'],
    ['GET', '/api/v1/shipments/abc/parcels', 'POST'],
    ['DELETE', '/api/v1/shipments/mine', 'GET, HEAD'],
    ['POST', '/metrics', 'GET, HEAD'],
  ])('asked %s %s is 405 and says what is possible', async (method, path, allow) => {
    const { ask } = await startApi();
    const answer = await ask(path, { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe(allow);
    expect((await problemOf(answer)).code).toBe('method_not_allowed');
  });

  it('that cannot be decoded is 400', async () => {
    const { ask } = await startApi();
    const answer = await ask('/api/v1/shipments/%E0%A4%A');
    expect(answer.status).toBe(400);
    expect((await problemOf(answer)).code).toBe('malformed');
  });
});
