/** Worker processes killed with SIGKILL again and again, and a Redis that forgets: `architecture.md` §1, P3 and P4. */
import { describe, expect, it } from 'vitest';
import { ledgerOf } from '../support/ledger.ts';
import { expectBooks, expectLanes, loadConvoys, reportsOf } from './convoys.ts';
import { devicesOf } from './devices.ts';
import { engines, flush, hasRedis, install, leasedNow, newRedis } from './installation.ts';
import type { LedgerProcess } from './process.ts';

const CONVOYS = 100;
/** On SQLite workers share the machine of the API; on PostgreSQL there may be any number, killed in turn. */
const ON = {
  sqlite: { changes: 2_000, workers: 1, kills: 20, flushedAt: [3, 8, 13] },
  postgres: { changes: 1_000, workers: 2, kills: 8, flushedAt: [1, 3, 5] },
};

describe.skipIf(!hasRedis)('with Redis', () => {
  it.each(engines)(
    'every change has its effect, once, while workers are killed each second and Redis is flushed three times (%s)',
    { timeout: 240_000 },
    async (engine) => {
      const { changes, workers: count, kills, flushedAt } = ON[engine];
      const redis = await newRedis();
      const installation = await install({ engine, redisUrl: redis.url });
      await installation.start('api');
      const ledger = ledgerOf(installation.client);
      const convoys = await loadConvoys(ledger, CONVOYS, changes / CONVOYS);
      const reports = reportsOf(convoys);
      const devices = devicesOf(installation.client, { concurrency: 16 });
      const workers: LedgerProcess[] = [];
      for (let n = 0; n < count; n++) workers.push(await installation.start('worker'));

      let killedAtWork = 0;
      const perKill = changes / kills;
      // About one kill a second: a new worker needs most of it to start.
      for (let kill = 0; kill < kills; kill++) {
        const sent = devices.send(reports.slice(kill * perKill, (kill + 1) * perKill));
        await devices.count((kill + 0.5) * perKill);
        if (flushedAt.includes(kill)) await flush(redis.url);
        if ((await leasedNow(installation)) > 0) killedAtWork++;
        await workers.shift()?.kill();
        workers.push(await installation.start('worker'));
        await sent;
      }

      await installation.settled();
      // Without work in its hands a killed worker proves nothing.
      expect(killedAtWork).toBeGreaterThanOrEqual(kills / 2);
      expect({ acknowledged: devices.acknowledged.size, refusals: devices.refusals }).toEqual({
        acknowledged: changes,
        refusals: [],
      });
      const there = await expectBooks(ledger, convoys, devices.acknowledged);
      await expectLanes(ledger, convoys, there);
      await installation.verified();
    },
  );
});
