import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { faultsOfTexts } from '../../../src/web/build/texts.ts';

function catalogues(texts: Record<string, Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'aid-texts-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  mkdirSync(join(root, 'page/texts'), { recursive: true });
  for (const [language, catalogue] of Object.entries(texts)) {
    writeFileSync(join(root, `page/texts/${language}.json`), JSON.stringify(catalogue));
  }
  return root;
}

test('every text of the application is there in every language', () => {
  expect(faultsOfTexts(new URL('../../../src/web', import.meta.url).pathname)).toEqual([]);
});

test.each([
  [
    'missing',
    { en: { a: 'A', b: 'B' }, fa: { a: 'A' }, ps: { a: 'A', b: 'B' } },
    'page/texts/fa.json: "b" is missing',
  ],
  ['empty', { en: { a: 'A' }, fa: { a: ' ' }, ps: { a: 'A' } }, 'page/texts/fa.json: "a" is missing'],
  ['unknown in English', { en: {}, fa: {}, ps: { a: 'A' } }, 'page/texts/en.json: "a" is missing'],
  [
    'with another value',
    { en: { a: '{count} bags' }, fa: { a: '{cuont} bags' }, ps: { a: '{count} bags' } },
    'page/texts/fa.json: "a" takes cuont, in English count',
  ],
  [
    'without its element',
    { en: { a: '<link>x</link>' }, fa: { a: 'x' }, ps: { a: '<link>x</link>' } },
    'page/texts/fa.json: "a" takes nothing, in English <link>',
  ],
])('a text that is %s is named', (_, texts, fault) => {
  expect(faultsOfTexts(catalogues(texts))).toContain(fault);
});

test('the words of a plural differ from language to language, its value does not', () => {
  const message = (word: string) => ({
    a: `{count, plural, =0 {${word}} one {# ${word}} other {# ${word}s}}`,
  });
  expect(faultsOfTexts(catalogues({ en: message('bag'), fa: message('بوری'), ps: message('بوجۍ') }))).toEqual(
    [],
  );
});

test('a language that is not there, or no message, is named', () => {
  expect(faultsOfTexts(catalogues({ en: { a: '{' }, fa: { a: '{' } }))).toEqual(
    expect.arrayContaining([
      expect.stringContaining('page/texts/ps.json cannot be read'),
      expect.stringContaining('page/texts/fa.json: "a" is no message'),
    ]),
  );
});
