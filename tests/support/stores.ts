/** A fresh, migrated database per call, on each engine that this machine has. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { openStore, type StorageTarget } from '../../src/platform/storage/open.ts';
import type { AfterCommit, Engine, Store } from '../../src/platform/storage/store.ts';

export interface Target {
  target: StorageTarget;
  /** As `DATABASE_URL` wants it. */
  url: string;
  remove: () => Promise<void>;
}

export const engines: readonly Engine[] = inject('postgresUrl') ? ['sqlite', 'postgres'] : ['sqlite'];

/** A place for a new database: an empty folder, or an empty PostgreSQL database. */
export async function newTarget(engine: Engine): Promise<Target> {
  if (engine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'aid-ledger-'));
    const file = join(folder, 'ledger.sqlite');
    return {
      target: { engine, file },
      url: `file:${file}`,
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    };
  }
  const admin = inject('postgresUrl');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await query(admin, `CREATE DATABASE ${name}`);
  const url = admin.replace(/\/postgres$/, `/${name}`);
  return {
    target: { engine, url },
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

/** A store on a new database, and the way to be rid of both. */
export async function newStore(
  engine: Engine,
  afterCommit?: AfterCommit,
): Promise<{ store: Store; target: Target; dispose: () => Promise<void> }> {
  const target = await newTarget(engine);
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
