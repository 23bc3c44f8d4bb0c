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
        return connection.prepare(statement).all();
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
  return { migrate, query };
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
