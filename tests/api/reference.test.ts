/** The reference data everything is spelled with: `domain.md` §3 and the vectors of §6. */
import { expect, it } from 'vitest';
import { KEY, serviceOfSuite } from '../support/service.ts';

interface Name {
  en: string;
  fa: string;
  ps: string;
}
interface Province {
  pcode: string;
  name: Name;
  population: number;
  ipcPhase?: number;
  ipcPhase3Plus?: number;
}
interface Item {
  code: string;
  sector: string;
  unit: string;
  coverage: { personDays: [number, number]; monthsOfUse: number };
}

const service = serviceOfSuite();
const listOf = async <T>(path: string, query: Record<string, string> = {}): Promise<T[]> => {
  const { status, body } = await service().get<{ items: T[]; nextCursor: null }>(path, query);
  expect([status, body.nextCursor]).toEqual([200, null]);
  return body.items;
};

it('34 provinces, AF01 to AF34, each named in three languages', async () => {
  const provinces = await listOf<Province>('/provinces');
  const pcodes = Array.from({ length: 34 }, (_, index) => `AF${String(index + 1).padStart(2, '0')}`);
  expect(provinces.map(({ pcode }) => pcode)).toEqual(pcodes);
  for (const { name } of provinces) {
    expect(name.en).toMatch(/^[A-Z][A-Za-z' -]+$/);
    expect(name.fa).toMatch(/^[\p{Script=Arabic}\s\u200c]+$/u);
    expect(name.ps).toMatch(/^[\p{Script=Arabic}\s\u200c]+$/u);
  }
  const ghor = provinces.find(({ pcode }) => pcode === 'AF23');
  expect(ghor).toMatchObject({ name: { en: 'Ghor', fa: 'غور', ps: 'غور' }, ipcPhase: 4 });
});

it('401 districts, each of the province its P-code begins with', async () => {
  const districts = await listOf<{ pcode: string; province: string }>('/districts');
  expect(new Set(districts.map(({ pcode }) => pcode)).size).toBe(401);
  expect(districts.every(({ pcode, province }) => pcode.startsWith(province))).toBe(true);
  const ofBalkh = await listOf<{ pcode: string }>('/districts', { province: 'AF21' });
  expect(ofBalkh.map(({ pcode }) => pcode)).toEqual(
    districts.filter(({ province }) => province === 'AF21').map(({ pcode }) => pcode),
  );
  expect(ofBalkh.length).toBeGreaterThan(0);
});

it('three sectors with what one person-month costs and how long it may be carried', async () => {
  expect(await listOf('/sectors')).toMatchObject([
    {
      code: 'food_security',
      monthsOfUse: 1,
      carryMonths: 6,
      costPerPmUsd: 456,
      dac: expect.arrayContaining(['72040', '52010']),
    },
    {
      code: 'education',
      monthsOfUse: 3,
      carryMonths: 0,
      costPerPmUsd: 815,
      sdg: expect.arrayContaining(['4.1']),
    },
    {
      code: 'trade',
      monthsOfUse: 12,
      carryMonths: 0,
      costPerPmUsd: 2500,
      sdg: expect.arrayContaining(['17.11']),
    },
  ]);
});

it.each([
  // 1 t of wheat flour = 1,666.667 person-days = 55.556 pm
  ['wheat_flour', 'KGM', 1000, 1666.667, 55.556],
  // a full ration feeds one person for a month
  ['food_ration_full', 'H87', 1, 30, 1],
  // School-in-a-Box: 40 learners, 3 months = 120 pm
  ['school_in_a_box', 'H87', 1, 3600, 120],
])('an item says what it covers: %s', async (code, unit, quantity, personDays, personMonths) => {
  const items = await listOf<Item>('/items');
  const item = items.find((candidate) => candidate.code === code);
  const [numerator, denominator] = item?.coverage.personDays ?? [0, 1];
  expect(item?.unit).toBe(unit);
  expect((quantity * numerator) / denominator).toBeCloseTo(personDays, 3);
  expect((quantity * numerator) / denominator / 30).toBeCloseTo(personMonths, 3);
});

it('items by sector', async () => {
  const education = await listOf<Item>('/items', { sector: 'education' });
  expect(education.map(({ code }) => code)).toEqual([
    'school_in_a_box',
    'ecd_kit',
    'textbook_set',
    'teacher_stipend_month',
  ]);
});

it('crossings and airports with a dated status that gives its reason', async () => {
  const crossings = await listOf<{ code: string; kind: string; status: string; reason: string }>(
    '/crossings',
  );
  const byCode = new Map(crossings.map((crossing) => [crossing.code, crossing]));
  expect(byCode.get('hairatan')).toMatchObject({ kind: 'border_crossing', status: 'open' });
  expect(byCode.get('torkham')).toMatchObject({ status: 'closed', from: '2025-10-12' });
  expect(crossings.some(({ kind }) => kind === 'airport')).toBe(true);
  expect(crossings.every(({ reason }) => reason.length > 0)).toBe(true);
});

it('does not change between two answers: the second is 304', async () => {
  const first = await service().get('/provinces');
  const again = await fetch(`${service().url}/api/v1/provinces`, {
    headers: { authorization: `Bearer ${KEY}`, 'if-none-match': first.headers.get('etag') ?? '' },
  });
  expect(again.status).toBe(304);
});
