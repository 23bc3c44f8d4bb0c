/** The same results by SDG target. */
import { describe, expect, it } from 'vitest';
import type { GapReport } from '../../src/gaps/contract.ts';
import type { SdgReport } from '../../src/sdg/contract.ts';
import { deliver, FOOD, GHOR, ledgerOf, lineOf } from '../support/ledger.ts';
import { engines, serviceOfTest } from '../support/service.ts';

describe.each(engines)('the SDG view on %s', (engine) => {
  it('shows under each target of a sector what the report, the distributions and the pledges say', async () => {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const donor = await ledger.organisation();
    await ledger.need(['2026-10', '2026-11'], 1000, { isEstimate: true });
    await ledger.need(['2026-11'], 1000, { province: 'AF31' });
    const { shipment } = await deliver(ledger, donor, 1500);
    const lines = [{ line: lineOf(shipment), quantity: 900, people: 420 }];
    await ledger.tell(shipment, { type: 'distributed', occurredAt: '2026-11-14T12:00:00Z', lines });
    const mistaken = await ledger.tell(shipment, {
      type: 'distributed',
      occurredAt: '2026-11-14T13:00:00Z',
      lines,
    });
    await ledger.tell(shipment, { type: 'voided', voids: mistaken.id, occurredAt: '2026-11-14T14:00:00Z' });
    await ledger.pledge(donor, { contributionType: 'financial', lines: [{ sector: FOOD, amount: 500 }] });
    await service.settled();
    const sdg = async (query: Record<string, string> = {}) => {
      const { status, body } = await service.get<SdgReport>('/sdg', query);
      expect(status).toBe(200);
      return body;
    };
    const report = await sdg();
    expect(report).toMatchObject({ from: '2026-01', to: '2026-11' });
    expect(report.targets.map(({ target }) => target)).toEqual([
      ...['2.1', '2.2', '2.3', '2.4', '2.b', '2.c', '4.1', '4.2', '4.5', '4.6', '4.a', '4.c', '8.a'],
      ...['17.10', '17.11', '17.12'],
    ]);
    const of = (target: string, from = report) => from.targets.find((row) => row.target === target);
    const food = of('2.1');
    expect(food).toMatchObject({
      ...{ goal: '2', sector: FOOD, sharedWith: ['2.2', '2.3', '2.4', '2.c'], isEstimate: true },
      ...{ needPm: 3000, peopleReached: 420 },
      // 1,500 arrived in November: 1,000 are needed there; no surplus covers Badghis or October.
      coverage: { confirmed: 0.3333, inTransit: 0.3333 },
      funding: [{ year: 2026, committedUsd: 500 }],
      lanes: [
        { province: GHOR, needPm: 2000, coverage: { confirmed: 0.5 } },
        { province: 'AF31', needPm: 1000, coverage: { confirmed: 0 } },
      ],
    });
    const { cells } = (
      await service.get<GapReport>('/gaps', { from: '2026-01', to: '2026-11', sector: FOOD })
    ).body;
    expect(cells.reduce((sum, { needPm }) => sum + (needPm ?? 0), 0)).toBe(food?.needPm);
    expect({ ...of('2.c'), target: '2.1', sharedWith: food?.sharedWith }).toEqual(food);
    expect(of('4.1')).toMatchObject({ needPm: null, coverage: null, peopleReached: null, lanes: [] });
    const october = of('2.1', await sdg({ from: '2026-10', to: '2026-10' }));
    expect(october).toMatchObject({ needPm: 1000, peopleReached: null, coverage: { confirmed: 0 } });
    expect((await sdg({ from: '2025-12', to: '2026-11' })).targets[0]?.funding).toHaveLength(2);
    expect((await service.get('/sdg', { from: '2026-12', to: '2026-11' })).status).toBe(400);
    expect((await service.get('/sdg', { from: '1970-01' })).status).toBe(400);
    // Within the span, but of years that funding does not know.
    expect((await service.get('/sdg', { from: '1989-06', to: '1989-07' })).status).toBe(400);
  });
});
