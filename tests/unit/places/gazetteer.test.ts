import { describe, expect, it } from 'vitest';
import { listCrossings, listDistricts, listProvinces } from '../../../src/places/contract.ts';
import { corridorNodes, crossingOf, crossings } from '../../../src/places/crossings.ts';
import { matchProvince } from '../../../src/places/matching.ts';
import { provinceOfPlace } from '../../../src/places/pcode.ts';
import {
  districtOf,
  districts,
  districtsOf,
  provinceOf,
  provinces,
  severities,
  severityOf,
} from '../../../src/places/places.ts';
import { districtPcode, provincePcode } from '../../../src/platform/http/schemas.ts';
import { corpusRows, hasCorpus } from '../../support/corpus.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

describe('the gazetteer', () => {
  it('holds the 34 provinces AF01 to AF34 in order', () => {
    const expected = Array.from({ length: 34 }, (_, index) => `AF${String(index + 1).padStart(2, '0')}`);
    expect(provinces.map((province) => province.pcode)).toEqual(expected);
    expect(expected.every((pcode) => provincePcode.safeParse(pcode).success)).toBe(true);
  });

  it('holds 401 districts, each once, each in its province', () => {
    expect(new Set(districts.map((district) => district.pcode)).size).toBe(401);
    for (const district of districts) {
      expect(provinceOf(district.province)?.pcode).toBe(provinceOfPlace(district.pcode));
      expect(districtPcode.safeParse(district.pcode).success).toBe(true);
    }
    expect(sum(provinces.map((province) => districtsOf(province.pcode).length))).toBe(401);
  });

  it('finds by P-code, and nothing where there is nothing', () => {
    expect(provinceOf('AF23')?.name).toEqual({ en: 'Ghor', fa: 'غور', ps: 'غور' });
    expect(districtOf('AF1728')?.name).toBe('Wakhan');
    expect(provinceOf('AF35')).toBeUndefined();
    expect(districtOf('AF23')).toBeUndefined();
    expect(districtsOf('AF99')).toEqual([]);
  });

  it('places every province and Afghan point inside the country', () => {
    const points = [...provinces, ...crossings].flatMap(({ point }) => (point === null ? [] : [point]));
    expect(points.length).toBe(34 + 23);
    for (const { lat, lon } of points) {
      expect(lat).toBeGreaterThan(29.3);
      expect(lat).toBeLessThan(38.5);
      expect(lon).toBeGreaterThan(60.5);
      expect(lon).toBeLessThan(74.9);
    }
  });

  it('gives every province names in three languages, its population and where each comes from', () => {
    for (const province of provinces) {
      expect(province.name.fa).toMatch(/^[\p{Script=Arabic} ]+$/u);
      expect(province.name.ps).toMatch(/^[\p{Script=Arabic} ]+$/u);
      expect(province.nameStatus).toBe('Dari and Pashto to be confirmed by native speakers');
      expect(province.populationSource).toContain('IPC');
    }
    expect(sum(provinces.map((province) => province.population))).toBe(43_100_598);
  });

  it('cannot be changed in memory', () => {
    const ghor = provinceOf('AF23') as { aliases: string[] };
    expect(() => ghor.aliases.push('Gor')).toThrow(TypeError);
    expect(() => Object.assign(crossingOf('hairatan')?.defaultStatus ?? {}, { status: 'closed' })).toThrow(
      TypeError,
    );
  });
});

describe('the contract of places', () => {
  it('answers every province, severity absent where it was not analysed', () => {
    const answers = provinces.map((province) => {
      const { phase, phase3Plus, phase4Plus, analysedOn, source } = severityOf(province.pcode) ?? {};
      const ipc = {
        ipcPhase3Plus: phase3Plus,
        ipcPhase4Plus: phase4Plus,
        ipcAnalysedOn: analysedOn,
        ipcSource: source,
      };
      return { ...province, ...ipc, ipcPhase: phase };
    });
    const { body } = listProvinces.responses[200];
    expect(body.safeParse({ items: answers, nextCursor: null }).error).toBeUndefined();
    expect(body.safeParse({ items: provinces, nextCursor: null }).error).toBeUndefined();
  });

  it('answers every district and crossing', () => {
    const districtList = { items: districts, nextCursor: null };
    expect(listDistricts.responses[200].body.safeParse(districtList).error).toBeUndefined();
    const answers = crossings.map(({ defaultStatus, ...crossing }) => ({
      ...crossing,
      ...defaultStatus,
      until: null,
      history: [],
    }));
    const crossingList = { items: answers, nextCursor: null };
    expect(listCrossings.responses[200].body.safeParse(crossingList).error).toBeUndefined();
  });
});

