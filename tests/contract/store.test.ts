/** What both storage engines promise, run on each: `architecture.md` §1 and §4. */
import { eq, type SQL, sql } from '../../src/platform/storage/drizzle.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ConflictError, DomainError } from '../../src/platform/errors.ts';
import { dirty } from '../../src/platform/queue/tables.ts';
import type { ReadScope, WriteScope } from '../../src/platform/storage/store.ts';
import { deleteBy, insertRows, selectBy } from '../../src/platform/storage/statements.ts';
import { engines, newStore } from '../support/stores.ts';

async function setup(engine: (typeof engines)[number]) {
  let commits = 0;
  const made = await newStore(engine, () => {
    commits++;
  });
  onTestFinished(made.dispose);
  return { ...made, commits: () => commits };
}

const insert = (scope: WriteScope, key: string, seq = 1) =>
  scope.db.insert(scope.of(dirty)).values({ kind: 'test', key, seq, availableAt: 0, attempts: 0 });

const keys = async (scope: ReadScope) => {
  const rows = await scope.db.select({ key: scope.of(dirty).key }).from(scope.of(dirty));
  return rows.map((row) => row.key).sort();
};

/** Whether the COMMIT of the unit that asks waits for the disk. */
async function waitsForDisk(scope: ReadScope): Promise<boolean> {
  if (scope.engine === 'postgres') {
    const { rows } = await scope.db.execute<{ synchronous_commit: string }>(sql`SHOW synchronous_commit`);
    return rows[0]?.synchronous_commit === 'on';
  }
  const lite = scope.db as unknown as { get: (query: SQL) => { synchronous: number } };
  return lite.get(sql`PRAGMA synchronous`).synchronous === 2;
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe.each(engines)('storage on %s', (engine) => {
  it('a unit of work that fails after an await leaves nothing behind', async () => {
    const { store } = await setup(engine);
    const failing = store.write(async (scope) => {
      await insert(scope, 'a');
      await turn();
      await insert(scope, 'b');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await store.read(keys)).toEqual([]);
  });

  it('a failing unit does not take the ones that wait beside it along', async () => {
    const { store } = await setup(engine);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        store.write(async (scope) => {
          await insert(scope, `k${i}`);
          if (i % 2 === 1) throw new Error('odd');
          return i;
        }),
      ),
    );
    expect(outcomes.filter((o) => o.status === 'fulfilled').map((o) => o.value)).toEqual([
      0, 2, 4, 6, 8, 10, 12, 14, 16, 18,
    ]);
    expect(await store.read(keys)).toHaveLength(10);
  });

  it('a read never sees a unit of work that has not committed', async () => {
    const { store } = await setup(engine);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let inserted = () => {};
    const isInserted = new Promise<void>((resolve) => {
      inserted = resolve;
    });
    const writing = store.write(async (scope) => {
      await insert(scope, 'a');
      inserted();
      await held;
    });
    await isInserted;
    expect(await store.read(keys)).toEqual([]);
    release();
    await writing;
    expect(await store.read(keys)).toEqual(['a']);
  });

  it.each([
    ['write', 'write'],
    ['write', 'read'],
    ['read', 'write'],
    ['read', 'read'],
  ] as const)('a %s refuses a nested %s', async (outer, inner) => {
    const { store } = await setup(engine);
    const nested = store[outer](async () => store[inner](async () => 1));
    await expect(nested).rejects.toThrow(
      `a ${inner} unit of work was started inside a ${outer} unit of work`,
    );
    expect(await store.write(async () => 'still works')).toBe('still works');
  });

  it('a query that nobody awaited cannot run after its unit of work', async () => {
    const { store } = await setup(engine);
    let kept: WriteScope | undefined;
    await store.write(async (scope) => {
      kept = scope;
    });
    expect(() => insert(kept as WriteScope, 'late')).toThrow('the unit of work has ended');
    expect(await store.read(keys)).toEqual([]);
  });

  it('a unique violation is a ConflictError', async () => {
    const { store } = await setup(engine);
    await store.write((scope) => insert(scope, 'a'));
    const again = store.write((scope) => insert(scope, 'a'));
    await expect(again).rejects.toBeInstanceOf(ConflictError);
    await expect(again).rejects.toBeInstanceOf(DomainError);
  });

  it('100 concurrent writers never overspend one limited resource', async () => {
    const { store } = await setup(engine);
    await store.write((scope) => insert(scope, 'stock', 10));
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () =>
        store.write(async (scope) => {
          const rows = scope.of(dirty);
          const [stock] = await scope.db.select().from(rows).where(eq(rows.key, 'stock'));
          await turn(); // gives every other writer the chance to read the same value
          if (!stock || stock.seq === 0) return false;
          await scope.db
            .update(rows)
            .set({ seq: stock.seq - 1 })
            .where(eq(rows.key, 'stock'));
          return true;
        }),
      ),
    );
    expect(outcomes.filter(Boolean)).toHaveLength(10);
    const [stock] = await store.read((scope) => scope.db.select().from(scope.of(dirty)));
    expect(stock?.seq).toBe(0);
  });

  it('facts wait for the disk, what is found again from them does not', async () => {
    const { store } = await setup(engine);
    expect(await store.write(waitsForDisk)).toBe(true);
    expect(await store.write(waitsForDisk, 'derived')).toBe(false);
    expect(await store.write(waitsForDisk, 'leases')).toBe(false);
    expect(await store.write(waitsForDisk)).toBe(true);
    const beside = [store.write(waitsForDisk, 'derived'), store.write(waitsForDisk, 'facts')];
    // On SQLite they share a COMMIT, and the fact decides.
    expect(await Promise.all(beside)).toEqual([engine === 'sqlite', true]);
  });

  it('a list of values finds, orders and deletes the rows that have one of them', async () => {
    const { store } = await setup(engine);
    const rows = ['a', 'b', 'c'].map((key) => ({ kind: 'test', key, seq: 1, availableAt: 0, attempts: 0 }));
    const whole = rows.map((row) => ({ ...row, leaseUntil: null, lastError: null }));
    await store.write((scope) => insertRows(scope, dirty, whole));
    const found = (key: readonly string[]) =>
      store.read(async (scope) => {
        const held = await selectBy(scope, dirty, { kind: 'test', key }, ['key']);
        return held.map((row) => row.key);
      });
    expect(await found(['c', 'a', 'nobody'])).toEqual(['a', 'c']);
    expect(await found([])).toEqual([]);
    expect(await found(Array.from({ length: 40_000 }, (_, n) => (n === 7 ? 'b' : `no ${n}`)))).toEqual(['b']);
    await store.write((scope) => deleteBy(scope, dirty, { kind: 'test', key: ['a', 'b'] }));
    await store.write((scope) => deleteBy(scope, dirty, { kind: 'test', key: [] }));
    expect(await store.read(keys)).toEqual(['c']);
  });

  it('a prepared statement is built once and serves later units of work', async () => {
    const { store } = await setup(engine);
    let built = 0;
    const put = (key: string) =>
      store.write(async (scope) => {
        const statement = scope.prepared('test.put', ({ db, of }) => {
          built++;
          return db
            .insert(of(dirty))
            .values({ kind: 'test', key: sql.placeholder('key'), seq: 1, availableAt: 0, attempts: 0 })
            .prepare('test_put');
        });
        await statement.execute({ key });
      });
    for (const key of ['a', 'b', 'c']) await put(key);
    expect(await store.read(keys)).toEqual(['a', 'b', 'c']);
    expect(built).toBe(1);
  });

  it('wakes the relay after a commit, and not after a refusal alone', async () => {
    const { store, commits } = await setup(engine);
    await store.write((scope) => insert(scope, 'a'));
    expect(commits()).toBe(1);
    await store
      .write(async () => {
        throw new Error('no');
      })
      .catch(() => {});
    expect(commits()).toBe(engine === 'sqlite' ? 2 : 1); // SQLite commits the (empty) group it stood in
  });
});
