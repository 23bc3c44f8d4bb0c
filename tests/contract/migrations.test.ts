import Database from 'better-sqlite3';
import { Client } from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { generate } from '../../drizzle/generate.ts';
import {
  committedMigrations,
  migratePostgres,
  migrateSqlite,
  type Migration,
  pendingMigrations,
} from '../../src/platform/storage/migrate.ts';
import { openStore } from '../../src/platform/storage/open.ts';
import { foldForSearch } from '../../src/search.ts';
import { engines, newTarget } from '../support/stores.ts';

async function place(engine: (typeof engines)[number]) {
  const made = await newTarget(engine);
  onTestFinished(made.remove);
  const { target } = made;
  const migrate = (known?: Migration[]) =>
    target.engine === 'sqlite' ? migrateSqlite(target.file, known) : migratePostgres(target.url, known);
  const query = async (statement: string): Promise<unknown[]> => {
    if (target.engine === 'sqlite') {
      const connection = new Database(target.file);
      try {
        const prepared = connection.prepare(statement);
        return prepared.reader ? prepared.all() : [prepared.run()];
      } finally {
        connection.close();
      }
    }
    const client = new Client({ connectionString: target.url });
    await client.connect();
    try {
      return (await client.query(statement)).rows as unknown[];
    } finally {
      await client.end();
    }
  };
  return { migrate, query, target };
}

const migration = (name: string, ...statements: string[]): Migration => ({
  name,
  hash: `hash of ${statements.join(';')}`,
  statements,
});

describe('the committed migrations', () => {
  it('say what the tables say: nothing is left to generate', async () => {
    expect(await generate({ name: 'check', check: true })).toEqual([]);
  });

  it.each(engines)('apply once on %s, and again change nothing', async (engine) => {
    const { migrate } = await place(engine);
    expect(await migrate()).toBe(committedMigrations(engine).length);
    expect(await migrate()).toBe(0);
  });

  it.each(engines)('are applied once when several processes start together on %s', async (engine) => {
    const { migrate } = await place(engine);
    const counts = await Promise.all([migrate(), migrate(), migrate()]);
    expect(counts.filter((count) => count > 0)).toHaveLength(1);
  });
});

it.each(engines)('what an earlier release recorded is found by its folded text on %s', async (engine) => {
  const { migrate, query, target } = await place(engine);
  const known = committedMigrations(engine);
  await migrate(
    known.slice(
      0,
      known.findIndex(({ name }) => name.endsWith('_search')),
    ),
  );
  const literal = (value: string | number) => (typeof value === 'number' ? value : `'${value}'`);
  const insert = (table: string, ...rows: Record<string, string | number>[]) =>
    query(
      `INSERT INTO ${table} (${Object.keys(rows[0]!).join()}) VALUES ${rows
        .map((row) => `(${Object.values(row).map(literal).join()})`)
        .join()}`,
    );
  const recorded = { content_hash: '', recorded_by: 'earlier', recorded_at: 1 };
  await insert('organisations', { id: 'o', name: 'O', name_folded: 'o', kind: 'donor', recorded_at: 1 });
  const parties = { consignor: 'o', consignee: 'o', origin: 'Almaty', province: 'AF23' };
  // More than are folded in one unit of work.
  const earlier = Array.from({ length: 501 }, (_, index) => ({
    id: `s${index}`,
    waybill: `НАКЛАДНАЯ ${index}`,
  }));
  await insert('shipments', ...earlier.map((row) => ({ ...row, ...parties, ...recorded })));
  await insert('pledges', {
    ...{ id: 'p', reference: 'ÉLAN', donor: 'o', status: 'paid', contribution_type: 'financial' },
    ...{ flow_type: 'standard', earmarking: 1, decided_on: '2026-10-01', currency: 'USD' },
    ...{ rate_per_usd: '1', rate_date: '2026-10-01', version: 1, ...recorded },
  });
  const store = await openStore(target);
  onTestFinished(() => store.close());
  await foldForSearch(store);
  expect(await query("SELECT id FROM shipments WHERE waybill_folded = 'накладная 500'")).toEqual([
    { id: 's500' },
  ]);
  expect(await query('SELECT id FROM shipments WHERE waybill_folded IS NULL')).toEqual([]);
  expect(await query('SELECT reference_folded FROM pledges')).toEqual([{ reference_folded: 'elan' }]);
});

describe('a database of another version is refused', () => {
  const known = [migration('0000_a', 'x'), migration('0001_b', 'y')];
  it.each([
    ['another hash', [{ name: '0000_a', hash: 'tampered' }], /migration 0 "0000_a"/],
    ['another order', [{ name: '0001_b', hash: 'hash of y' }], /expects "0000_a"/],
    [
      'more than this program knows',
      [
        { name: '0000_a', hash: 'hash of x' },
        { name: '0001_b', hash: 'hash of y' },
        { name: '0002_c', hash: 'z' },
      ],
      /knows none/,
    ],
  ])('%s', (_case, applied, message) => {
    expect(() => pendingMigrations(known, applied)).toThrow(message);
  });

  it.each(engines)('and starting on it fails on %s', async (engine) => {
    const { migrate } = await place(engine);
    await migrate();
    const changed = committedMigrations(engine).map((made) => ({ ...made, hash: 'changed' }));
    await expect(migrate(changed)).rejects.toThrow('refusing to start');
  });
});

describe('rebuilding a parent table', () => {
  // The statements drizzle-kit writes for SQLite when a column changes: its own PRAGMA has no effect inside a transaction.
  const first = migration(
    '0000_first',
    'CREATE TABLE parent (id TEXT PRIMARY KEY, note TEXT)',
    'CREATE TABLE child (id TEXT PRIMARY KEY, parent TEXT NOT NULL REFERENCES parent(id) ON DELETE CASCADE)',
    "INSERT INTO parent VALUES ('p', 'x')",
    "INSERT INTO child VALUES ('c', 'p')",
  );
  const rebuild = migration(
    '0001_rebuild',
    'PRAGMA foreign_keys=OFF',
    'CREATE TABLE __new_parent (id TEXT PRIMARY KEY, note TEXT NOT NULL)',
    'INSERT INTO __new_parent SELECT id, note FROM parent',
    'DROP TABLE parent',
    'ALTER TABLE __new_parent RENAME TO parent',
    'PRAGMA foreign_keys=ON',
  );

  it('keeps its children', async () => {
    const { migrate, query } = await place('sqlite');
    await migrate([first]);
    await migrate([first, rebuild]);
    expect(await query('SELECT id, parent FROM child')).toEqual([{ id: 'c', parent: 'p' }]);
  });

  it('is rolled back whole when it would leave orphans', async () => {
    const { migrate, query } = await place('sqlite');
    await migrate([first]);
    const orphaning = migration('0001_orphans', 'DELETE FROM parent');
    await expect(migrate([first, orphaning])).rejects.toThrow('1 rows without their parent');
    expect(await query('SELECT id FROM parent')).toEqual([{ id: 'p' }]);
    expect(await migrate([first])).toBe(0);
  });
});
