/** From a committed change to its recomputation, on every engine with either broker: `architecture.md` §5. */
import { describe, expect, it } from 'vitest';
import { markDirty, parkedDirty } from '../../src/platform/queue/repo.ts';
import { redriveParked } from '../../jobs/handlers/redrive.ts';
import { addFact, recomputeTotal, totalOf } from './facts.ts';
import { backlogs, combinations, newBroker, one, registryWith, setup, until } from './rig.ts';

const LANE = 'AF23/food_security';

describe.each(combinations)('recomputation on $engine with the $broker broker', ({ engine, broker }) => {
  it('a change is recomputed, whatever its key is made of', async () => {
    const { start, allDone } = await setup(engine);
    const { store } = await start(await newBroker(broker));
    const keys = [LANE, '0192f7a0-7b7a-7cc1-8f3c-2f2d5e6b7a10', '42', 'a:b', 'ولایت'];
    for (const key of keys) await store.write((scope) => addFact(scope, 'lane', key, 'first'));
    await allDone();
    for (const key of keys) expect(await totalOf(store, 'lane', key)).toBe(1);
  });

  it('1,000 changes of one thing are few recomputations, and the last sees them all', async () => {
    const { start, allDone } = await setup(engine);
    let runs = 0;
    const { store } = await start(
      await newBroker(broker),
      registryWith({
        recompute: {
          lane: one(async (scope, key) => {
            runs++;
            await recomputeTotal(scope, 'lane', key);
          }),
        },
      }),
    );
    for (let batch = 0; batch < 10; batch++) {
      await Promise.all(
        Array.from({ length: 100 }, (_, i) =>
          store.write((scope) => addFact(scope, 'lane', LANE, `${batch} ${i}`)),
        ),
      );
    }
    await allDone();
    expect(await totalOf(store, 'lane', LANE)).toBe(1_000);
    expect(runs).toBeGreaterThanOrEqual(1);
    expect(runs).toBeLessThan(300);
  });

  it('a thing that changes while it is recomputed is recomputed again', async () => {
    const { start, allDone } = await setup(engine);
    const { store } = await start(
      await newBroker(broker),
      registryWith({
        recompute: {
          pledge: one(async (scope, key) => {
            const total = await recomputeTotal(scope, 'pledge', key);
            if (total === 1) await addFact(scope, 'pledge', key, 'too late for this run');
          }),
        },
      }),
      // Only the giving back of the lease can bring the second run in time.
      { leaseMs: 120_000 },
    );
    await store.write((scope) => addFact(scope, 'pledge', 'p', 'first'));
    await allDone();
    expect(await totalOf(store, 'pledge', 'p')).toBe(2);
  });

  it('a thing that changes right after it was recomputed does not wait for a lease', async () => {
    const { start } = await setup(engine);
    const { store } = await start(await newBroker(broker), registryWith(), { leaseMs: 120_000 });
    for (let i = 1; i <= 20; i++) {
      await store.write((scope) => addFact(scope, 'shipment', 's', `${i}`));
      await until(async () => (await totalOf(store, 'shipment', 's')) === i, `fact ${i} is in the total`);
    }
    expect(await totalOf(store, 'shipment', 's')).toBe(20);
  });

  it('a handler that fails twice is tried a third time, with what it wrote undone', async () => {
    const { start, allDone } = await setup(engine);
    let failures = 0;
    const { store } = await start(
      await newBroker(broker),
      registryWith({
        recompute: {
          pledge: one(async (scope, key) => {
            await recomputeTotal(scope, 'pledge', key);
            await addFact(scope, 'shipment', 'half done', `${failures}`);
            if (failures === 2) return;
            failures++;
            throw new Error(`failure ${failures}`);
          }),
        },
      }),
    );
    await store.write((scope) => addFact(scope, 'pledge', 'p', 'first'));
    await allDone();
    expect(failures).toBe(2);
    expect(await totalOf(store, 'pledge', 'p')).toBe(1);
    expect(await totalOf(store, 'shipment', 'half done')).toBe(1);
  });

  it('after the last attempt it is parked with the reason, counted, and revived by a change or the daily sweep', async () => {
    const { start, allDone } = await setup(engine);
    let broken = true;
    const { store } = await start(
      await newBroker(broker),
      registryWith({
        recompute: {
          lane: one(async (scope, key) => {
            if (broken) throw new Error('the cell has no need');
            await recomputeTotal(scope, 'lane', key);
          }),
        },
      }),
    );
    const parked = () => store.read(parkedDirty);
    await store.write((scope) => addFact(scope, 'lane', LANE, 'first'));
    await until(async () => (await parked()).length === 1, 'it is parked');
    expect(await parked()).toMatchObject([
      { kind: 'lane', key: LANE, attempts: 3, lastError: 'Error: the cell has no need', leaseUntil: null },
    ]);
    expect((await backlogs(store)).dirty).toEqual({
      due: 0,
      leased: 0,
      later: 0,
      parked: 1,
      oldestDueAt: null,
    });

    await redriveParked(store, Date.now());
    await until(async () => (await backlogs(store)).dirty.parked === 0, 'the sweep revives it');
    await until(async () => (await parked()).length === 1, 'it fails and is parked again');

    broken = false;
    await store.write((scope) => addFact(scope, 'lane', LANE, 'second'));
    await allDone();
    expect(await totalOf(store, 'lane', LANE)).toBe(2);
  });

  it('nothing is recomputed before it may be, and a later wish does not put off an earlier one', async () => {
    const { start, allDone } = await setup(engine);
    const ranAt: number[] = [];
    const { store } = await start(
      await newBroker(broker),
      registryWith({
        recompute: {
          lane: async () => {
            ranAt.push(Date.now());
          },
        },
      }),
    );
    const wanted = Date.now() + 400;
    await store.write((scope) => markDirty(scope, 'lane', LANE, wanted));
    await store.write((scope) => markDirty(scope, 'lane', LANE, wanted + 3_600_000));
    await allDone();
    expect(ranAt).toHaveLength(1);
    expect(ranAt[0]).toBeGreaterThanOrEqual(wanted);
  });

  it('two processes do every change, and no total is wrong', async () => {
    const { start, allDone } = await setup(engine);
    const shared = await newBroker(broker);
    const first = await start(shared);
    const second = await start(shared);
    await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        (i % 2 === 0 ? first : second).store.write((scope) =>
          addFact(scope, 'shipment', `s${i % 10}`, `${i}`),
        ),
      ),
    );
    await allDone();
    for (let i = 0; i < 10; i++) expect(await totalOf(first.store, 'shipment', `s${i}`)).toBe(10);
  });

  it('closing lets the running job end and leaves the rest for the next process', async () => {
    const { start, allDone, store: watcher } = await setup(engine);
    const shared = await newBroker(broker);
    let running = 0;
    let began = () => {};
    const isRunning = new Promise<void>((resolve) => {
      began = resolve;
    });
    const slow = registryWith({
      recompute: {
        shipment: one(async (scope, key) => {
          running++;
          began();
          try {
            await new Promise((resolve) => setTimeout(resolve, 20));
            await recomputeTotal(scope, 'shipment', key);
          } finally {
            running--;
          }
        }),
      },
    });
    const first = await start(shared, slow, {
      concurrency: { recompute: 1, deliver: 1, webhook: 1, sweep: 1 },
    });
    await first.store.write(async (scope) => {
      for (let i = 0; i < 40; i++) await addFact(scope, 'shipment', `s${i}`, 'only');
    });
    await isRunning;
    await first.jobs.close();
    expect(running).toBe(0);
    const left = (await backlogs(watcher)).dirty;
    expect(left.due + left.leased).toBeGreaterThan(0);
    expect(left.parked).toBe(0);

    await start(shared);
    await allDone();
    for (let i = 0; i < 40; i++) expect(await totalOf(watcher, 'shipment', `s${i}`)).toBe(1);
  });
});

it('an incomplete registry does not start', async () => {
  const { start } = await setup('sqlite');
  const registry = registryWith();
  const { lane: _, ...recompute } = registry.recompute;
  await expect(start(await newBroker('in-process'), { ...registry, recompute })).rejects.toThrow(
    'no job handler for: lane',
  );
});
