/** Texts by folder and language: a page loads its own, in the language spoken, and no others. */
import { i18n, type Messages } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { createElement, Fragment, type ReactNode } from 'react';
import { INTL_LOCALES, type Language, speak } from './language.ts';

/** What `./texts/xx.json` is once compiled. */
type Load = () => Promise<{ default: unknown }>;

export interface Catalogue<Key extends string> {
  folder: string;
  /** Loads the texts in the language spoken; for the `loader` of a route. */
  load: () => Promise<void>;
  /** Whether they are there in the language spoken; until then their names would be shown. */
  isLoaded: () => boolean;
  /** Only for the types: which texts there are. */
  key?: Key;
}

const all = new Map<string, Record<Language, Load>>();
const wanted = new Set<string>();
const loaded = new Set<string>();
let spoken: Language = 'en';

async function loadFolder(folder: string, language: Language): Promise<void> {
  const loads = all.get(folder);
  if (!loads || loaded.has(`${folder}.${language}`)) return;
  const texts = await loads[language]();
  i18n.load(language, texts.default as Messages);
  loaded.add(`${folder}.${language}`);
}

/**
 * Declares the catalogue of a folder: `catalogue<keyof typeof en>('overview', { en: () => import('./texts/en.json'), … })`.
 * The folder is what the texts are compiled under, and must be the folder's name.
 */
export function catalogue<Key extends string>(folder: string, loads: Record<Language, Load>): Catalogue<Key> {
  all.set(folder, loads);
  return {
    folder,
    isLoaded: () => loaded.has(`${folder}.${spoken}`),
    async load() {
      wanted.add(folder);
      await loadFolder(folder, spoken);
    },
  };
}

/** Changes the language of everything shown: first all texts in use, then the document, at once. */
export async function changeLanguage(language: Language): Promise<void> {
  const before = spoken;
  spoken = language;
  try {
    await Promise.all([...wanted].map((folder) => loadFolder(folder, language)));
  } catch (error) {
    spoken = before;
    throw error;
  }
  speak(language);
  i18n.load(language, {});
  i18n.activate(language, INTL_LOCALES[language]);
}

export type Values = Record<string, string | number>;

export interface Texts<Key extends string> {
  (key: Key, values?: Values): string;
  /** With elements in it: `t.rich('missed', { link: (text) => <Link …>{text}</Link> }, { count })` for `… <link>…</link> …`. */
  rich: (key: Key, elements: Record<string, (text: string) => ReactNode>, values?: Values) => ReactNode;
}

const ELEMENT = /<(\w+)>(.*?)<\/\1>/gs;

/** The texts of catalogues in the language spoken now; a component that uses it is shown again when the language changes. */
export function useTexts<Key extends string>(texts: Catalogue<Key>): Texts<Key> {
  const { i18n: speaking } = useLingui();
  const say = (key: Key, values?: Values) => speaking._(`${texts.folder}.${key}`, values);
  return Object.assign(say, {
    rich(key: Key, elements: Record<string, (text: string) => ReactNode>, values?: Values) {
      const text = say(key, values);
      const parts: ReactNode[] = [];
      let at = 0;
      for (const match of text.matchAll(ELEMENT)) {
        const [whole, name = '', inner = ''] = match;
        parts.push(text.slice(at, match.index), elements[name]?.(inner) ?? inner);
        at = match.index + whole.length;
      }
      parts.push(text.slice(at));
      return createElement(Fragment, null, ...parts);
    },
  });
}

/** Outside of components: for titles of documents and files. */
export function say<Key extends string>(texts: Catalogue<Key>, key: Key, values?: Values): string {
  return i18n._(`${texts.folder}.${key}`, values);
}

export const spokenLanguage = (): Language => spoken;

export function useLanguage(): Language {
  useLingui();
  return spoken;
}
