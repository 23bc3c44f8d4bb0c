/** The feed: every reader gets every change once, in order, whatever order transactions end in. */
import { setImmediate as turn } from 'node:timers/promises';
import { array, assert, asyncProperty, integer } from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decodePlace, encodePlace } from '../../src/platform/feed/cursor.ts';
import {
  beginFeed,
  changesSince,
  isKept,
  keptPlace,
  placeNow,
  sweepFeed,
} from '../../src/platform/feed/feed.ts';
import { appendFeed, beginEpoch, feedOutlook } from '../../src/platform/feed/repo.ts';
import { feed } from '../../src/platform/feed/tables.ts';
import { openTail } from '../../src/platform/feed/tail.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Store, WriteScope } from '../../src/platform/storage/store.ts';
import { engines, newStore } from '../support/stores.ts';

const DAY = 86_400_000;
const WITHIN = { timeout: 20_000, interval: 5 };
const log = createLog({ level: 'silent' });

async function setup(engine: (typeof engines)[number]) {
  const { store, dispose } = await newStore(engine);
  onTestFinished(dispose);
  await beginFeed(store);
  return store;
}

const tell = (scope: WriteScope, key: string, at = 0) => appendFeed(scope, { kind: 'shipment', key, at });

/** A unit of work that stays open until it is let go. */
function openUnit(store: Store, work: (scope: WriteScope) => Promise<void>, failure?: Error) {
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const done = store.write(async (scope) => {
    await work(scope);
    begun.resolve();
    await gate.promise;
    if (failure) throw failure;
  });
  return { begun: begun.promise, done, end: gate.resolve };
}

/** The place after everything that is committed, once transactions of other databases on the same server let it be read. */
async function placeAfterAll(store: Store) {
  await expect.poll(async () => (await store.read(feedOutlook)).isWaiting, WITHIN).toBe(false);
  return placeNow(await store.read(feedOutlook));
}

/** A reader that keeps its place, as a phone does. */
async function readerOf(store: Store, limit = 100) {
  let cursor = encodePlace(await placeAfterAll(store));
  const keys: string[] = [];
  const reader = {
    keys,
    /** Reads until so many keys came: transactions of other databases on the same server hold the feed back for a moment. */
    async readUntil(count: number): Promise<string[]> {
      await expect.poll(async () => (await reader.read()).length, WITHIN).toBeGreaterThanOrEqual(count);
      return reader.read();
    },
    async read(): Promise<string[]> {
      const page = await store.read(async (scope) => {
        const outlook = await feedOutlook(scope);
        return changesSince(scope, outlook, keptPlace(cursor, outlook)!, limit);
      });
      cursor = encodePlace(page.place);
      keys.push(...page.rows.map(({ key }) => key));
      return keys;
    },
  };
  return reader;
}

