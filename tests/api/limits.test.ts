/** What the contract allows must not break the service. */
import { describe, expect, it } from 'vitest';
import { encodeCursor } from '../../src/platform/page.ts';
import { newId } from '../../src/platform/ids.ts';
import type { Shipment } from '../../src/shipments/contract.ts';
import { engines, serviceOfSuite, serviceOfTest } from '../support/service.ts';
import { FOOD, GHOR, ledgerOf, lineOf, monthOf, pledgeBody, shipmentBody, WHEAT } from '../support/ledger.ts';

async function setup() {
  const service = await serviceOfTest();
  const ledger = ledgerOf(service);
  return { service, ledger, donor: await ledger.organisation() };
}

describe('a slip of the pen does not stop the numbers of a whole lane', () => {
  it('an ETA in 2206 instead of 2026', async () => {
    const { service, ledger, donor } = await setup();
    await ledger.need(['2026-11'], 1000);
    await ledger.ship(donor, { eta: '2206-11-28' });
    await service.settled();
    expect(monthOf(await ledger.lane(), '2026-11')).toMatchObject({ needPm: 1000 });
  });

  it('a receipt in the year 1 is refused, naming the field', async () => {
    const { service, ledger, donor } = await setup();
    const shipment = await ledger.ship(donor, { plannedDispatch: null });
    const lines = [{ line: lineOf(shipment), good: 1 }];
    const body = { id: newId(), type: 'received', occurredAt: '0001-01-01T00:00:00Z', lines };
    const answer = await service.post(`/shipments/${shipment.id}/events`, body);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/occurredAt' }] } });
  });

  it('a receipt of a phone whose clock stands in 1970', async () => {
    const { service, ledger, donor } = await setup();
    await ledger.need(['2026-11'], 1000);
    const shipment = await ledger.ship(donor, { plannedDispatch: null });
    const lines = [{ line: lineOf(shipment), good: 1 }];
    await ledger.tell(shipment, { type: 'received', occurredAt: '1970-01-01T00:00:00Z', lines });
    await service.settled();
    expect(monthOf(await ledger.lane(), '2026-11')).toMatchObject({ needPm: 1000 });
  });
});

it('what adds up to more than may be told at once is told everywhere', async () => {
  const { service, ledger, donor } = await setup();
  const most = 1_000_000_000;
  const pledge = await ledger.pledge(donor, {
    lines: [{ sector: FOOD, province: GHOR, item: WHEAT, quantity: most }],
  });
  const line = { item: WHEAT, quantity: most, pledgeLine: pledge.lines[0]!.id };
  const shipment = await ledger.ship(donor, { lines: [line] });
  await ledger.ship(donor, { waybill: 'WB-851', lines: [line] });
  const entry = { line: lineOf(shipment), good: most, damaged: most, reason: 'wet_damage' as const };
  for (const day of [12, 13]) {
    const occurredAt = `2026-11-${day}T06:00:00Z`;
    const { id } = await ledger.tell(shipment, { type: 'received', occurredAt, lines: [entry] });
    expect((await service.get(`/shipments/${shipment.id}/grn/${id}`)).status).toBe(200);
  }
  await service.settled();
  expect((await ledger.shipment(shipment.id)).lines).toMatchObject([
    { good: 2 * most, damaged: 2 * most, excess: 3 * most },
  ]);
  for (const path of [
    '/discrepancies',
    '/losses',
    `/gaps/${GHOR}/${FOOD}`,
    `/pledges/${pledge.id}`,
    '/pledges',
  ]) {
    expect({ path, status: (await service.get(path)).status }).toEqual({ path, status: 200 });
  }
});

it('5,000 needs of one lane are as many as one command may say', async () => {
  const { ledger } = await setup();
  const months = Array.from({ length: 5000 }, (_, index) => {
    const year = 2026 + Math.floor(index / 12);
    return `${year}-${String((index % 12) + 1).padStart(2, '0')}`;
  });
  expect(await ledger.need(months, 5)).toEqual({ new: 5000, changed: 0, unchanged: 0 });
});

describe('money too great for exact numbers is refused, naming the field', () => {
  it.each([
    ['of yen', { currency: 'JPY', ratePerUsd: 1 }],
    ['of dollars', {}],
  ])('%s', async (_what, changes) => {
    const { service, donor } = await setup();
    const lines = [{ sector: FOOD, province: GHOR, amount: Number.MAX_SAFE_INTEGER }] as const;
    const body = pledgeBody(donor, { contributionType: 'financial', ...changes, lines: [...lines] });
    const { status, body: problem } = await service.post('/pledges', body);
    expect([400, 422]).toContain(status);
    expect(problem.errors[0]?.pointer).toBe('/lines/0/amount');
  });
});

describe.each(engines)('on %s a cursor that the list did not give is refused', (engine) => {
  const service = serviceOfSuite({ engine });
  it.each([
    ['/shipments', ['one', 'two']],
    ['/pledges', [0.5, 'a']],
    ['/organisations', ['\u0000', '\u0000']],
  ] as const)('%s', async (path, key) => {
    const answer = await service().get(path, { cursor: encodeCursor(key) });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '?cursor' }] } });
  });
});

it('q finds what was asked for: _ and %% stand for themselves', async () => {
  const { ledger, donor } = await setup();
  await ledger.ship(donor, { waybill: 'WB-850' });
  expect(await ledger.shipments({ q: '_' })).toEqual([]);
});

it('a shipment sent again an hour later gets the first answer', async () => {
  const { service, donor } = await setup();
  const body = shipmentBody(donor, { id: newId() });
  const first = await service.post<Shipment>('/shipments', body);
  service.clock.advance({ hours: 1 });
  expect((await service.post<Shipment>('/shipments', body)).body).toEqual(first.body);
});
