/** Worker processes killed with SIGKILL again and again, and a Redis that forgets: `architecture.md` §1, P3 and P4. */
import { describe, expect, it } from 'vitest';
import { ledgerOf } from '../support/ledger.ts';
import { expectBooks, expectLanes, loadConvoys, reportsOf } from './convoys.ts';
import { devicesOf } from './devices.ts';
import { engines, flush, hasRedis, install, leasedNow, newRedis } from './installation.ts';
import type { LedgerProcess } from './process.ts';

const CONVOYS = 100;
const REPORTS_EACH = 20;
const CHANGES = CONVOYS * REPORTS_EACH;
/** On SQLite workers share the machine of the API; on PostgreSQL there may be any number, killed in turn. */
const ON = { sqlite: { workers: 1, kills: 20 }, postgres: { workers: 2, kills: 10 } };
const FLUSHES = 3;

describe.skipIf(!hasRedis)('with Redis', () => {
  it.each(engines)(
    `each of ${CHANGES} changes has its effect, once, while workers are killed and Redis forgets (%s)`,
    { timeout: 240_000 },
    async (engine) => {
      const { workers: count, kills } = ON[engine];
      const redis = await newRedis();
      const installation = await install({ engine, redisUrl: redis.url });
      await installation.start('api');
      const ledger = ledgerOf(installation.client);
      const convoys = await loadConvoys(ledger, CONVOYS, REPORTS_EACH);
      const reports = reportsOf(convoys);
      const devices = devicesOf(installation.client, { concurrency: 16 });
      const workers: LedgerProcess[] = [];
      for (let n = 0; n < count; n++) workers.push(await installation.start('worker'));

      let killedAtWork = 0;
      const perKill = CHANGES / kills;
      // About one kill a second: a new worker needs most of it to start.
      for (let kill = 0; kill < kills; kill++) {
        const sent = devices.send(reports.slice(kill * perKill, (kill + 1) * perKill));
        await devices.count((kill + 0.5) * perKill);
        if (kill % 3 === 1 && kill <= 3 * FLUSHES) await flush(redis.url);
        if ((await leasedNow(installation)) > 0) killedAtWork++;
        await workers.shift()?.kill();
        workers.push(await installation.start('worker'));
        await sent;
      }

      await installation.settled();
      // Without work in its hands a killed worker proves nothing.
      expect(killedAtWork).toBeGreaterThanOrEqual(kills / 2);
      expect({ acknowledged: devices.acknowledged.size, refusals: devices.refusals }).toEqual({
        acknowledged: CHANGES,
        refusals: [],
      });
      const there = await expectBooks(ledger, convoys, devices.acknowledged);
      await expectLanes(ledger, convoys, there);
      await installation.verified();
    },
  );
});
