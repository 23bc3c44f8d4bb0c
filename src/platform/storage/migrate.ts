import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { Client } from 'pg';
import { openConnection, retryWhileBusy } from './sqlite.ts';
import type { Engine } from './store.ts';

export interface Migration {
  name: string;
  hash: string;
  statements: string[];
}

const HISTORY = `CREATE TABLE IF NOT EXISTS schema_migrations (
  idx INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL, applied_at TEXT NOT NULL)`;
const APPLIED = 'SELECT name, hash FROM schema_migrations ORDER BY idx';
/** Any constant: it only has to be the same for every process that migrates. */
const ADVISORY_LOCK = 20_260_101;

/** The committed migrations of an engine, in the order of their numbers. */
export function committedMigrations(engine: Engine): Migration[] {
  const folder = new URL(`../../../drizzle/${engine}/`, import.meta.url);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const sql = readFileSync(new URL(file, folder), 'utf8');
      return {
        name: file.replace(/\.sql$/, ''),
        hash: createHash('sha256').update(sql).digest('hex'),
        statements: sql.split('--> statement-breakpoint').map((statement) => statement.trim()),
      };
    });
}

/**
 * What is still to be applied. Throws when what was applied is not, by name, order and hash, the beginning of what this
 * program knows: such a database belongs to another version.
 */
export function pendingMigrations(
  known: readonly Migration[],
  applied: readonly { name: string; hash: string }[],
): Migration[] {
  applied.forEach((done, index) => {
    const expected = known[index];
    if (expected?.name === done.name && expected.hash === done.hash) return;
    throw new Error(
      `the database has migration ${index} "${done.name}" (${done.hash.slice(0, 12)}), this program ` +
        (expected ? `expects "${expected.name}" (${expected.hash.slice(0, 12)})` : 'knows none') +
        ': refusing to start',
    );
  });
  return known.slice(applied.length);
}

/** Brings an SQLite file up to date under an exclusive lock. Answers how many migrations were applied. */
export async function migrateSqlite(path: string, known = committedMigrations('sqlite')): Promise<number> {
  const connection = openConnection(path);
  try {
    // Rebuilding a parent table would otherwise delete its cascading children; it has no effect inside a transaction.
    connection.pragma('foreign_keys = OFF');
    await retryWhileBusy(() => connection.exec('BEGIN EXCLUSIVE'), 60_000);
    try {
      const count = applyToSqlite(connection, known);
      connection.exec('COMMIT');
      return count;
    } catch (error) {
      if (connection.inTransaction) connection.exec('ROLLBACK');
      throw error;
    }
  } finally {
    connection.close();
  }
}

function applyToSqlite(connection: Database.Database, known: readonly Migration[]): number {
  connection.exec(HISTORY);
  const applied = connection.prepare<[], { name: string; hash: string }>(APPLIED).all();
  const pending = pendingMigrations(known, applied);
  const record = connection.prepare('INSERT INTO schema_migrations VALUES (?, ?, ?, ?)');
  pending.forEach((migration, index) => {
    for (const statement of migration.statements) connection.exec(statement);
    record.run(applied.length + index, migration.name, migration.hash, new Date().toISOString());
  });
  const broken: unknown[] = pending.length > 0 ? (connection.pragma('foreign_key_check') as unknown[]) : [];
  if (broken.length > 0) throw new Error(`migration leaves ${broken.length} rows without their parent`);
  return pending.length;
}

/** Brings a PostgreSQL database up to date under an advisory lock. Answers how many migrations were applied. */
export async function migratePostgres(url: string, known = committedMigrations('postgres')): Promise<number> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await client.query('BEGIN');
    try {
      await client.query(HISTORY);
      const { rows: applied } = await client.query<{ name: string; hash: string }>(APPLIED);
      const pending = pendingMigrations(known, applied);
      for (const [index, migration] of pending.entries()) {
        for (const statement of migration.statements) await client.query(statement);
        await client.query('INSERT INTO schema_migrations VALUES ($1, $2, $3, $4)', [
          applied.length + index,
          migration.name,
          migration.hash,
          new Date().toISOString(),
        ]);
      }
      await client.query('COMMIT');
      return pending.length;
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  } finally {
    // Ending the session gives the advisory lock back.
    await client.end();
  }
}