describe('crossings and corridors', () => {
  it('has 12 border crossings and 12 airports, in provinces and districts that exist', () => {
    expect(crossings.filter((crossing) => crossing.kind === 'border_crossing')).toHaveLength(12);
    expect(crossings.filter((crossing) => crossing.kind === 'airport')).toHaveLength(12);
    for (const { kind, province, district } of crossings) {
      expect(provinceOf(province)).toBeDefined();
      expect(district === null).toBe(kind === 'airport');
      expect(districtOf(district ?? 'AF')?.province ?? province).toBe(province);
    }
  });

  it('knows the crossings to Pakistan as closed since October 2025, and the others as open', () => {
    const closed = crossings.filter((crossing) => crossing.defaultStatus.status === 'closed');
    expect(closed).toEqual(crossings.filter((crossing) => crossing.country === 'PK'));
    expect(closed.map((crossing) => crossing.defaultStatus.from)).toEqual(closed.map(() => '2025-10-12'));
    const others = crossings.filter((crossing) => !closed.includes(crossing));
    expect(others.map(({ defaultStatus }) => [defaultStatus.status, defaultStatus.from])).toEqual(
      others.map(() => ['open', null]),
    );
  });

  it('says that coordinates are unknown rather than zero', () => {
    expect(crossingOf('ghulam_khan')?.point).toBeNull();
  });

  it('runs the corridor Almaty, Saryagash, Termez, Hairatan, Mazar-e-Sharif in order', () => {
    const nodes = corridorNodes.filter((node) => node.corridor === 'almaty_hairatan');
    expect(nodes.map((node) => node.node)).toEqual([
      'Almaty',
      'Shymkent',
      'Saryagash (KZ/UZ border)',
      'Tashkent',
      'Termez',
      'Hairatan',
      'Mazar-e-Sharif',
    ]);
    expect(nodes.map((node) => node.crossing).filter(Boolean)).toEqual(['hairatan']);
    expect(nodes.map((node) => node.greatCircleKm)).toEqual([0, 607, 707, 729, 1209, 1221, 1284]);
  });
});

describe('severity', () => {
  it('knows every province, its phase following from the 20 % rule', () => {
    expect(severities).toHaveLength(34);
    for (const { phase, phase3Plus, phase4Plus, population } of severities) {
      // Five times the people in a phase or worse against the population: 20 % in whole numbers.
      expect(phase).toBe(phase4Plus * 5 >= population ? 4 : phase3Plus * 5 >= population ? 3 : 2);
    }
    expect(severityOf('AF17')?.phase).toBe(4);
    expect(severityOf('AF23')?.phase).toBe(4);
    expect(severityOf('AF99')).toBeUndefined();
  });

  it('sums the phases to 17,213,588 people in phase 3 or worse', () => {
    // The published national figure is 17,213,584; the areas' own phase 3+ column, where right, gives one person more.
    expect(sum(severities.map((severity) => severity.phase3Plus))).toBe(17_213_588);
  });
});

describe.skipIf(!hasCorpus)('severity against the IPC file (../shared/corpus)', () => {
  it('is the sum of the phases of each area, not the ready-made phase 3+ column', () => {
    const byProvince = new Map<string, [phase3Plus: number, phase4Plus: number, population: number]>();
    for (const row of corpusRows('ipc_afg_area_wide_latest.csv')) {
      const match = matchProvince(row.Area ?? '');
      const pcode = 'pcode' in match ? match.pcode : '';
      const [threes, fours, population] = byProvince.get(pcode) ?? [0, 0, 0];
      const [three, four, five] = [3, 4, 5].map((phase) => Number(row[`Phase ${phase} number current`]));
      const worst = (four ?? 0) + (five ?? 0);
      const people = Number(row['Population analyzed current']);
      byProvince.set(pcode, [threes + (three ?? 0) + worst, fours + worst, population + people]);
    }
    expect(byProvince.size).toBe(34);
    for (const { province, phase3Plus, phase4Plus, population } of severities) {
      expect([phase3Plus, phase4Plus, population]).toEqual(byProvince.get(province));
    }
  });
});

describe.skipIf(!hasCorpus)('the tables against the published files (../shared/corpus)', () => {
  it('has the P-codes of COD-PS 2021', () => {
    const published = corpusRows('cod_ps_afg_adm1_2021.csv');
    expect(published.map((row) => row.ADM1_PCODE)).toEqual(provinces.map((province) => province.pcode));
  });

  it('has every district of the 3W, under the same name or a recorded spelling of it', () => {
    const rows = corpusRows('afghanistan_3w_2021q3_hxl.csv');
    expect(rows).toHaveLength(2414);
    const unknown = rows.filter((row) => {
      const district = districtOf(row.DIST_CODE ?? '');
      return ![district?.name, ...(district?.aliases ?? [])].includes(row.DISTRICT ?? '');
    });
    expect(unknown).toEqual([]);
  });
});
