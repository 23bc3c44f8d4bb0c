/** A fresh database per call, empty or migrated, on each engine that this machine has. */
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openStore, type StorageTarget } from '../../src/platform/storage/open.ts';
import type { AfterCommit, Engine, Store } from '../../src/platform/storage/store.ts';
import { POSTGRES_TEMPLATE } from './servers.ts';

export interface Target {
  target: StorageTarget;
  /** As `DATABASE_URL` wants it. */
  url: string;
  remove: () => Promise<void>;
}

export const engines: readonly Engine[] = inject('postgresUrl') ? ['sqlite', 'postgres'] : ['sqlite'];

/** A place for a new database: an empty folder, or an empty PostgreSQL database. */
export async function newTarget(engine: Engine): Promise<Target> {
  return engine === 'sqlite' ? newSqliteTarget() : newPostgresTarget('template1');
}

/** A new database that is migrated already, once for the whole run: whoever opens it finds nothing to apply. */
export async function newMigratedTarget(engine: Engine): Promise<Target> {
  if (engine === 'postgres') return newPostgresTarget(POSTGRES_TEMPLATE);
  return newSqliteCopy(inject('sqliteTemplate'));
}

/** A new SQLite database with what is in another file, which nobody writes to. */
export function newSqliteCopy(original: string): Target {
  return newSqliteTarget((file) => copyFileSync(original, file));
}

function newSqliteTarget(prepare: (file: string) => void = () => {}): Target {
  const folder = mkdtempSync(join(inject('sqliteFolder'), 'ledger-'));
  const file = join(folder, 'ledger.sqlite');
  prepare(file);
  return {
    target: { engine: 'sqlite', file },
    url: `file:${file}`,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function newPostgresTarget(template: string): Promise<Target> {
  const admin = inject('postgresUrl');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await query(admin, `CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const url = admin.replace(/\/postgres$/, `/${name}`);
  return {
    target: { engine: 'postgres', url },
    url,
    remove: () => query(admin, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A store on a new, migrated database, and the way to be rid of both. */
export async function newStore(
  engine: Engine,
  afterCommit?: AfterCommit,
): Promise<{ store: Store; target: Target; dispose: () => Promise<void> }> {
  const target = await newMigratedTarget(engine);
  const store = await openStore(target.target, {
    onError: () => {},
    ...(afterCommit ? { afterCommit } : {}),
  });
  return {
    store,
    target,
    dispose: async () => {
      await store.close();
      await target.remove();
    },
  };
}
