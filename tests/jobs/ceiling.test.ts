/** However much waits, only so much is on its way: a broker is not a second copy of the backlog. */
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openQueues } from '../../jobs/queues.ts';
import { RELAY_TUNING, startRelay } from '../../jobs/relay.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Broker } from '../../src/platform/queue/broker.ts';
import { markDirty } from '../../src/platform/queue/repo.ts';
import type { Store } from '../../src/platform/storage/store.ts';
import { engines } from '../support/stores.ts';
import { backlogs, hasRedis, newBroker, registryWith, setup, until } from './rig.ts';

const BACKLOG = 5_000;

/** A relay whose workers are all stopped. */
async function relayAlone(store: Store, broker: Broker, leaseMs = RELAY_TUNING.leaseMs) {
  const client = broker.connect(() => {});
  onTestFinished(() => client.disconnect());
  const queues = openQueues(client, () => {});
  await until(() => client.status === 'ready', 'the broker answers');
  const log = pino({ level: 'silent' });
  const tuning = { ...RELAY_TUNING, pollMs: 50, leaseMs };
  const relay = startRelay({ store, client, queues, clock: systemClock, log, tuning });
  onTestFinished(relay.close);
  return { relay, inBroker: () => queues.recompute.getWaitingCount() };
}

describe.skipIf(!hasRedis).each(engines)('a backlog of 5,000 on %s', (engine) => {
  async function withBacklog() {
    const { store, start, allDone } = await setup(engine);
    await store.write(async (scope) => {
      for (let i = 0; i < BACKLOG; i++) await markDirty(scope, 'shipment', `s${i}`, i);
    });
    return { store, start, allDone, broker: await newBroker('redis') };
  }

  it('with stopped workers goes to the broker up to the ceiling, and is all done once they start', async () => {
    const { store, start, allDone, broker } = await withBacklog();
    const { relay, inBroker } = await relayAlone(store, broker);
    const leased = async () => (await backlogs(store)).dirty.leased;
    await until(async () => (await leased()) >= RELAY_TUNING.mostLeased, 'as much as may be is on its way');
    for (let looks = 0; looks < 10; looks++) {
      relay.nudge();
      await wait(20);
    }
    expect(await leased()).toBe(RELAY_TUNING.mostLeased);
    expect(await inBroker()).toBe(RELAY_TUNING.mostLeased);
    await relay.close();

    const done = new Set<string>();
    const recompute = {
      ...registryWith().recompute,
      shipment: async (_: unknown, keys: readonly string[]) => keys.forEach((key) => done.add(key)),
    };
    await start(broker, registryWith({ recompute }), { leaseMs: RELAY_TUNING.leaseMs });
    await allDone(60_000);
    expect(done.size).toBe(BACKLOG);
  });

  it('stays below the ceiling when leases run out before a worker reaches what was leased', async () => {
    const { store, broker } = await withBacklog();
    const { inBroker } = await relayAlone(store, broker, 300);
    let most = 0;
    for (const began = Date.now(); Date.now() - began < 2_000;) {
      most = Math.max(most, (await backlogs(store)).dirty.leased);
      await wait(10);
    }
    expect(most).toBe(RELAY_TUNING.mostLeased);
    expect(await inBroker()).toBe(RELAY_TUNING.mostLeased);
  });
});
