/** The demo's own cargo behind Torkham, were it to close: every cell that changes is explained by named waybills. */
import { describe, expect, it } from 'vitest';
import { apiClient } from '../../src/demo/client.ts';
import { fillLedger } from '../../src/demo/fill.ts';
import type { GapReport } from '../../src/gaps/contract.ts';
import type { WhatIf } from '../../src/gaps/contract/outlook.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import { addDays, dayOf } from '../../src/platform/calendar.ts';
import { ledgerOf } from '../support/ledger.ts';
import { engines, KEY, serviceOfTest } from '../support/service.ts';

/** The whole story is recorded first. */
const PATIENCE_MS = 180_000;
const SETTLED_WITHIN_MS = 90_000;

async function demoWithTorkhamOpen(engine: Engine) {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  await fillLedger(apiClient(service.url, KEY), { now: service.clock.now(), production: false });
  const today = dayOf(service.clock.now());
  const whatIf = async (until?: string) => {
    const change = { kind: 'crossing_closed', crossing: 'torkham', from: today, until };
    const { status, body } = await service.post<WhatIf>('/what-if', { changes: [change] });
    expect(status).toBe(200);
    return body;
  };
  const closedAlready = await whatIf();
  await ledger.closeCrossing('torkham', 'open', today);
  await service.settled(SETTLED_WITHIN_MS);
  const cells = async () => {
    await service.settled(SETTLED_WITHIN_MS);
    const { body } = await service.get<GapReport>('/gaps');
    return new Map(body.cells.map((cell) => [`${cell.province} ${cell.sector} ${cell.month}`, cell]));
  };
  return { service, ledger, today, whatIf, cells, closedAlready };
}

describe.each(engines)('the demo with Torkham closed, on %s', (engine) => {
  it(
    'changes the cells of the waybills behind it and no other, as it then really does',
    async () => {
      const { ledger, today, whatIf, cells, closedAlready } = await demoWithTorkhamOpen(engine);
      expect(closedAlready.lanes).toEqual([]);
      const before = await cells();
      const imagined = await whatIf();
      const months = imagined.lanes.flatMap(({ province, sector, months: changed }) =>
        changed.map((month) => ({ ...month, key: `${province} ${sector} ${month.month}` })),
      );
      expect(months.length).toBeGreaterThan(0);
      for (const { key, because } of months) {
        const waybills = because.map(({ shipment }) => shipment?.waybill);
        expect({ key, waybills }).toEqual({
          key,
          waybills: expect.arrayContaining([expect.stringMatching(/^SAMPLE-TKM-\d\d$/)]),
        });
        expect(waybills.every((waybill) => waybill?.startsWith('SAMPLE-TKM-'))).toBe(true);
      }
      expect(imagined.lanes.map(({ province }) => province).sort()).toContain('AF01');

      await ledger.closeCrossing('torkham', 'closed', today);
      const after = await cells();
      const changed = new Set(months.map(({ key }) => key));
      const differs = [...after]
        .filter(([key, cell]) => {
          const { facts: _, flag: __, priority: ___, ...was } = before.get(key) ?? {};
          const { facts: ____, flag: _____, priority: ______, ...is } = cell;
          return JSON.stringify(was) !== JSON.stringify(is);
        })
        .map(([key]) => key);
      expect(new Set(differs)).toEqual(changed);
      for (const month of months) expect(after.get(month.key)).toMatchObject(month.after);
    },
    PATIENCE_MS,
  );

  it(
    'from one day to another lets what waits arrive later, and says whose it is',
    async () => {
      const { today, whatIf } = await demoWithTorkhamOpen(engine);
      const { lanes } = await whatIf(addDays(today, 40));
      expect(lanes.length).toBeGreaterThan(0);
      for (const { records, months } of lanes) {
        for (const { shipment, before, after } of records) {
          expect(shipment?.waybill).toMatch(/^SAMPLE-TKM-/);
          const arrival = (of: typeof before) =>
            of
              .map(({ arrivalMonth }) => arrivalMonth)
              .sort()
              .at(-1) ?? '';
          expect(arrival(after) >= arrival(before)).toBe(true);
        }
        expect(months.every(({ because }) => because.length > 0)).toBe(true);
      }
    },
    PATIENCE_MS,
  );
});
