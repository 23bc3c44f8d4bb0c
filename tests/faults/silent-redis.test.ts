/**
 * A process whose Redis hangs or is not there when it starts, under load and when it ends: `architecture.md` §1, P6. What a Redis
 * does that hangs later is in `tests/api/redis.test.ts`.
 */
import { describe, expect, it } from 'vitest';
import { freePort } from '../support/servers.ts';
import { ledgerOf } from '../support/ledger.ts';
import { expectBooks, expectLanes, loadConvoys, reportsOf } from './convoys.ts';
import { devicesOf } from './devices.ts';
import { hasRedis, install, type Installation, newRedis } from './installation.ts';

/** Long beside what any request takes, short beside the 8 s that one `queue.add` waits for a hung Redis. */
const NORMAL_MS = 2_000;
const STARTED_WITHIN_MS = 10_000;
const STOPPED_WITHIN_MS = 15_000;

const silences = {
  async absent() {
    const port = await freePort();
    return { url: `redis://127.0.0.1:${port}`, speak: async () => void (await newRedis(port)) };
  },
  /** It accepts connections and never answers. */
  async hung() {
    const redis = await newRedis();
    redis.process.kill('SIGSTOP');
    return { url: redis.url, speak: async () => void redis.process.kill('SIGCONT') };
  },
};

async function readiness({ client }: Installation): Promise<string> {
  return (await client.get<{ status: string }>('/readyz')).body.status;
}

describe.skipIf(!hasRedis)('Redis', () => {
  it.each(['absent', 'hung'] as const)(
    'is %s when the service starts: it starts, records, stops and starts, and the work is done once Redis speaks',
    { timeout: 120_000 },
    async (kind) => {
      const redis = await silences[kind]();
      const installation = await install({ redisUrl: redis.url });
      const began = performance.now();
      const first = await installation.start('all');
      expect(performance.now() - began).toBeLessThan(STARTED_WITHIN_MS);

      const ledger = ledgerOf(installation.client);
      const convoys = await loadConvoys(ledger, 34, 10);
      const reports = reportsOf(convoys);
      const devices = devicesOf(installation.client, { concurrency: 16 });
      await devices.send(reports.slice(0, 170));
      expect(await readiness(installation)).toBe('degraded');
      expect((await ledger.lane('AF01')).parcels).toEqual([]);

      const stopping = performance.now();
      expect(await first.stop()).toEqual({ code: 0, signal: null });
      expect(performance.now() - stopping).toBeLessThan(STOPPED_WITHIN_MS);

      await installation.start('all');
      await devices.send(reports.slice(170));
      expect(await readiness(installation)).toBe('degraded');
      const there = await expectBooks(ledger, convoys, devices.acknowledged);
      expect(there.size).toBe(reports.length);
      expect({ refusals: devices.refusals, slow: devices.tookMs.filter((ms) => ms > NORMAL_MS) }).toEqual({
        refusals: [],
        slow: [],
      });

      await redis.speak();
      await installation.settled();
      await expect.poll(() => readiness(installation), { timeout: 20_000 }).toBe('ready');
      await expectLanes(ledger, convoys, there);
      await installation.verified();
    },
  );
});
