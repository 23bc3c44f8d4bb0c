import { expect, test } from 'vitest';
import { type BuiltChunk, firstOf } from '../../../src/web/build/first.ts';

const chunk = (fileName: string, module?: string, imports: string[] = []): BuiltChunk => ({
  ...{ fileName, modules: module === undefined ? [] : [module], imports },
});
const textsOf = (folder: string) =>
  ['en', 'fa', 'ps'].map((language) => chunk(`${folder}-${language}.js`, `${folder}/texts/${language}.json`));

const CHUNKS = [
  chunk('index.js', 'index.html', ['react.js']),
  chunk('react.js'),
  chunk('idb.js'),
  chunk('field.js', 'field/field-page.tsx', ['react.js', 'idb.js', 'table.js']),
  chunk('table.js', undefined, ['idb.js']),
  chunk('overview.js', 'overview/overview-page.tsx', ['react.js']),
  chunk('form.js', 'pledges/form/new-pledge-page.tsx', ['table.js']),
  chunk('in.js', 'sign-in/sign-in-page.tsx'),
  ...['en', 'fa', 'ps'].map((language) => ({
    fileName: `texts-${language}.js`,
    modules: ['shell', 'ui', 'text'].map((folder) => `${folder}/texts/${language}.json`),
    imports: [],
  })),
  ...['overview', 'field', 'pledges', 'sign-in'].flatMap(textsOf),
];

test('fetched first is what a page imports and the document does not name, each once, and its texts in one language', () => {
  const { files, pages, texts } = firstOf(CHUNKS, new Set(['index.js', 'react.js']));
  const named = (places: readonly number[] | undefined) => places?.map((place) => files[place]);
  expect(named(pages['/field'])).toEqual(['field.js', 'idb.js', 'table.js']);
  expect(named(pages['/pledges/new'])).toEqual(['form.js', 'table.js', 'idb.js']);
  expect(named(texts['']?.['fa'])).toEqual(['texts-fa.js']);
  expect(named(texts['/field']?.['ps'])).toEqual(['field-ps.js']);
  expect(new Set(files).size).toBe(files.length);
});

test('a page that was renamed ends the build', () => {
  const without = CHUNKS.filter(({ modules }) => !modules.includes('field/field-page.tsx'));
  expect(() => firstOf(without, new Set())).toThrow('field/field-page.tsx');
});
