import { setTimeout as wait } from 'node:timers/promises';
import { Pool, type PoolClient } from 'pg';
import { onPostgres } from './drizzle.ts';
import { asksForRetry, postgresRefusal } from './failures.ts';
import { asUnit, insideUnit } from './nesting.ts';
import { scopesOn } from './scopes.ts';
import type { AfterCommit, Db, Writes, ReadScope, Store, WriteScope } from './store.ts';

const MAX_ATTEMPTS = 30;
/** Both are as long as SQLite waits for another process's lock. */
const CONNECT_DEADLINE_MS = 5_000;
const LOCK_DEADLINE_MS = 5_000;
// Said with BEGIN: in the same message it costs nothing, and a connection pooler passes it on.
const begin = (level: string) =>
  `BEGIN ISOLATION LEVEL ${level}; SET LOCAL lock_timeout = ${LOCK_DEADLINE_MS}`;
const NOT_WAITING_FOR_THE_DISK = '; SET LOCAL synchronous_commit = off';
const BEGIN = {
  read: begin('REPEATABLE READ READ ONLY'),
  facts: begin('SERIALIZABLE'),
  derived: begin('REPEATABLE READ') + NOT_WAITING_FOR_THE_DISK,
  leases: begin('READ COMMITTED') + NOT_WAITING_FOR_THE_DISK,
  chain: begin('READ COMMITTED'),
} satisfies Record<Writes | 'read', string>;

/**
 * PostgreSQL: serialisable units of work, and another attempt when the database asks for one. Work may therefore run more than
 * once, which is why it may have no effect but its rows. Readers have connections of their own, so that writes that wait for
 * a lock do not keep them waiting too.
 */
export function openPostgresStore(
  url: string,
  options: { afterCommit?: AfterCommit; onError?: (error: Error) => void; poolSize?: number } = {},
): Store {
  const openPool = () => {
    const pool = new Pool({
      connectionString: url,
      max: options.poolSize ?? 16,
      connectionTimeoutMillis: CONNECT_DEADLINE_MS,
      application_name: 'aid-ledger',
      // A 2xx means that the fact is on disk, whatever the server's default is.
      options: '-c synchronous_commit=on -c idle_in_transaction_session_timeout=60000',
    });
    pool.on('error', (error) => options.onError?.(error));
    return pool;
  };
  const writers = openPool();
  const readers = openPool();
  const scopes = new WeakMap<PoolClient, ReturnType<typeof scopesOn>>();

  function openScope(client: PoolClient) {
    let open = scopes.get(client);
    if (!open) {
      open = scopesOn(onPostgres(client) as Db, 'postgres');
      scopes.set(client, open);
    }
    return open();
  }

  async function attempt<T>(kind: Writes | 'read', work: (scope: WriteScope) => Promise<T>): Promise<T> {
    const client = await (kind === 'read' ? readers : writers).connect();
    let broken = false;
    try {
      await client.query(BEGIN[kind]);
      const { scope, end } = openScope(client);
      try {
        const value = await insideUnit(kind === 'read' ? 'read' : 'write', () => work(scope));
        await client.query('COMMIT');
        return value;
      } catch (error) {
        await client.query('ROLLBACK').catch(() => {
          broken = true;
        });
        throw error;
      } finally {
        end();
      }
    } finally {
      client.release(broken);
    }
  }

  async function retried<T>(work: (scope: WriteScope) => Promise<T>, writes: Writes): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(writes, work);
      } catch (error) {
        if (!asksForRetry(error, writes) || tries >= MAX_ATTEMPTS) throw postgresRefusal(error);
        await wait(Math.random() * Math.min(2 ** tries, 100));
      }
    }
  }

  return {
    engine: 'postgres',
    write<T>(work: (scope: WriteScope) => Promise<T>, writes: Writes = 'facts'): Promise<T> {
      return asUnit('write', async () => {
        const value = await retried(work, writes);
        options.afterCommit?.();
        return value;
      });
    },
    read<T>(work: (scope: ReadScope) => Promise<T>): Promise<T> {
      return asUnit('read', async () => {
        try {
          return await attempt('read', work);
        } catch (error) {
          throw postgresRefusal(error);
        }
      });
    },
    async close() {
      await Promise.all([writers.end(), readers.end()]);
    },
  };
}
