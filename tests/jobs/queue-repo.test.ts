/** The two tables that carry work out of a unit of work, on both engines. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { NEVER } from '../../src/platform/queue/names.ts';
import {
  clearIfUnchanged,
  dirtyBacklog,
  dirtyOutlook,
  dirtyRow,
  failDirty,
  giveBackDirty,
  leaseDirty,
  markDirty,
  releaseDirty,
  reviveParked,
} from '../../src/platform/queue/repo.ts';
import type { Store } from '../../src/platform/storage/store.ts';
import { engines, newStore } from '../support/stores.ts';

const lease = (store: Store, now: number, limit = 200) =>
  store.write((scope) => leaseDirty(scope, { now, until: now + 60, limit }));
const mark = (store: Store, key: string, availableAt: number) =>
  store.write((scope) => markDirty(scope, 'shipment', key, availableAt));
const rowOf = async (store: Store, key: string) => {
  const row = await store.read((scope) => dirtyRow(scope, 'shipment', key));
  if (!row) throw new Error(`${key} is clean`);
  return row;
};

describe.each(engines)('dirty things on %s', (engine) => {
  async function setup() {
    const { store, dispose } = await newStore(engine);
    onTestFinished(dispose);
    return store;
  }

  it('are leased once, the longest waiting first, and not before their time', async () => {
    const store = await setup();
    for (const [key, at] of [
      ['c', 30],
      ['a', 10],
      ['b', 20],
      ['later', 500],
    ] as const) {
      await mark(store, key, at);
    }
    expect((await lease(store, 100, 2)).map((row) => row.key)).toEqual(['a', 'b']);
    expect((await lease(store, 100, 2)).map((row) => row.key)).toEqual(['c']);
    expect(await lease(store, 100)).toEqual([]);
  });

  it('are never leased by two relays at once', async () => {
    const store = await setup();
    await store.write(async (scope) => {
      for (let i = 0; i < 300; i++) await markDirty(scope, 'lane', `l${i}`, i);
    });
    const leased = (await Promise.all(Array.from({ length: 6 }, () => lease(store, 1_000, 100)))).flat();
    expect(new Set(leased.map((row) => row.key)).size).toBe(leased.length);
    expect(leased).toHaveLength(300);
  });

  it('are given back when the lease runs out, and then come first', async () => {
    const store = await setup();
    await mark(store, 'a', 10);
    await lease(store, 100);
    await mark(store, 'b', 20);
    expect(await store.read(dirtyOutlook)).toEqual({ availableAt: 20, leaseEndsAt: 160, leased: 1 });
    await lease(store, 100);
    expect(await store.read(dirtyOutlook)).toEqual({ availableAt: null, leaseEndsAt: 160, leased: 2 });
    await store.write((scope) => giveBackDirty(scope, 159));
    expect(await lease(store, 159)).toEqual([]);
    await store.write((scope) => giveBackDirty(scope, 160));
    expect((await lease(store, 160)).map((row) => row.key)).toEqual(['a', 'b']);
  });

  it('a change while leased keeps the lease, so that nobody else starts on it', async () => {
    const store = await setup();
    await mark(store, 'a', 10);
    const [leased] = await lease(store, 100);
    await mark(store, 'a', 90);
    expect(await rowOf(store, 'a')).toMatchObject({ availableAt: 10, leaseUntil: 160 });
    expect((await rowOf(store, 'a')).seq).toBe((leased?.seq ?? 0) + 1);
    expect(await lease(store, 100)).toEqual([]);
  });

  it('are cleared only if they have not changed since they were read, and else are due at once', async () => {
    const store = await setup();
    await mark(store, 'a', 10);
    const [before] = await lease(store, 100);
    await mark(store, 'a', 90);
    const clear = (seq = -1) => store.write((scope) => clearIfUnchanged(scope, 'shipment', 'a', seq));
    expect(await clear(before?.seq)).toBe(false);
    expect(await rowOf(store, 'a')).toMatchObject({ leaseUntil: null, availableAt: 10 });
    expect(await clear((await rowOf(store, 'a')).seq)).toBe(true);
    expect(await store.read(dirtyOutlook)).toEqual({ availableAt: null, leaseEndsAt: null, leased: 0 });
  });

  it('begin with another seq each time, for a job id that the broker still knows would be ignored', async () => {
    const store = await setup();
    const seqs = new Set<number>();
    for (let i = 0; i < 20; i++) {
      await mark(store, 'a', 0);
      const { seq } = await rowOf(store, 'a');
      seqs.add(seq);
      await store.write((scope) => clearIfUnchanged(scope, 'shipment', 'a', seq));
    }
    expect(seqs.size).toBe(20);
  });

  it('back off after a failure, are parked by NEVER, and any change ends either', async () => {
    const store = await setup();
    await mark(store, 'a', 10);
    for (const retryAt of [5_000, NEVER]) {
      const row = await rowOf(store, 'a');
      await store.write((scope) => failDirty(scope, row, { error: 'no', retryAt }));
      expect(await rowOf(store, 'a')).toMatchObject({
        attempts: 1,
        lastError: 'no',
        availableAt: retryAt,
        leaseUntil: null,
      });
      await mark(store, 'a', 90);
      expect(await rowOf(store, 'a')).toMatchObject({ attempts: 0, lastError: null, availableAt: 90 });
    }
  });

  it('a failure of an older state counts for nothing', async () => {
    const store = await setup();
    await mark(store, 'a', 10);
    const [before] = await lease(store, 100);
    await mark(store, 'a', 90);
    if (!before) throw new Error('nothing was leased');
    await store.write((scope) => failDirty(scope, before, { error: 'no', retryAt: NEVER }));
    expect(await rowOf(store, 'a')).toMatchObject({ attempts: 0, availableAt: 10, leaseUntil: null });
  });

  it('are counted by what they wait for', async () => {
    const store = await setup();
    const empty = { due: 0, leased: 0, later: 0, parked: 0, oldestDueAt: null };
    expect(await store.read((scope) => dirtyBacklog(scope, 100))).toEqual(empty);
    for (const [key, at] of [
      ['leased', 5],
      ['due', 10],
      ['due too', 20],
      ['later', 500],
    ] as const) {
      await mark(store, key, at);
      if (key === 'leased') await lease(store, 100);
    }
    await mark(store, 'parked', 1);
    const row = await rowOf(store, 'parked');
    await store.write((scope) => failDirty(scope, row, { error: 'no', retryAt: NEVER }));
    expect(await store.read((scope) => dirtyBacklog(scope, 100))).toEqual({
      due: 2,
      leased: 1,
      later: 1,
      parked: 1,
      oldestDueAt: 5,
    });
    await store.write((scope) => releaseDirty(scope, 'shipment', 'leased', 600));
    await store.write((scope) => reviveParked(scope, 100));
    expect(await store.read((scope) => dirtyBacklog(scope, 100))).toEqual({
      due: 3,
      leased: 0,
      later: 2,
      parked: 0,
      oldestDueAt: 10,
    });
    expect((await rowOf(store, 'parked')).seq).not.toBe(row.seq);
  });
});
