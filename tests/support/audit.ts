/** The audit trail as tests read it, wait for it, and alter it behind the service's back. */
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Client } from 'pg';
import { auditLog } from '../../src/audit/tables.ts';
import { auditPending } from '../../src/platform/acts/tables.ts';
import type { Store } from '../../src/platform/storage/store.ts';

export const trailOf = (store: Store) =>
  store.read((scope) => scope.db.select().from(scope.of(auditLog)).orderBy(scope.of(auditLog).seq));
export const pendingOf = (store: Store) =>
  store.read((scope) => scope.db.select().from(scope.of(auditPending)));

/** Waits until nothing is left to seal. */
export async function sealed(store: Store, withinMs = 20_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while ((await pendingOf(store)).length > 0) {
    if (Date.now() > deadline) throw new Error(`not sealed within ${withinMs} ms`);
    await wait(10);
  }
}

/** A connection to a database past the service, as whoever has its password can have one. */
export async function openBehindItsBack(
  url: string,
): Promise<{ run: (statement: string) => Promise<void>; close: () => Promise<void> }> {
  if (url.startsWith('file:')) {
    const connection = new Database(url.slice('file:'.length), { timeout: 5_000 });
    return {
      run: async (statement) => void connection.exec(statement),
      close: async () => void connection.close(),
    };
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  return { run: async (statement) => void (await client.query(statement)), close: () => client.end() };
}

/** Runs statements on a database past the service. */
export async function behindItsBack(url: string, statements: readonly string[]): Promise<void> {
  const { run, close } = await openBehindItsBack(url);
  try {
    for (const statement of statements) await run(statement);
  } finally {
    await close();
  }
}
