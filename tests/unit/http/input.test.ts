import { describe, expect, it } from 'vitest';
import { BODY_LIMIT_BYTES } from '../../../src/platform/http/body.ts';
import { bearer, problemOf, startApi } from './start.ts';

const PARCEL = { id: 'p1', lines: [{ item: 'wheat_flour', quantity: 2 }] };
const PATH = '/api/v1/shipments/abc/parcels';

describe('a valid request', () => {
  it('reaches the handler validated and is answered with the declared body', async () => {
    const { post } = await startApi();
    const answer = await post(`${PATH}?dryRun=true`, PARCEL);
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe('/api/v1/shipments/abc');
    expect(await answer.json()).toEqual({ id: 'abc/p1', quantity: 2 });
  });

  it.each([
    'application/json; charset=utf-8',
    'application/merge-patch+json',
    'APPLICATION/JSON;charset="UTF-8"',
  ])('may call its body %s', async (type) => {
    const { post } = await startApi();
    expect((await post(PATH, PARCEL, { 'content-type': type })).status).toBe(201);
  });

  it('passes on the named headers only, validated', async () => {
    const { ask } = await startApi();
    const answer = await ask('/api/v1/shipments/abc', { headers: { 'if-match': '"4"', 'x-other': '1' } });
    expect(await answer.json()).toMatchObject({ id: 'abc"4"' });
    const refused = await problemOf(await ask('/api/v1/shipments/abc', { headers: { 'if-match': 'four' } }));
    expect(refused.errors).toMatchObject([{ pointer: 'if-match:', code: 'invalid_format' }]);
  });

  it('may be as large as the limit', async () => {
    const { post } = await startApi();
    const note = 'x'.repeat(BODY_LIMIT_BYTES - JSON.stringify({ ...PARCEL, note: '' }).length);
    expect((await post(PATH, { ...PARCEL, note })).status).toBe(201);
    expect((await post(PATH, { ...PARCEL, note: `${note}x` })).status).toBe(413);
  });

  it('keeps letters beyond ASCII and forgives a byte-order mark', async () => {
    const { post } = await startApi();
    const answer = await post(PATH, `\ufeff${JSON.stringify({ ...PARCEL, id: 'غور' })}`);
    expect(await answer.json()).toMatchObject({ id: 'abc/غور' });
  });
});

describe('a malformed request', () => {
  it('is told every wrong field of path, query and body at once', async () => {
    const { post } = await startApi();
    const answer = await post('/api/v1/shipments/ab/parcels?dryRun=maybe&page=2', {
      lines: [
        { item: 'wheat_flour', quantity: 1 },
        { item: 7, quantity: -1, 'a/b~c': 1 },
      ],
    });
    expect(answer.status).toBe(400);
    const { code, errors } = await problemOf(answer);
    expect(code).toBe('malformed');
    expect(errors.map(({ pointer, code: field }) => [pointer, field])).toEqual([
      ['{id}', 'too_small'],
      ['?dryRun', 'invalid_value'],
      ['?page', 'unknown_field'],
      ['/id', 'required'],
      ['/lines/1/item', 'invalid_type'],
      ['/lines/1/quantity', 'too_small'],
      ['/lines/1/a~1b~0c', 'unknown_field'],
    ]);
  });

  it.each([
    [
      'the nearest of several shapes',
      { ...PARCEL, destination: { lat: 'north', lon: 64 } },
      '/destination/lat',
      'invalid_type',
    ],
    ['no resemblance to any shape', { ...PARCEL, destination: 7 }, '/destination', 'invalid_union'],
    ['an empty list', { id: 'p1', lines: [] }, '/lines', 'too_small'],
    ['a list where an object belongs', [], '', 'invalid_type'],
    [
      'a poisoned prototype',
      '{"id":"p","lines":[{"item":"a","quantity":1}],"__proto__":{}}',
      '/__proto__',
      'unknown_field',
    ],
  ])('names %s', async (_name, body, pointer, code) => {
    const { post } = await startApi();
    const { errors } = await problemOf(await post(PATH, body));
    expect(errors).toMatchObject([{ pointer, code }]);
  });

  it('is told of at most 100 wrong fields', async () => {
    const { post } = await startApi();
    const { errors } = await problemOf(await post(PATH, { id: 'p1', lines: Array(5000).fill(1) }));
    expect(errors).toHaveLength(100);
  });

  it('may not send a query the operation does not have, nor one value twice', async () => {
    const { ask, post } = await startApi();
    const unknown = await problemOf(await ask('/api/v1/shipments/abc?fields=id'));
    expect(unknown.errors).toMatchObject([{ pointer: '?fields', code: 'unknown_field' }]);
    const twice = await problemOf(await post(`${PATH}?dryRun=true&dryRun=false`, PARCEL));
    expect(twice.errors).toMatchObject([{ pointer: '?dryRun' }]);
  });

  it.each([
    ['no body', undefined, {}, 400, 'malformed'],
    ['an empty body', '', { 'content-type': 'application/json' }, 400, 'malformed'],
    ['invalid JSON', '{"id":"p1",', { 'content-type': 'application/json' }, 400, 'malformed'],
    [
      'a form',
      'id=p1',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported_media_type',
    ],
    ['text', JSON.stringify(PARCEL), { 'content-type': 'text/plain' }, 415, 'unsupported_media_type'],
    ['no content type', Buffer.from(JSON.stringify(PARCEL)), {}, 415, 'unsupported_media_type'],
    [
      'another charset',
      JSON.stringify(PARCEL),
      { 'content-type': 'application/json; charset=utf-16' },
      415,
      'unsupported_media_type',
    ],
    [
      'compression',
      JSON.stringify(PARCEL),
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      415,
      'unsupported_media_type',
    ],
    ['too much', ' '.repeat(BODY_LIMIT_BYTES + 1), { 'content-type': 'application/json' }, 413, 'too_large'],
  ])('with %s is refused', async (_name, body, headers, status, code) => {
    const { ask } = await startApi();
    const answer = await ask(PATH, {
      method: 'POST',
      headers: headers as Record<string, string>,
      ...(body !== undefined && { body }),
    });
    expect(answer.status).toBe(status);
    expect((await problemOf(answer)).code).toBe(code);
  });

  it('is refused when it is not UTF-8, instead of stored with its letters replaced', async () => {
    const { ask } = await startApi();
    const [before, after] = JSON.stringify({ ...PARCEL, id: '|' }).split('|');
    const body = Buffer.concat([Buffer.from(before ?? ''), Buffer.from([0xff]), Buffer.from(after ?? '')]);
    const headers = { 'content-type': 'application/json' };
    const { errors } = await problemOf(await ask(PATH, { method: 'POST', headers, body }));
    expect(errors).toMatchObject([{ pointer: '', code: 'invalid_json' }]);
  });

  it('does not repeat an invalid body or say where the parser stopped', async () => {
    const { post } = await startApi();
    const problem = await problemOf(await post(PATH, '{"password": secret}'));
    expect(problem.detail).toBe('The body is not valid JSON in UTF-8.');
    expect(JSON.stringify(problem)).not.toMatch(/secret|position|column/);
  });

  it('that does not say its length is still held to the limit', async () => {
    const { http } = await startApi();
    const chunk = new Uint8Array(64 * 1024).fill(0x20);
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(stream) {
        sent += chunk.length;
        if (sent > 2 * BODY_LIMIT_BYTES) stream.close();
        else stream.enqueue(chunk);
      },
    });
    const headers = { ...bearer, 'content-type': 'application/json' };
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
    expect((await fetch(http.url + PATH, init)).status).toBe(413);
  });
});
