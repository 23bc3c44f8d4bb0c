import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { webApp } from '../../../src/platform/http/web-app.ts';
import { startApi } from './start.ts';

const INDEX = '<!doctype html><title>pages</title>';
const CODE = 'export const code = 1;';
const HTML = { accept: 'text/html,application/xhtml+xml' };

function folderWith(files: Record<string, string | Buffer>): string {
  const folder = mkdtempSync(join(tmpdir(), 'aid-web-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'assets'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const start = (files: Record<string, string | Buffer>) => startApi({ web: webApp(folderWith(files)) });
const startBuilt = () =>
  start({
    'index.html': INDEX,
    'sw.js': CODE,
    'assets/index-abc.js': CODE,
    'assets/index-abc.js.br': brotliCompressSync(CODE),
    '.made-of': 'secret',
  });

describe('pages that a browser opens', () => {
  it.each(['/', '/pledges', '/gaps/AF23/food_security', '/sign-in?to=%2F'])(
    '%s is the application, which finds its page by itself',
    async (path) => {
      const { ask } = await startBuilt();
      const answer = await ask(path, { headers: HTML });
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe(INDEX);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it('come under a policy that takes the script of the build in the document, nothing else inline, and nothing from elsewhere', async () => {
    const boot = 'document.title = "boot";\n';
    const { ask } = await start({
      'index.html': `${INDEX}<script>${boot}</script><script src="/a.js"></script>`,
    });
    const policy = (await ask('/', { headers: HTML })).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    const hash = createHash('sha256').update(boot).digest('base64');
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });

  it('need nobody to be signed in, and are no way around the API’s own answers', async () => {
    const { http } = await startBuilt();
    expect((await fetch(`${http.url}/pledges`, { headers: HTML })).status).toBe(200);
    expect((await fetch(`${http.url}/api/v1/nothing`, { headers: HTML })).status).toBe(401);
    expect((await fetch(`${http.url}/api`, { headers: HTML })).status).toBe(401);
    expect((await fetch(`${http.url}/pledges`, { method: 'POST', headers: HTML })).status).toBe(401);
    expect((await fetch(`${http.url}/pledges`)).status).toBe(401);
  });
});

describe('files', () => {
  it('with a hash in their name are kept for ever, others asked for again', async () => {
    const { ask } = await startBuilt();
    const asset = await ask('/assets/index-abc.js');
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    // Policies are for documents and workers; of files there are many, on slow lines.
    expect(asset.headers.get('x-content-type-options')).toBe('nosniff');
    expect(asset.headers.get('content-security-policy')).toBeNull();
    const worker = await ask('/sw.js');
    expect(worker.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(worker.headers.get('cache-control')).toBe('no-cache');
    const again = await ask('/sw.js', { headers: { 'if-none-match': worker.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it('that were compressed go out as whoever asks can read them', async () => {
    const { ask, http } = await startBuilt();
    const compressed = await ask('/assets/index-abc.js', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(compressed.headers.get('content-encoding')).toBe('br');
    expect(compressed.headers.get('vary')).toContain('accept-encoding');
    expect(await compressed.text()).toBe(CODE);
    const encodingWith = (accepted: string) =>
      new Promise((resolve, reject) => {
        const headers = { 'accept-encoding': accepted };
        request(`${http.url}/assets/index-abc.js`, { headers }, (answer) => {
          answer.resume();
          resolve(answer.headers['content-encoding']);
        })
          .on('error', reject)
          .end();
      });
    expect(await encodingWith('gzip')).toBeUndefined();
    expect(await encodingWith('br;q=0')).toBeUndefined();
  });

  it.each(['/assets/gone-abc.js', '/.made-of', '/assets/index-abc.js.br', '/%2e%2e/package.json'])(
    '%s is none of the application',
    async (path) => {
      const { ask } = await startBuilt();
      expect((await ask(path)).status).toBe(404);
    },
  );
});

it('without a build the API answers, and a browser is told in plain words what to run', async () => {
  const { ask } = await start({});
  const answer = await ask('/', { headers: HTML });
  expect(answer.status).toBe(503);
  expect(await answer.text()).toContain('npm run build:web');
  expect((await ask('/livez')).status).toBe(200);
});
