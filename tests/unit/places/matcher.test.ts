import { describe, expect, it } from 'vitest';
import { crossings } from '../../../src/places/crossings.ts';
import { matchCrossing, matchDistrict, matchProvince } from '../../../src/places/matching.ts';
import { districts, provinceOf, provinces } from '../../../src/places/places.ts';
import { editDistance, foldName, indexNames } from '../../../src/places/rules/matcher.ts';
import { corpusRows, hasCorpus } from '../../support/corpus.ts';

/** The P-code a name maps to, or the P-codes suggested for it. */
function answerFor(name: string): string | string[] {
  const match = matchProvince(name);
  return 'pcode' in match ? match.pcode : match.suggestions.map((province) => province.pcode);
}

describe('folding a name', () => {
  it.each([
    ['case', 'BALKH', 'balkh'],
    ['spaces and hyphens', 'Sar-e- Pul', 'Sar e Pul'],
    ['underscores', 'Sar_e_Pul', 'sarepul'],
    ['dashes of any kind', 'Sar‑e–Pul', 'sarepul'],
    ['diacritics', 'Bādghīs', 'Badghis'],
    ['decomposed diacritics', 'Ba\u0304dghi\u0304s', 'Badghis'],
    ['apostrophes', 'Qal\u2019a', "Qal'a"],
    ['ayn as a modifier letter', 'Qal\u02bfa', 'Qala'],
    ['a zero-width non-joiner', 'سر\u200cپل', 'سرپل'],
    ['a tatweel', 'هــرات', 'هرات'],
    ['a direction mark and a byte-order mark', '\u200f\ufeffهرات', 'هرات'],
    ['a no-break space', 'Sari\u00a0Pul', 'Sari Pul'],
    ['Arabic and Persian ya', 'باميان', 'بامیان'],
    ['Arabic and Persian kaf', 'كابل', 'کابل'],
    ['Pashto and Persian gaf', 'سمنګان', 'سمنگان'],
    ['an alef with madda', 'آقینه', 'اقینه'],
    ['full-width letters', 'Ｋａｂｕｌ', 'Kabul'],
    ['Persian digits', 'AF۱۸', 'AF18'],
    ['Arabic-Indic digits', 'AF١٨', 'AF18'],
  ])('ignores %s', (_what, one, other) => {
    expect(foldName(one)).toBe(foldName(other));
    expect(foldName(one)).not.toBe('');
  });

  it.each([
    ['Paktya', 'Paktika'],
    ['Kunar', 'Kunduz'],
    ['کنر', 'کندز'],
    ['Zabul', 'Kabul'],
    ['TAKAHr', 'Takhar'],
  ])('keeps %s and %s apart', (one, other) => {
    expect(foldName(one)).not.toBe(foldName(other));
  });
});

describe('the distance between two names', () => {
  it.each([
    ['ghor', 'ghor', 0],
    ['', 'ghor', 4],
    ['ghor', 'gor', 1],
    ['takhar', 'takahr', 1],
    ['kabul', 'zabul', 1],
    ['paktya', 'paktika', 2],
  ])('%s to %s is %i', (one, other, distance) => {
    expect(editDistance(one, other)).toBe(distance);
    expect(editDistance(other, one)).toBe(distance);
  });
});

describe('matching a province', () => {
  it('knows every P-code, ISO code, name and alias of every province', () => {
    for (const { pcode, iso, name, aliases } of provinces) {
      for (const spelling of [pcode, pcode.toLowerCase(), iso, name.en, name.fa, name.ps, ...aliases]) {
        expect([spelling, answerFor(spelling)]).toEqual([spelling, pcode]);
      }
    }
  });

  it.each([
    ['Helmand', 'AF30'],
    ['Hilmand', 'AF30'],
    ['Herat', 'AF32'],
    ['Hirat', 'AF32'],
    ['Wardak', 'AF04'],
    ['Maidan Wardak', 'AF04'],
    ['Sari Pul', 'AF22'],
    ['Sar-e-Pul', 'AF22'],
    ['Paktia', 'AF13'],
    ['Paktya', 'AF13'],
    ['Paktika', 'AF12'],
    ['Panjshir', 'AF08'],
    ['Panjsher', 'AF08'],
    ['Jowzjan', 'AF28'],
    ['Jawzjan', 'AF28'],
    ['TAKAHr', 'AF18'],
    ['Baghlan Urban', 'AF09'],
    ['Ghor Province', 'AF23'],
    ['ولایت غور', 'AF23'],
    ['د غور ولایت', 'AF23'],
  ])('takes %s for %s', (name, pcode) => {
    expect(answerFor(name)).toBe(pcode);
  });

  it.each([
    ['Takhr', ['AF18']],
    ['Heraat', ['AF32']],
    ['Kundahar', ['AF27']],
    ['Paktiya Urban', ['AF13']],
    ['Ghoor Province', ['AF23']],
    ['هراة', ['AF32']],
  ])('does not guess at %s but suggests', (name, nearest) => {
    expect(answerFor(name).slice(0, 1)).toEqual(nearest);
    expect(answerFor(name)).toBeInstanceOf(Array);
  });

  it('suggests both when two are as near', () => {
    expect(answerFor('Pakt')).toEqual(expect.arrayContaining(['AF12', 'AF13']));
  });

  it('suggests at most three, and none for a text without letters', () => {
    expect(answerFor('AF35')).toHaveLength(3);
    expect(answerFor(' -\u200b ')).toEqual([]);
    expect(answerFor('x'.repeat(100_000)).length).toBeLessThanOrEqual(3);
  });
});

