/** The built web application, as files: read once when the first server of a process starts, answered from memory. */
import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Request } from 'express';
import { securityHeadersOf } from './headers.ts';
import type { Operation } from './operation.ts';
import type { Reply } from './reply.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const HTML = 'text/html; charset=utf-8';
const INDEX = '/index.html';

/** Names under `/assets/` carry a hash of what they hold: whoever has one need never ask again. */
const FOREVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';
/** Browsers ask for the icon with every page. */
const FOR_A_DAY = 'public, max-age=86400';

/** The best first; a browser that wants neither gets the file as it is. */
const ENCODINGS = [
  { name: 'br', extension: '.br' },
  { name: 'gzip', extension: '.gz' },
] as const;

const SELF = ["'self'"];
/** Whoever finds a way to write into a page can still run nothing there. */
const policy = (scripts: readonly string[] = []) => ({
  'default-src': ["'none'"],
  'script-src': [...SELF, ...scripts],
  'style-src': SELF,
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': SELF,
  'connect-src': SELF,
  'manifest-src': SELF,
  'worker-src': SELF,
  'base-uri': ["'none'"],
  'form-action': SELF,
  'frame-ancestors': ["'none'"],
});
const security = securityHeadersOf(policy());

/** The sources of a policy that allows the scripts which a document of the build has in it, as they are, and no other (CSP 3, 2.3.1). */
const scriptsIn = (document: string): string[] =>
  [...document.matchAll(/<script>(.*?)<\/script>/gs)].map(
    ([, script = '']) => `'sha256-${hash('sha256', script, 'base64')}'`,
  );

/** Of files that are no document and no worker: policies are none of theirs, and there are many of them on a slow line. */
const OF_ASSETS = [
  'x-content-type-options',
  'nosniff',
  'cross-origin-resource-policy',
  'same-origin',
] as const;

interface BuiltFile {
  security: readonly string[];
  contentType: string;
  caching: string;
  etag: string;
  /** The file as it is, under the empty name, and compressed, by content coding. */
  bodies: ReadonlyMap<string, Uint8Array>;
}

type Built = ReadonlyMap<string, BuiltFile>;

const known = new Map<string, Built>();

/** A build that is replaced later is that of the next process: pages that are open go on with the files they came with. */
function built(folder: string): Built {
  const files = known.get(folder) ?? read(folder);
  known.set(folder, files);
  return files;
}

function read(folder: string): Built {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`);
  const there = new Set(names);
  const files = names
    .filter((name) => TYPES[extname(name)] !== undefined)
    .map((name): [string, BuiltFile] => {
      const plain = readFileSync(join(folder, name));
      const bodies = new Map<string, Uint8Array>([['', plain]]);
      for (const { name: coding, extension } of ENCODINGS) {
        if (there.has(name + extension)) bodies.set(coding, readFileSync(join(folder, name + extension)));
      }
      const isAsset = name.startsWith('/assets/');
      const file = {
        security: isAsset
          ? OF_ASSETS
          : name === INDEX
            ? securityHeadersOf(policy(scriptsIn(plain.toString())))
            : security,
        contentType: TYPES[extname(name)] ?? '',
        caching: isAsset ? FOREVER : name.startsWith('/icon') ? FOR_A_DAY : ASK_AGAIN,
        etag: `W/"${hash('sha1', plain, 'base64url')}"`,
        bodies,
      };
      return [name, file];
    });
  return new Map(files);
}

/** Whether a browser opens a page with it; a program that asks for what is not there is told so. */
const isNavigation = ({ headers }: Request): boolean => headers.accept?.includes('text/html') ?? false;

const ofApi = (path: string): boolean => path === '/api' || path.startsWith('/api/');

/** The first coding that is taken and that the file was compressed with. */
function codingFor(file: BuiltFile, accepted: string | undefined): string {
  const taken = (accepted ?? '').split(',').map((part) => part.trim());
  const refused = (name: string) => taken.some((part) => part.replaceAll(' ', '') === `${name};q=0`);
  const found = ENCODINGS.find(
    ({ name }) =>
      file.bodies.has(name) && taken.some((part) => part.split(';')[0] === name) && !refused(name),
  );
  return found?.name ?? '';
}

function fileReply(file: BuiltFile, req: Request): Reply {
  const coding = codingFor(file, req.headers['accept-encoding']);
  return {
    status: 200,
    body: file.bodies.get(coding),
    contentType: file.contentType,
    headers: {
      'cache-control': file.caching,
      etag: file.etag,
      vary: 'accept-encoding',
      ...(coding !== '' && { 'content-encoding': coding }),
    },
    security: file.security,
  };
}

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>The web application is not built</title>
<h1>The web application is not built</h1>
<p>The API answers as always. To have the pages too, run <code>npm run build:web</code> and start the service again.</p>
<p><a href="/api/docs">The API, explained</a></p></html>`;

export interface WebApp {
  /** Whether the request is one for a page or a file of the application. */
  answers(req: Request): boolean;
  operation: Operation;
}

/**
 * Serves what `npm run build:web` made: files by their names, and for every page that a browser opens and that is no file the one document
 * from which the application finds its page. Without a build it says so in plain words.
 */
export function webApp(folder: string): WebApp {
  const files = existsSync(join(folder, INDEX)) ? built(folder) : new Map<string, BuiltFile>();
  const isPage = (req: Request) => !ofApi(req.path) && isNavigation(req);
  return {
    answers: (req) => (req.method === 'GET' || req.method === 'HEAD') && (files.has(req.path) || isPage(req)),
    operation: {
      id: 'web',
      guard: 'open',
      permission: null,
      isPublic: true,
      run({ req }) {
        const file = files.get(req.path) ?? files.get(INDEX);
        if (file) return fileReply(file, req);
        return { status: 503, body: NOT_BUILT, contentType: HTML, security };
      },
    },
  };
}
