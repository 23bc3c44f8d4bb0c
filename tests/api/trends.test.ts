/** Where coverage is going, against earlier months and against what was known earlier. */
import { describe, expect, it } from 'vitest';
import type { GapReport } from '../../src/gaps/contract.ts';
import type { LaneTrends } from '../../src/gaps/contract/trends.ts';
import { deliver, FOOD, GHOR, ledgerOf } from '../support/ledger.ts';
import { engines, serviceOfTest } from '../support/service.ts';

const BADGHIS = 'AF31';

describe.each(engines)('trends on %s', (engine) => {
  it('compare a lane with some months earlier, and with what was known of the same month', async () => {
    const service = await serviceOfTest({ engine });
    const ledger = ledgerOf(service);
    const donor = await ledger.organisation();
    await ledger.need(['2026-09', '2026-11'], 1000);
    await ledger.need(['2026-11'], 100, { province: BADGHIS });
    await service.settled();
    const beforeIt = new Date(service.clock.now()).toISOString();
    service.clock.advance({ hours: 1 });
    await deliver(ledger, donor, 400);
    await service.settled();
    const trends = async (query: Record<string, string> = {}) => {
      const { status, body } = await service.get<LaneTrends>('/gaps/trends', query);
      expect(status).toBe(200);
      return body;
    };
    const all = await trends({ back: '2', since: beforeIt });
    expect(all).toMatchObject({ month: '2026-11' });
    expect(all.items.map(({ province }) => province)).toEqual([BADGHIS, GHOR]);
    expect(all.items[1]).toMatchObject({
      ...{ sector: FOOD, covered: 0.4, level: 'critical' },
      months: [
        { month: '2026-09', needPm: 1000, covered: 0 },
        { month: '2026-10', needPm: null, covered: null },
        { month: '2026-11', needPm: 1000, covered: 0.4 },
      ],
      earlier: { month: '2026-09', covered: 0, change: 0.4, direction: 'better' },
      since: { asOf: beforeIt, covered: 0, change: 0.4, direction: 'better' },
    });
    expect(all.items[0]).toMatchObject({
      ...{ earlier: { covered: null, direction: 'unknown' }, since: { covered: 0, direction: 'same' } },
    });
    const region = await trends({ province: GHOR, back: '1' });
    expect(region.items).toMatchObject([{ province: GHOR, earlier: { direction: 'unknown' }, since: null }]);

    const sorted = (await service.get<GapReport>('/gaps', { sort: 'priority' })).body.cells;
    const priorities = sorted.map(({ priority }) => priority);
    expect(priorities).toEqual([...priorities].sort((a, b) => b - a));
    expect(sorted[0]?.province).not.toBe(sorted.at(-1)?.province);
  });
});
