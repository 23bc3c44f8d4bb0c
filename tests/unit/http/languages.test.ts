import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROBLEMS, type ProblemCode } from '../../../src/platform/errors.ts';
import { LANGUAGES, preferredLanguage } from '../../../src/platform/http/language.ts';
import { problemTitle } from '../../../src/platform/http/problem-titles.ts';
import { problemOf, startApi } from './start.ts';

const CODES = Object.keys(PROBLEMS) as ProblemCode[];

describe('the language asked for', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['fa', 'fa'],
    ['fa-AF', 'fa'],
    ['prs', 'fa'],
    ['PS-af', 'ps'],
    ['pbt', 'ps'],
    ['de', 'en'],
    ['de, ps;q=0.4', 'ps'],
    ['en;q=0.5, fa;q=0.9', 'fa'],
    ['ps;q=0.8,fa;q=0.8', 'ps'],
    ['fa;q=0', 'en'],
    ['fa;q=0, *', 'en'],
    ['fa ; q = 0.7 , ps ; q=0.71', 'ps'],
    ['*', 'en'],
    ['fa;q=2', 'en'],
    ['fast', 'en'],
    [`${'de,'.repeat(50)}fa`, 'en'],
  ])('%o is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });

  it('whatever the header says, it is one of ours', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(LANGUAGES).toContain(preferredLanguage(header));
      }),
    );
  });
});

describe('titles of refusals', () => {
  it.each(CODES)('%s has one in each language, in its own letters', (code) => {
    const [en, fa, ps] = LANGUAGES.map((language) => problemTitle(code, language));
    expect(en).toBe(PROBLEMS[code].title);
    for (const title of [fa, ps]) {
      expect(title).toMatch(/^(?:\p{Script=Arabic}|\p{M}|[\s،:\u200cAPI])+$/u);
      // The Arabic kaf is another letter than that of Dari and Pashto.
      expect(title).not.toContain('ك');
    }
    expect(fa).not.toBe(ps);
  });

  it.each(LANGUAGES)('no two codes have the same in %s', (language) => {
    expect(new Set(CODES.map((code) => problemTitle(code, language))).size).toBe(CODES.length);
  });
});

describe('a refusal over the wire', () => {
  it.each([
    ['ps-AF', 'ps', 'ps, en'],
    ['prs, en;q=0.5', 'fa', 'fa, en'],
    ['de', 'en', 'en'],
  ] as const)('to %s has its title in %s, and says so', async (header, language, contentLanguage) => {
    const { ask } = await startApi();
    const asked = { headers: { 'accept-language': header } };
    for (const [path, code] of [
      ['/api/v1/refusals/refused', 'method_not_allowed'],
      ['/api/v1/nothing', 'not_found'],
      ['/api/v1/failures/throws', 'internal'],
      ['/api/v1/shipments/%', 'malformed'],
    ] as const) {
      const answer = await ask(path, asked);
      expect(answer.headers.get('content-language')).toBe(contentLanguage);
      expect(answer.headers.get('vary')).toBe('accept-language');
      expect(await problemOf(answer)).toMatchObject({ code, title: problemTitle(code, language) });
    }
  });

  it('to nobody known has it too', async () => {
    const { http } = await startApi();
    const answer = await fetch(`${http.url}/api/v1/nothing`, { headers: { 'accept-language': 'fa' } });
    expect((await problemOf(answer)).title).toBe(problemTitle('unauthenticated', 'fa'));
  });

  it('an answer that is none says nothing of languages', async () => {
    const { ask } = await startApi();
    const answer = await ask('/api/v1/shipments/abc', { headers: { 'accept-language': 'fa' } });
    expect([answer.headers.get('content-language'), answer.headers.get('vary')]).toEqual([null, null]);
  });
});
