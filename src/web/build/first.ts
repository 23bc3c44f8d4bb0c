/**
 * What `boot.js` fetches as soon as the document is there, beside the application: the code and the texts of the pages that people open first.
 * Without it each is asked for when the one before has come and run, and on a line of the field every such step is half a second.
 */
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import { TEXT_LANGUAGES } from './texts.ts';

/** By address: the module of the page, and the folder of its texts. */
const PAGES: Readonly<Record<string, { page: string; texts: string }>> = {
  '/': { page: 'overview/overview-page.tsx', texts: 'overview' },
  '/field': { page: 'field/field-page.tsx', texts: 'field' },
  '/pledges/new': { page: 'pledges/form/new-pledge-page.tsx', texts: 'pledges' },
  '/sign-in': { page: 'sign-in/sign-in-page.tsx', texts: 'sign-in' },
};
/** Where the document wants them. */
const PLACE = '<!-- boot.js -->';
/** Texts of every page. */
const COMMON = ['shell', 'ui', 'text'];

/** A chunk of the build, by what it was made of. */
export interface BuiltChunk {
  fileName: string;
  imports: readonly string[];
  /** What is in it, below the root of the application. */
  modules: readonly string[];
}

export interface First {
  /** Named once; the others are places in it. */
  files: string[];
  pages: Record<string, number[]>;
  /** By folder and language, each page's beside those of every page (``). */
  texts: Record<string, Record<string, number[]>>;
}

/** What to fetch first for which page: nothing that the document itself names already. */
export function firstOf(chunks: readonly BuiltChunk[], named: ReadonlySet<string>): First {
  const byFile = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const byModule = new Map(chunks.flatMap((chunk) => chunk.modules.map((module) => [module, chunk])));
  const files: string[] = [];
  const placeOf = (file: string): number => {
    if (!files.includes(file)) files.push(file);
    return files.indexOf(file);
  };
  const needed = (module: string): number[] => {
    const start = byModule.get(module);
    if (!start) throw new Error(`the build has no chunk for ${module}, which is to be fetched first`);
    const all = new Set<string>();
    const walk = (file: string): void => {
      if (all.has(file) || named.has(file)) return;
      all.add(file);
      for (const one of byFile.get(file)?.imports ?? []) walk(one);
    };
    walk(start.fileName);
    return [...all].map(placeOf);
  };
  const textsOf = (folders: readonly string[]) =>
    Object.fromEntries(
      TEXT_LANGUAGES.map((language) => [
        language,
        [...new Set(folders.flatMap((folder) => needed(`${folder}/texts/${language}.json`)))],
      ]),
    );
  return {
    files,
    pages: Object.fromEntries(Object.entries(PAGES).map(([path, { page }]) => [path, needed(page)])),
    texts: {
      '': textsOf(COMMON),
      ...Object.fromEntries(Object.entries(PAGES).map(([path, { texts }]) => [path, textsOf([texts])])),
    },
  };
}

/** Writes both into the document, where they are with the first bytes; the service allows this script there by its hash, and no other (platform/http/web-app.ts). */
export function firstPlugin(root: string): Plugin {
  const boot = `<script>${readFileSync(join(root, 'boot.js'), 'utf8')}</script>`;
  return {
    name: 'first',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        if (!html.includes(PLACE)) throw new Error(`the document has no place for boot.js: ${PLACE}`);
        // The development server makes no chunks to be named.
        if (!bundle) return html.replace(PLACE, () => boot);
        const chunks = Object.values(bundle).flatMap((one): BuiltChunk[] => {
          if (one.type !== 'chunk') return [];
          const modules = one.moduleIds.map((id) =>
            relative(root, id.split('?')[0] ?? '')
              .split(sep)
              .join('/'),
          );
          return [{ fileName: one.fileName, imports: one.imports, modules }];
        });
        const named = new Set([...html.matchAll(/"\/(assets\/[^"]+\.js)"/g)].map(([, file = '']) => file));
        const data = JSON.stringify(firstOf(chunks, named));
        return html.replace(
          PLACE,
          () => `<script type="application/json" id="first">${data}</script>\n    ${boot}`,
        );
      },
    },
  };
}
