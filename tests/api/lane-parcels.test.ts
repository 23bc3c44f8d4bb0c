/** The records behind the numbers of a lane: however many there are, page by page. */
import { expect, it } from 'vitest';
import type { Lane } from '../../src/gaps/contract.ts';
import { engines, serviceOfTest } from '../support/service.ts';
import { FOOD, GHOR, ledgerOf, WHEAT } from '../support/ledger.ts';

type Parcels = { items: Lane['parcels']; nextCursor: string | null };
const PARCELS = `/gaps/${GHOR}/${FOOD}/parcels`;

it.each(engines)('are shown to 200, go on page by page, and sum to the supply (%s)', async (engine) => {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  // 2 pledges of 105 lines: the waybill of a lane that has been supplied for years.
  const lines = Array.from({ length: 105 }, (_, index) => ({
    ...{ sector: FOOD, province: GHOR, item: WHEAT, quantity: 1000 + index },
  })) as never;
  await ledger.pledge(donor, { lines, expectedBy: '2026-12-15' });
  await ledger.pledge(donor, { reference: 'second', lines, expectedBy: '2027-02-15' });
  await service.settled();

  const lane = await ledger.lane();
  expect(lane.supply.map(({ class: of, arrivalMonth, records }) => [of, arrivalMonth, records])).toEqual([
    ['firm', '2026-12', 105],
    ['firm', '2027-02', 105],
  ]);
  expect(lane.parcels).toHaveLength(200);
  expect(lane.parcels[0]?.arrivalMonth).toBe('2027-02');
  const rest = await service.get<Parcels>(`${PARCELS}?cursor=${lane.parcelsNextCursor}`);
  expect(rest.body.nextCursor).toBeNull();
  const all = [...lane.parcels, ...rest.body.items];
  expect(new Set(all.map(({ line }) => line)).size).toBe(210);
  const total = (parts: readonly { pm: number }[]) => parts.reduce((sum, { pm }) => sum + pm, 0);
  expect(total(all)).toBeCloseTo(total(lane.supply), 0);

  const small = await service.get<Parcels>(`${PARCELS}?limit=7`);
  expect(small.body.items).toEqual(lane.parcels.slice(0, 7));
});

it('of one month are those that it can use without stock from before, of one class those alone', async () => {
  const service = await serviceOfTest();
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  const kits = [{ sector: 'education', province: GHOR, item: 'school_in_a_box', quantity: 25 }] as const;
  await ledger.pledge(donor, { lines: [...kits], expectedBy: '2026-12-15' });
  await service.settled();
  const inMonth = async (month: string, filter = '') => {
    const { body } = await service.get<Parcels>(`/gaps/${GHOR}/education/parcels?month=${month}${filter}`);
    return body.items.length;
  };
  // A kit serves three months from its arrival on.
  const months = ['2026-11', '2026-12', '2027-02', '2027-03'];
  expect(await Promise.all(months.map((month) => inMonth(month)))).toEqual([0, 1, 1, 0]);
  expect(await inMonth('2026-12', '&class=firm')).toBe(1);
  expect(await inMonth('2026-12', '&class=delivered')).toBe(0);
  expect((await service.get(`/gaps/AF01/trade/parcels?month=2026-12`)).body).toEqual({
    items: [],
    nextCursor: null,
  });
});
