/** SIGTERM under load: every request that was taken is answered, everything answered is there, and the process ends with 0. */
import { expect, it } from 'vitest';
import { ledgerOf } from '../support/ledger.ts';
import { expectBooks, expectLanes, loadConvoys, reportsOf } from './convoys.ts';
import { devicesOf } from './devices.ts';
import { engines, hasRedis, install } from './installation.ts';

const ROUNDS = 2;

it.each(engines)(
  'a process that is stopped under load ends cleanly and loses nothing (%s)',
  { timeout: 120_000 },
  async (engine) => {
    const installation = await install({ engine });
    let service = await installation.start('all');
    const ledger = ledgerOf(installation.client);
    const convoys = await loadConvoys(ledger, 30, 15);
    const reports = reportsOf(convoys);
    const devices = devicesOf(installation.client, { concurrency: 32 });

    const sent = devices.send(reports);
    for (let round = 1; round <= ROUNDS; round++) {
      await devices.count((round * reports.length) / (ROUNDS + 1));
      expect(await service.stop()).toEqual({ code: 0, signal: null });
      service = await installation.start('all');
    }
    await sent;

    // A connection may be refused; a request that was taken is never answered with a failure.
    expect(devices.refusals).toEqual([]);
    const there = await expectBooks(ledger, convoys, devices.acknowledged);
    expect(there.size).toBe(reports.length);
    await installation.settled();
    await expectLanes(ledger, convoys, there);
    await installation.verified();
  },
);

it.skipIf(!hasRedis)(
  'workers that are stopped at work end cleanly and leave the rest to the next',
  { timeout: 120_000 },
  async () => {
    const installation = await install();
    await installation.start('api');
    const ledger = ledgerOf(installation.client);
    const convoys = await loadConvoys(ledger, 60, 8);
    const reports = reportsOf(convoys);
    const devices = devicesOf(installation.client, { concurrency: 16 });
    let worker = await installation.start('worker');
    const sent = devices.send(reports);
    for (let round = 1; round <= ROUNDS; round++) {
      await devices.count((round * reports.length) / (ROUNDS + 1));
      expect(await worker.stop()).toEqual({ code: 0, signal: null });
      worker = await installation.start('worker');
    }
    await sent;
    await installation.settled();
    await expectLanes(ledger, convoys, await expectBooks(ledger, convoys, devices.acknowledged));
    await installation.verified();
  },
);
