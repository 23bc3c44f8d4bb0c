/** Requests are answered while thousands of shipments are verified in the same process, on the engine that never yields by itself. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Job } from 'bullmq';
import { expect, it, onTestFinished } from 'vitest';
import { recomputeProcessor, type RecomputeJob } from '../../jobs/recompute.ts';
import { ledgerRegistry } from '../../jobs/ledger.ts';
import { RECOMPUTE_RETRY } from '../../jobs/retry.ts';
import { createLog } from '../../src/platform/log.ts';
import { markDirty } from '../../src/platform/queue/repo.ts';
import { dirty } from '../../src/platform/queue/tables.ts';
import { composeServices } from '../../src/services.ts';
import { shipmentIdsAfter } from '../../src/shipments/service.ts';
import { verifyLedger } from '../../src/verification.ts';
import { bulkLoad } from '../bench/bulk.ts';
import { testClock } from '../support/clock.ts';
import { newStore } from '../support/stores.ts';

const SHIPMENTS = 3_000;
const EVENTS_EACH = 10;
const SETTINGS = { staleAfterDays: 7, heldAfterDays: 3, overdueGraceDays: 3, expiresSoonDays: 30 };
/** Far above what a batch takes: this measures no speed. */
const LONGEST_STALL_MS = 500;
const TICK_MS = 5;

/** A ledger in which everything has been recomputed. */
async function setup() {
  const { store, dispose } = await newStore('sqlite');
  onTestFinished(dispose);
  const clock = testClock('2026-11-15T06:00:00Z');
  const services = composeServices({ store, clock, settings: SETTINGS });
  const log = createLog({ level: 'silent' });
  const registry = ledgerRegistry(services, SETTINGS, log);
  const recompute = recomputeProcessor({ store, clock, log, registry, retry: RECOMPUTE_RETRY });
  await bulkLoad(store, SHIPMENTS * EVENTS_EACH, clock.now());
  await store.write(async (scope) => {
    for (const id of await shipmentIdsAfter(scope, '', SHIPMENTS)) await markDirty(scope, 'shipment', id, 0);
  });
  for (;;) {
    const waiting = await store.read((scope) => scope.db.select().from(scope.of(dirty)));
    if (waiting.length === 0) break;
    // Those that wait at the same moment share a commit.
    await Promise.all(waiting.map((data) => recompute({ data, opts: {} } as unknown as Job<RecomputeJob>)));
  }
  return { store, services, clock };
}

/** Does some work, and measures the longest time, in ms, for which a timer had to wait for it. */
async function longestStall(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, TICK_MS);
  await work();
  // The last stall ends with a tick too.
  await wait(2 * TICK_MS);
  clearInterval(timer);
  return longest;
}

it('the event loop is never stopped for long', { timeout: 180_000 }, async () => {
  const { store, services, clock } = await setup();
  const began = performance.now();
  const stall = await longestStall(async () => {
    const { checked, differences } = await verifyLedger(store, services, clock.now());
    expect(checked).toBeGreaterThan(SHIPMENTS);
    expect(differences).toEqual([]);
  });
  // However fast the machine: a verification that never pauses stops it for all of its time.
  expect(stall).toBeLessThan(Math.min(LONGEST_STALL_MS, (performance.now() - began) / 4));
});
