import { migratePostgres, migrateSqlite } from './migrate.ts';
import { openPostgresStore } from './postgres.ts';
import { openSqliteStore } from './sqlite.ts';
import type { AfterCommit, Store } from './store.ts';

/** Where the ledger is kept: a file, or a PostgreSQL database. */
export type StorageTarget = { engine: 'sqlite'; file: string } | { engine: 'postgres'; url: string };

/** Brings the database up to date and opens it; refuses one that another version of the program has changed. */
export async function openStore(
  target: StorageTarget,
  options: { afterCommit?: AfterCommit; onError?: (error: Error) => void } = {},
): Promise<Store> {
  if (target.engine === 'sqlite') {
    await migrateSqlite(target.file);
    return openSqliteStore(target.file, options.afterCommit);
  }
  await migratePostgres(target.url);
  return openPostgresStore(target.url, options);
}
