/** The whole service killed with SIGKILL under its callers: what it acknowledged is there, once. `architecture.md` §1, P1 and P2. */
import { describe, expect, it } from 'vitest';
import type { Broker } from '../../src/platform/queue/broker.ts';
import type { Engine } from '../../src/platform/storage/store.ts';
import { ledgerOf } from '../support/ledger.ts';
import { expectBooks, expectLanes, loadConvoys, reportsOf } from './convoys.ts';
import { devicesOf } from './devices.ts';
import { engines, flush, hasRedis, install, newRedis } from './installation.ts';

const CONVOYS = 50;
const REPORTS_EACH = 20;
const KILLED_AFTER = [200, 450, 700];
/** After the last kill: what a killed relay had leased is then sent again at once, and not in a minute. */
const FLUSHED_AFTER = 850;

const installations: { engine: Engine; broker: Broker['kind'] }[] = [
  // Its broker dies with the process: each kill is a flush, too.
  { engine: 'sqlite', broker: 'in-process' },
  ...(hasRedis ? engines.map((engine) => ({ engine, broker: 'redis' as const })) : []),
];

it.each(engines)(
  'an event acknowledged in the moment before a kill is there (%s)',
  { timeout: 120_000 },
  async (engine) => {
    const installation = await install({ engine });
    let service = await installation.start('api');
    const ledger = ledgerOf(installation.client);
    const convoys = await loadConvoys(ledger, 4, 10);
    // One at a time: nothing keeps the sender from hearing the answer at once.
    const devices = devicesOf(installation.client, { concurrency: 1 });
    for (const { shipment, reports } of convoys) {
      await devices.send(reports.map((body) => ({ shipment, body })));
      await service.kill();
      service = await installation.start('api');
      const there = await expectBooks(ledger, convoys, devices.acknowledged);
      expect(there.size).toBe(devices.acknowledged.size);
    }
  },
);

describe.each(installations)('on $engine with the $broker broker', ({ engine, broker }) => {
  it('1,000 events sent 32 at a time survive three kills', { timeout: 240_000 }, async () => {
    const redis = broker === 'redis' ? await newRedis() : undefined;
    const installation = await install({ engine, redisUrl: redis?.url ?? null });
    let service = await installation.start('all');
    const ledger = ledgerOf(installation.client);
    const convoys = await loadConvoys(ledger, CONVOYS, REPORTS_EACH);
    const reports = reportsOf(convoys);
    const devices = devicesOf(installation.client, {
      concurrency: 32,
      // Some never ask again what became of theirs.
      givesUp: (n) => n % 3 === 0,
    });

    const sent = devices.send(reports);
    const flushed = devices.count(FLUSHED_AFTER).then(() => redis && flush(redis.url));
    for (const count of KILLED_AFTER) {
      await devices.count(count);
      await service.kill();
      service = await installation.start('all');
    }
    await Promise.all([sent, flushed]);

    expect(devices.refusals).toEqual([]);
    // Without a lost connection nothing was tried.
    expect(devices.unanswered.size).toBeGreaterThan(0);
    expect(devices.acknowledged.size).toBe(reports.length - devices.unanswered.size);
    const there = await expectBooks(ledger, convoys, devices.acknowledged);

    await installation.settled();
    await expectLanes(ledger, convoys, there);
    await installation.verified();

    // Sent again, all of them: the first answer to each, and nothing changes but that those given up are there now.
    const again = devicesOf(installation.client, { concurrency: 32 });
    await again.send(reports);
    for (const [id, answer] of devices.acknowledged) expect(again.acknowledged.get(id)).toEqual(answer);
    const complete = await expectBooks(ledger, convoys, again.acknowledged);
    expect(complete.size).toBe(reports.length);
    await installation.settled();
    await expectLanes(ledger, convoys, complete);
  });
});