describe('an index of names', () => {
  it('refuses two entries of one folded name', () => {
    const entries = [{ name: 'Sari Pul' }, { name: 'sari-pul' }];
    expect(() => indexNames(entries, (entry) => [entry.name])).toThrow(
      'two entries share the name "sari-pul"',
    );
  });

  it('refuses a name without letters', () => {
    expect(() => indexNames(['- -'], (name) => [name])).toThrow('holds no letters');
  });

  it('has no collision between provinces, crossings, or the districts of a province', () => {
    // Building the indexes throws on a collision; each entry found again by its own name proves they hold everything.
    for (const { code, name, aliases } of crossings) {
      for (const spelling of [code, name, ...aliases]) {
        expect(matchCrossing(spelling)).toMatchObject({ found: { code } });
      }
    }
    for (const { pcode, name, province } of districts) {
      expect(matchDistrict(name, province)).toEqual({ pcode });
    }
  });
});

describe('matching a district', () => {
  it('takes the spelling of the 3W for Wakhan, within its province only', () => {
    expect(matchDistrict('WAKAHn', 'AF17')).toEqual({ pcode: 'AF1728' });
    expect(matchDistrict('Wakhan', 'AF23')).not.toHaveProperty('pcode');
    expect(matchDistrict('Wakhan', 'AF99')).toEqual({ suggestions: [] });
  });
});

describe.skipIf(!hasCorpus)('every province spelling of the real files (../shared/corpus)', () => {
  const columns: [file: string, name: string, pcode: string | null, rows: number][] = [
    ['afghanistan_3w_2021q3_hxl.csv', 'PROVINCE', 'PROV_CODE', 2414],
    ['ipc_afg_area_wide_latest.csv', 'Area', null, 45],
    ['wfp_food_prices_afg_2024-09_hxl.csv', 'admin1', null, 33_511],
    ['cod_ps_afg_adm1_2021.csv', 'ADM1_REF', 'ADM1_PCODE', 34],
    ['cod_ps_afg_adm1_2021.csv', 'ADM_REF', 'ADM_PCODE', 34],
  ];

  it.each(columns)('%s, column %s', (file, nameColumn, pcodeColumn, count) => {
    const rows = corpusRows(file);
    expect(rows).toHaveLength(count);
    const found = new Map<string, string | string[]>();
    for (const row of rows) {
      const name = row[nameColumn] ?? '';
      if (!found.has(name)) found.set(name, answerFor(name));
      const pcode = found.get(name);
      expect([name, typeof pcode]).toEqual([name, 'string']);
      expect([name, pcodeColumn === null ? pcode : row[pcodeColumn]]).toEqual([name, pcode]);
    }
    expect(new Set(found.values()).size).toBe(34);
  });

  it('HPC needs 2024, where a province is named', () => {
    const named = corpusRows('afg_hpc_needs_api_2024.csv').filter((row) => row['Admin 1 Name'] !== '');
    expect(named).toHaveLength(461);
    for (const row of named) expect(answerFor(row['Admin 1 Name'] ?? '')).toBe(row['Admin 1 PCode']);
  });

  it('IPC areas sum to their provinces: 11 urban splits among 45', () => {
    const people = new Map<string, number>();
    for (const row of corpusRows('ipc_afg_area_wide_latest.csv')) {
      const pcode = String(answerFor(row.Area ?? ''));
      people.set(pcode, (people.get(pcode) ?? 0) + Number(row['Population analyzed current']));
    }
    for (const [pcode, population] of people) expect(provinceOf(pcode)?.population).toBe(population);
  });
});