describe.each(engines)('the feed on %s', (engine) => {
  it('tells each change once, in the order of commits, page by page', async () => {
    const store = await setup(engine);
    const reader = await readerOf(store, 2);
    for (const key of ['a', 'b', 'c', 'd', 'e']) await store.write((scope) => tell(scope, key));
    expect(await reader.readUntil(5)).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('tells nothing of a unit of work that failed', async () => {
    const store = await setup(engine);
    const reader = await readerOf(store);
    const failed = store.write(async (scope) => {
      await tell(scope, 'a');
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    await store.write((scope) => tell(scope, 'b'));
    expect(await reader.readUntil(1)).toEqual(['b']);
  });

  it('misses nothing and doubles nothing while many write at the same moment', async () => {
    const store = await setup(engine);
    const reader = await readerOf(store, 7);
    await assert(
      asyncProperty(array(integer({ min: 1, max: 5 }), { maxLength: 30 }), async (units) => {
        const before = reader.keys.length;
        const written = units.flatMap((size, unit) =>
          Array.from({ length: size }, (_, at) => `${before}.${unit}.${at}`),
        );
        const writes = { ended: false };
        const writing = Promise.all(
          units.map((size, unit) =>
            store.write(async (scope) => {
              for (let at = 0; at < size; at++) await tell(scope, `${before}.${unit}.${at}`);
            }),
          ),
        ).finally(() => {
          writes.ended = true;
        });
        while (!writes.ended) {
          await reader.read();
          // Reads of SQLite do not leave the turn of the event loop by themselves.
          await turn();
        }
        await writing;
        await reader.readUntil(before + written.length);
        expect(reader.keys.slice(before).toSorted()).toEqual(written.toSorted());
      }),
      { numRuns: 15 },
    );
  });

  it('begins anew for whoever was away for longer than it keeps, and for nobody else', async () => {
    const store = await setup(engine);
    const early = placeNow(await store.read(feedOutlook));
    await store.write((scope) => tell(scope, 'old', 0));
    await store.write((scope) => tell(scope, 'older than the next', DAY));
    const late = await placeAfterAll(store);
    await store.write((scope) => tell(scope, 'new', 40 * DAY));
    await placeAfterAll(store);
    await sweepFeed(store, 50 * DAY);
    const outlook = await store.read(feedOutlook);
    expect([isKept(early, outlook), isKept(late, outlook)]).toEqual([false, true]);
    const page = await store.read((scope) => changesSince(scope, outlook, late, 10));
    expect(page.rows.map(({ key }) => key)).toEqual(['new']);
  });

  it('goes on counting after everything was swept', async () => {
    const store = await setup(engine);
    for (const key of ['a', 'b']) await store.write((scope) => tell(scope, key));
    const reader = await readerOf(store);
    await sweepFeed(store, 100 * DAY);
    await store.write((scope) => tell(scope, 'c', 100 * DAY));
    expect(await reader.readUntil(1)).toEqual(['c']);
  });

  it('knows no cursor of another feed, of the future, or of nobody', async () => {
    const store = await setup(engine);
    const outlook = await store.read(feedOutlook);
    const now = placeNow(outlook);
    expect(keptPlace(encodePlace(now), outlook)).toEqual(now);
    expect(keptPlace(encodePlace({ ...now, epoch: 'another' }), outlook)).toBeUndefined();
    expect(keptPlace(encodePlace({ ...now, position: now.position + 1 }), outlook)).toBeUndefined();
    expect(decodePlace('rubbish')).toBeUndefined();
  });

  it('is begun once, by however many processes', async () => {
    const store = await setup(engine);
    const { epoch } = await store.read(feedOutlook);
    await Promise.all([beginFeed(store), beginFeed(store)]);
    expect((await store.read(feedOutlook)).epoch).toBe(epoch);
    await store.write((scope) => beginEpoch(scope, 'restored'));
    expect((await store.read(feedOutlook)).epoch).toBe('restored');
  });

  it('wakes those who watch it', async () => {
    const store = await setup(engine);
    const tail = openTail(store, log);
    onTestFinished(tail.close);
    const woken = Promise.withResolvers<void>();
    let wakes = 0;
    tail.subscribe(() => {
      if (++wakes === 2) woken.resolve();
    });
    await expect.poll(() => wakes).toBe(1);
    await store.write((scope) => tell(scope, 'a'));
    tail.nudge();
    await woken.promise;
  });
});

describe.runIf(engines.includes('postgres'))('transactions that end in another order than they began', () => {
  it('are both read: what commits late is not behind the cursor', async () => {
    const store = await setup('postgres');
    const reader = await readerOf(store);
    const late = openUnit(store, (scope) => tell(scope, 'began first'));
    await late.begun;
    await store.write((scope) => tell(scope, 'committed first'));
    // It is committed, but something may still come before it.
    expect(await reader.read()).toEqual([]);
    expect(await store.read(feedOutlook)).toMatchObject({ isWaiting: true });
    late.end();
    await late.done;
    expect((await reader.readUntil(2)).toSorted()).toEqual(['began first', 'committed first']);
    expect(await reader.read()).toHaveLength(2);
  });

  it('are read also when the one that began first gives up', async () => {
    const store = await setup('postgres');
    const reader = await readerOf(store);
    const failing = openUnit(store, (scope) => tell(scope, 'never'), new Error('gives up'));
    await failing.begun;
    await store.write((scope) => tell(scope, 'a'));
    expect(await reader.read()).toEqual([]);
    failing.end();
    await expect(failing.done).rejects.toThrow('gives up');
    expect(await reader.readUntil(1)).toEqual(['a']);
  });

  it('do not keep waiting those who only read', async () => {
    const store = await setup('postgres');
    const reader = await readerOf(store);
    const gate = Promise.withResolvers<void>();
    const reading = store.read(async (scope) => {
      await scope.db.select().from(scope.of(feed));
      await gate.promise;
    });
    await store.write((scope) => tell(scope, 'a'));
    expect(await reader.readUntil(1)).toEqual(['a']);
    gate.resolve();
    await reading;
  });

  it('of another server, from which the database was restored, begin the feed anew', async () => {
    const store = await setup('postgres');
    const { epoch } = await store.read(feedOutlook);
    await store.write(async (scope) => {
      const row = { position: 2 ** 40, kind: 'shipment' as const, key: 'a', at: 0 };
      await scope.db.insert(scope.of(feed)).values(row);
    });
    await beginFeed(store);
    const outlook = await store.read(feedOutlook);
    expect(outlook.epoch).not.toBe(epoch);
    await expect.poll(async () => (await store.read(feedOutlook)).isWaiting, WITHIN).toBe(false);
  });
});
