/** The texts of the application: one catalogue for each folder and language, checked and compiled when the application is built. */
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { compileMessage } from '@lingui/message-utils/compileMessage';

export const TEXT_LANGUAGES = ['en', 'fa', 'ps'] as const;

/** `overview` of `…/src/web/overview/texts/fa.json`: what its texts are called by. */
const folderOf = (file: string): string => basename(dirname(dirname(file)));

type Catalogue = Record<string, string>;
const read = (file: string): Catalogue => JSON.parse(readFileSync(file, 'utf8')) as Catalogue;

type Compiled = ReturnType<typeof compileMessage>;

/**
 * Values and elements that a message takes.
 *
 * @throws Error when it is none
 */
function takenBy(text: string): Set<string> {
  const taken = new Set<string>();
  // A compiled message is a list of texts and of values: `[name, kind, options]`, with messages among the options.
  const look = (message: Compiled): void => {
    if (typeof message === 'string') return;
    for (const part of message) {
      if (typeof part === 'string') continue;
      const [name, , options] = part;
      taken.add(name);
      if (typeof options !== 'object' || options === null) continue;
      for (const option of Object.values(options)) if (Array.isArray(option)) look(option as Compiled);
    }
  };
  const compiled = compileMessage(text);
  // What it cannot read is given back as it was written.
  if ([compiled].flat().some((part) => typeof part === 'string' && part.includes('{'))) {
    throw new Error('a brace is not closed, or a plural not complete');
  }
  look(compiled);
  for (const [, element = ''] of text.matchAll(/<\/?(\w+)\/?>/g)) taken.add(`<${element}>`);
  return taken;
}

const same = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  a.size === b.size && [...a].every((one) => b.has(one));

/** What is wrong with the catalogues under a folder, in sentences; none when every text is there in every language. */
export function faultsOfTexts(root: string): string[] {
  const folders = new Set(globSync('*/texts/*.json', { cwd: root }).map(dirname));
  return [...folders].sort().flatMap((folder) => faultsOfFolder(root, folder));
}

function faultsOfFolder(root: string, folder: string): string[] {
  const name = folder.split(sep).join('/');
  const faults: string[] = [];
  const catalogues = new Map<string, Catalogue>();
  for (const language of TEXT_LANGUAGES) {
    try {
      catalogues.set(language, read(join(root, folder, `${language}.json`)));
    } catch (error) {
      faults.push(`${name}/${language}.json cannot be read: ${String(error)}`);
    }
  }
  const all = new Set([...catalogues.values()].flatMap(Object.keys));
  for (const key of all) {
    const wanted = catalogues.get('en')?.[key];
    for (const [language, catalogue] of catalogues) {
      const text = catalogue[key];
      const where = `${name}/${language}.json: "${key}"`;
      if (text === undefined || text.trim() === '') {
        faults.push(`${where} is missing`);
        continue;
      }
      try {
        if (wanted !== undefined && !same(takenBy(text), takenBy(wanted))) {
          faults.push(
            `${where} takes ${[...takenBy(text)].join(', ') || 'nothing'}, in English ${[...takenBy(wanted)].join(', ') || 'nothing'}`,
          );
        }
      } catch (error) {
        faults.push(`${where} is no message: ${String(error)}`);
      }
    }
  }
  return faults;
}

interface Compiler {
  name: string;
  enforce: 'pre';
  buildStart(this: { error: (message: string) => never }): void;
  transform(code: string, id: string): { code: string; map: null; moduleType: 'js' } | undefined;
}

/** Compiles catalogues as they are imported, and ends the build when one lacks a text. */
export function textsPlugin(root: string): Compiler {
  return {
    name: 'texts',
    enforce: 'pre',
    buildStart() {
      const faults = faultsOfTexts(root);
      if (faults.length > 0) this.error(`Texts are not complete:\n${faults.join('\n')}`);
    },
    transform(code, id) {
      const [file = ''] = id.split('?');
      if (!/\/texts\/(en|fa|ps)\.json$/.test(file) || relative(root, file).startsWith('..')) return undefined;
      const prefix = folderOf(file);
      const compiled = Object.fromEntries(
        Object.entries(JSON.parse(code) as Catalogue).map(([key, text]) => [
          `${prefix}.${key}`,
          compileMessage(text),
        ]),
      );
      // As text to be parsed: browsers read it faster than a literal, and nothing in it is code.
      return {
        code: `export default JSON.parse(${JSON.stringify(JSON.stringify(compiled))})`,
        map: null,
        moduleType: 'js',
      };
    },
  };
}
