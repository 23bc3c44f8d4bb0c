/** Cargo by crossing, corridor and country of origin: the same units, grouped. */
import { describe, expect, it } from 'vitest';
import type { RegionalReport } from '../../src/reconciliation/contract/regional.ts';
import { FOOD, ledgerOf, lineOf, WHEAT } from '../support/ledger.ts';
import { engines, serviceOfTest } from '../support/service.ts';

describe.each(engines)('the regional view on %s', (engine) => {
  it('follows cargo from its country through its crossing, month by month', async () => {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const german = await ledger.organisation('German Relief', { country: 'DE' });
    const nobody = await ledger.organisation('From somewhere');
    const pledge = await ledger.pledge(german, {
      lines: [{ sector: FOOD, item: WHEAT, quantity: 100_000, amount: 5_000_000 }],
    });
    const pledgeLine = pledge.lines[0]!.id;
    const received = await ledger.ship(german, { lines: [{ item: WHEAT, quantity: 50_000, pledgeLine }] });
    await ledger.tell(received, { type: 'dispatched' });
    const line = { line: lineOf(received), reason: 'wet_damage' as const };
    await ledger.tell(received, {
      ...{ type: 'received', occurredAt: '2026-11-14T09:00:00Z' },
      lines: [{ ...line, good: 48_000, damaged: 2000 }],
    });
    const moving = await ledger.ship(nobody, {
      origin: 'Mary',
      crossing: 'torghundi',
      originCountry: 'TM',
      eta: '2026-12-03',
    });
    await ledger.tell(moving, { type: 'dispatched', occurredAt: '2026-11-14T06:00:00Z' });
    const late = await ledger.ship(nobody, { origin: 'Peshawar', crossing: null, eta: '2026-11-13' });
    await ledger.tell(late, { type: 'dispatched' });
    await ledger.ship(nobody, { waybill: 'PLANNED' });
    await service.settled();
    const view = async (by: string, query: Record<string, string> = {}) => {
      const { status, body } = await service.get<RegionalReport>('/regional', { by, ...query });
      expect(status).toBe(200);
      return body.groups;
    };
    const units = (quantity: number) => ({ items: [{ item: WHEAT, unit: 'KGM', quantity }] });
    const none = { items: [], pm: 0, tonnes: null, amountUsd: null };

    expect(await view('originCountry')).toMatchObject([
      {
        ...{ key: 'KZ', sector: FOOD },
        totals: {
          dispatched: { ...units(50_000), tonnes: 50, amountUsd: 2_500_000 },
          delivered: { ...units(48_000), amountUsd: 2_400_000, pm: 2666.667 },
          lost: { ...units(2000), amountUsd: 100_000 },
          ...{ inTransit: none, late: none, held: none, stale: none },
        },
        months: [{ month: '2026-11' }],
      },
      {
        ...{
          key: 'TM',
          totals: { dispatched: units(50_000), inTransit: { ...units(50_000), amountUsd: null } },
        },
        months: [
          { month: '2026-11', dispatched: units(50_000), inTransit: none },
          { month: '2026-12', dispatched: none, inTransit: units(50_000) },
        ],
      },
      { key: 'unknown', totals: { dispatched: units(50_000), late: units(50_000) } },
    ]);
    expect((await view('crossing')).map(({ key }) => key)).toEqual(['hairatan', 'none', 'torghundi']);
    expect((await view('corridor')).map(({ key }) => key)).toEqual(['almaty_hairatan', 'none', 'other']);
    expect((await view('crossing', { from: '2026-12' })).map(({ key }) => key)).toEqual(['torghundi']);
    expect(await view('crossing', { sector: 'education' })).toEqual([]);
    expect((await service.get('/regional', { from: '2026-12', to: '2026-11' })).status).toBe(400);
  });
});
