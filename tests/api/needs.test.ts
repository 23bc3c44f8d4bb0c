/** Needs: the measure of every coverage, replaced cell by cell and never forgotten. */
import { expect, it } from 'vitest';
import type { RecordedNeed } from '../../src/needs/contract.ts';
import { needs } from '../../src/needs/tables.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import { engines, serviceOfTest } from '../support/service.ts';
import { FOOD, GHOR, ledgerOf, monthOf, type NeedBody } from '../support/ledger.ts';

const row = (changes: Partial<NeedBody> = {}): NeedBody => ({
  province: GHOR,
  sector: FOOD,
  month: '2026-11',
  peopleInNeed: 350_000,
  peopleTargeted: 280_000,
  source: 'HNRP 2026',
  ...changes,
});

async function setup(engine: Engine = 'sqlite') {
  const service = await serviceOfTest({ engine });
  const put = async (...rows: NeedBody[]) => (await service.put('/needs', { rows })).body;
  const list = async (query: Record<string, string> = {}) =>
    (await service.get<{ items: RecordedNeed[] }>('/needs', query)).body.items;
  return { service, put, list, ledger: ledgerOf(service) };
}

it.each(engines)(
  'are counted as new, changed or unchanged, and what is replaced stays in the history (%s)',
  async (engine) => {
    const { service, put, list } = await setup(engine);
    const december = row({ month: '2026-12' });
    expect(await put(row(), december)).toEqual({ new: 2, changed: 0, unchanged: 0 });
    const first = service.clock.now();
    service.clock.advance({ hours: 1 });
    const grown = row({ peopleTargeted: 300_000, isEstimate: true });
    const answer = await put(grown, december, row({ province: 'AF17' }));
    expect(answer).toEqual({ new: 1, changed: 1, unchanged: 1 });
    expect(await put(grown)).toEqual({ new: 0, changed: 0, unchanged: 1 });

    expect(await list({ province: GHOR })).toEqual([
      { ...grown, recordedAt: '2026-11-15T07:00:00.000Z' },
      { ...december, isEstimate: false, recordedAt: '2026-11-15T06:00:00.000Z' },
    ]);
    const kept = await service.store.read((scope) => scope.db.select().from(scope.of(needs)));
    const novembers = kept.filter(({ province, month }) => province === GHOR && month === '2026-11');
    expect(
      novembers.map(({ peopleTargeted, recordedAt, supersededAt }) => ({
        peopleTargeted,
        recordedAt,
        supersededAt,
      })),
    ).toEqual(
      expect.arrayContaining([
        { peopleTargeted: 280_000, recordedAt: first, supersededAt: service.clock.now() },
        { peopleTargeted: 300_000, recordedAt: service.clock.now(), supersededAt: null },
      ]),
    );
    expect(novembers).toHaveLength(2);
  },
);

it('a repeated cell refuses the whole command', async () => {
  const { service, put, list } = await setup();
  await put(row(), row({ peopleTargeted: 1 }));
  expect(await list()).toEqual([]);
  await service.settled();
});

it('the lane follows: coverage falls when the need grows, and a need of 0 is no gap', async () => {
  const { service, put, ledger } = await setup();
  const donor = await ledger.organisation();
  await put(row({ peopleTargeted: 1000, isEstimate: true }));
  // 18 t of flour are 1,000 person-months.
  const shipment = await ledger.ship(donor, { lines: [{ item: 'wheat_flour', quantity: 18_000 }] });
  const lines = [{ line: shipment.lines[0]!.id, good: 18_000 }];
  await ledger.tell(shipment, { type: 'received', occurredAt: '2026-11-14T09:00:00Z', lines });
  const november = async () => {
    await service.settled();
    return monthOf(await ledger.lane(), '2026-11');
  };
  expect(await november()).toMatchObject({
    ...{ needPm: 1000, coverage: { confirmed: 1 }, level: 'none', isEstimate: true },
    need: { peopleInNeed: 350_000, peopleTargeted: 1000, source: 'HNRP 2026', isEstimate: true },
  });

  await put(row({ peopleTargeted: 2000 }));
  expect(await november()).toMatchObject({
    ...{ needPm: 2000, coverage: { confirmed: 0.5 }, level: 'serious', isEstimate: false },
    waterfall: { delivered: 1000, unpledged: 1000 },
  });

  await put(row({ peopleTargeted: 0 }));
  expect(await november()).toMatchObject({ needPm: 0, coverage: null, level: 'none', flag: null });
  expect(Object.values((await november()).waterfall ?? {}).every((part) => part === 0)).toBe(true);
});

it.each(engines)(
  'are listed by province, sector and month, filtered and page by page (%s)',
  async (engine) => {
    const { service, put, list } = await setup(engine);
    const months = ['2026-11', '2026-12', '2027-01'];
    const provinces = ['AF01', GHOR, 'AF34'];
    await put(
      ...provinces.flatMap((province) => months.map((month) => row({ province, month }))),
      row({ sector: 'education' }),
    );
    expect((await list()).map(({ province, sector, month }) => `${province} ${sector} ${month}`)).toEqual([
      ...months.map((month) => `AF01 food_security ${month}`),
      `${GHOR} education 2026-11`,
      ...months.map((month) => `${GHOR} food_security ${month}`),
      ...months.map((month) => `AF34 food_security ${month}`),
    ]);
    expect(await list({ sector: 'education' })).toHaveLength(1);
    expect(await list({ from: '2026-12', to: '2026-12' })).toHaveLength(3);
    expect(await list({ province: GHOR, sector: FOOD, from: '2026-12' })).toHaveLength(2);

    const seen: RecordedNeed[] = [];
    let cursor: string | null | undefined;
    do {
      const { body } = await service.get<{ items: RecordedNeed[]; nextCursor: string | null }>('/needs', {
        limit: 4,
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor);
    expect(seen).toEqual(await list());
  },
);
