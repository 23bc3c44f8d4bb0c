import { hash } from 'node:crypto';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { bearer, problemOf, startApi } from './start.ts';

const KB = 1024;

function formOf(bytes: Uint8Array, name = 'waybill.pdf', fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  // Fields may come before the file and after it.
  for (const [field, value] of Object.entries(fields)) form.append(field, value);
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  return form;
}

const noise = (length: number) => Uint8Array.from({ length }, (_, index) => (index * 7919) % 251);

async function startUploads(fileBytes = 64 * KB, inFlightBytes = 256 * KB) {
  const { ask, http } = await startApi({ uploadLimits: { fileBytes, inFlightBytes } });
  const send = (body: RequestInit['body'], headers: Record<string, string> = {}) =>
    ask('/api/v1/files', { method: 'POST', body: body ?? null, headers });
  return { send, http };
}

describe('a file', () => {
  it.each([0, 1, 1000, 64 * KB - 1, 64 * KB])('of %i bytes arrives as it was sent', async (length) => {
    const { send } = await startUploads();
    const bytes = noise(length);
    const answer = await send(formOf(bytes, 'رسید ۱.pdf', { kind: 'photo' }));
    expect([answer.status, await answer.json()]).toEqual([
      201,
      { name: 'رسید ۱.pdf', bytes: length, sha1: hash('sha1', bytes) },
    ]);
  });

  it('keeps no folder of the sender in its name', async () => {
    const { send } = await startUploads();
    const answer = await send(formOf(noise(3), '..\\..\\etc/passwd'));
    expect(await answer.json()).toMatchObject({ name: 'passwd' });
  });

  it.each([64 * KB + 1, 5 * 1024 * KB])('of %i bytes is refused as too large', async (length) => {
    const { send } = await startUploads();
    const answer = await send(formOf(noise(length)));
    expect([answer.status, (await problemOf(answer)).errors]).toMatchObject([413, [{ pointer: '/file' }]]);
  });

  it('gives its memory back, whether it was taken or not', async () => {
    const { send } = await startUploads(64 * KB, 100 * KB);
    for (let turn = 0; turn < 4; turn++) {
      expect((await send(formOf(noise(60 * KB)))).status).toBe(201);
      expect((await send(formOf(noise(70 * KB)))).status).toBe(413);
      expect((await send(formOf(noise(60 * KB), 'x', { other: '1' }))).status).toBe(400);
    }
  });

  it('waits outside when memory is taken: 503, to be tried again', async () => {
    const { send, http } = await startUploads(64 * KB, 100 * KB);
    const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n';
    const slow = request(`${http.url}/api/v1/files`, {
      method: 'POST',
      headers: { ...bearer, 'content-type': 'multipart/form-data; boundary=b' },
    });
    slow.on('error', () => {});
    slow.write(head + 'x'.repeat(60 * KB));
    await expect.poll(async () => (await send(formOf(noise(60 * KB)))).status).toBe(503);
    slow.destroy();
    await expect.poll(async () => (await send(formOf(noise(60 * KB)))).status).toBe(201);
  });
});

describe('a form', () => {
  it.each<[string, () => FormData, string]>([
    ['without a file', () => new FormData(), '/file'],
    ['with two files', () => append(formOf(noise(3)), 'file'), '/file'],
    ['with a file in another field', () => append(new FormData(), 'photo'), '/photo'],
    ['with an unknown field', () => formOf(noise(3), 'a', { colour: 'red' }), '/colour'],
    ['with a wrong value', () => formOf(noise(3), 'a', { kind: 'poem' }), '/kind'],
    ['with a name of the language', () => formOf(noise(3), 'a', { ['__proto__']: 'x' }), '/__proto__'],
  ])('%s is refused, naming the field', async (_name, form, pointer) => {
    const { send } = await startUploads();
    const body = form();
    // An empty form is not a form to every client.
    if ([...body].length === 0) body.append('kind', 'photo');
    const answer = await send(body);
    expect([answer.status, (await problemOf(answer)).errors]).toMatchObject([400, [{ pointer }]]);
  });

  function append(form: FormData, field: string): FormData {
    form.append(field, new Blob(['x']), 'b');
    return form;
  }

  it.each<[string, string, Record<string, string>, number]>([
    ['JSON', '{}', { 'content-type': 'application/json' }, 415],
    ['nothing', '', {}, 415],
    ['no boundary', 'x', { 'content-type': 'multipart/form-data; x=y' }, 400],
    ['no form at all', 'x', { 'content-type': 'multipart/form-data; boundary=b' }, 400],
    [
      'a form cut off',
      '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf',
      { 'content-type': 'multipart/form-data; boundary=b' },
      400,
    ],
    [
      'compressed content',
      'x',
      { 'content-type': 'multipart/form-data; boundary=b', 'content-encoding': 'gzip' },
      415,
    ],
  ])('that is %s is refused', async (_name, body, headers, status) => {
    const { send } = await startUploads();
    expect((await send(body, headers)).status).toBe(status);
  });
});

describe('the document', () => {
  it('shows the form with its file and fields', async () => {
    const { ask } = await startApi();
    const document = (await (await ask('/api/openapi.json')).json()) as { paths: Record<string, unknown> };
    expect(document.paths['/files']).toMatchObject({
      post: {
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                properties: { file: { type: 'string', format: 'binary' }, kind: {} },
                required: ['file'],
              },
              encoding: { file: { contentType: 'image/png, application/pdf' } },
            },
          },
        },
        responses: { 413: {}, 415: {} },
      },
    });
  });
});
