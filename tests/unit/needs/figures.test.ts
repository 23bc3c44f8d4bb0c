import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { needFigures, planRequirements, provinceEstimates } from '../../../src/needs/figures.ts';
import { districtOf, provinceOf, provinces } from '../../../src/places/places.ts';
import { cell, readReferenceTable } from '../../../src/platform/reference-table.ts';
import { corpusRows, hasCorpus } from '../../support/corpus.ts';

const sum = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((total, number) => total + (number ?? 0), 0);

const national2026 = (sector: string) =>
  needFigures.find(
    (figure) => figure.place === 'AF' && figure.sector === sector && figure.from === '2026-01-01',
  );

describe('published needs', () => {
  it('are those of HNRP 2026 nationally', () => {
    expect(national2026('food_security')).toMatchObject({
      peopleInNeed: 17_412_653,
      peopleTargeted: 11_911_619,
      isEstimate: false,
    });
    expect(national2026('education')).toMatchObject({ peopleInNeed: 7_105_602, peopleTargeted: 613_774 });
    expect(national2026('intersectoral')).toMatchObject({
      peopleInNeed: 21_889_283,
      peopleTargeted: 17_479_657,
    });
  });

  it('stand for places that exist', () => {
    for (const { place } of needFigures) {
      expect(place === 'AF' || (provinceOf(place) ?? districtOf(place)) !== undefined).toBe(true);
    }
  });

  it('leave what is not published unknown', () => {
    expect(needFigures.find((figure) => figure.measure === 'ipc_phase3_plus')?.peopleTargeted).toBeNull();
  });
});

describe('estimates per province for 2026', () => {
  it('cover every province in food security and education, all labelled', () => {
    for (const sector of ['food_security', 'education']) {
      const figures = provinceEstimates.filter((figure) => figure.sector === sector);
      expect(figures.map((figure) => figure.place)).toEqual(provinces.map((province) => province.pcode));
    }
    expect(provinceEstimates).toHaveLength(68);
    expect(
      provinceEstimates.every((figure) => figure.isEstimate && figure.source.startsWith('estimate')),
    ).toBe(true);
    expect(needFigures.filter((figure) => figure.isEstimate)).toEqual(provinceEstimates);
  });

  it.each(['food_security', 'education'])(
    'of %s add up to the nation, but for rounding to hundreds',
    (sector) => {
      const figures = provinceEstimates.filter((figure) => figure.sector === sector);
      const national = national2026(sector);
      const roundingOfAll = 34 * 50;
      for (const key of ['peopleInNeed', 'peopleTargeted'] as const) {
        const difference = sum(figures.map((figure) => figure[key])) - (national?.[key] ?? 0);
        expect(Math.abs(difference)).toBeLessThanOrEqual(roundingOfAll);
      }
    },
  );

  it('say nothing of trade: no plan states such a need', () => {
    expect(needFigures.map((figure) => figure.sector)).not.toContain('trade');
  });
});

describe('requirements and funding', () => {
  it('of HNRP 2026 are 1,714,181,496 USD and 214,214,587 USD, the clusters adding up to both', () => {
    const rows = planRequirements.filter((row) => row.plan === 'HAFG26');
    const whole = rows.find((row) => row.cluster === null);
    const clusters = rows.filter((row) => row.cluster !== null);
    expect(whole).toMatchObject({ requirementUsdCents: 171_418_149_600, fundingUsdCents: 21_421_458_700 });
    expect(sum(clusters.map((row) => row.requirementUsdCents))).toBe(whole?.requirementUsdCents);
    expect(sum(clusters.map((row) => row.fundingUsdCents))).toBe(whole?.fundingUsdCents);
  });

  it('of the two sectors with a cluster are there for 2022 to 2026', () => {
    for (const year of [2022, 2023, 2024, 2025, 2026]) {
      const sectors = planRequirements.filter((row) => row.year === year && row.sector !== null);
      expect(new Set(sectors.map((row) => row.sector))).toEqual(new Set(['education', 'food_security']));
      expect(sectors).toHaveLength(2);
    }
  });

  it('leave the requirement of shared funding unknown', () => {
    const shared = planRequirements.filter((row) => row.cluster === 'Not specified');
    expect(shared.map((row) => row.requirementUsdCents)).toEqual(shared.map(() => null));
  });
});

describe('the flows of HNRP 2026', () => {
  const flows = readReferenceTable(
    new URL('../../../src/demo/data/fts-flows-2026.csv', import.meta.url),
    z.object({
      flow_id: cell.count,
      plan: z.literal('HAFG26'),
      status: z.enum(['pledge', 'commitment', 'paid']),
      amount_usd: cell.count,
      clusters: cell.texts,
      recipient: cell.maybeText,
      source: cell.text,
    }),
  );

  it('stand once each, and their pledges are 116,838,270 USD', () => {
    expect(new Set(flows.map((flow) => flow.flow_id)).size).toBe(flows.length);
    const pledges = flows.filter((flow) => flow.status === 'pledge');
    expect(sum(pledges.map((flow) => flow.amount_usd))).toBe(116_838_270);
  });

  it.skipIf(!hasCorpus)('agree with the earlier FTS snapshot where it has them (../shared/corpus)', () => {
    const earlier = new Map(
      corpusRows('fts_incoming_funding_afg_2026-02_hxl.csv').map((row) => [Number(row.id), row]),
    );
    const known = flows.filter((flow) => earlier.has(flow.flow_id));
    expect(known).toHaveLength(16);
    for (const { flow_id, amount_usd, status } of known) {
      expect(earlier.get(flow_id)).toMatchObject({ amountUSD: String(amount_usd), status });
    }
  });
});

describe.skipIf(!hasCorpus)('the figures against the published files (../shared/corpus)', () => {
  it.each([
    ['FSC', 'food_security'],
    ['EDU', 'education'],
    ['ALL', 'intersectoral'],
  ])('HNRP 2026, cluster %s', (cluster, sector) => {
    const row = corpusRows('hpc_hno_2026_afg.csv').find((published) => published.Cluster === cluster);
    const figure = national2026(sector);
    expect([figure?.peopleInNeed, figure?.peopleTargeted]).toEqual([
      Number(row?.['In Need']),
      Number(row?.Targeted),
    ]);
  });
});
