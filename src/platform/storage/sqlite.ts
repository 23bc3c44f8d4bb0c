import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { DomainError } from '../errors.ts';
import { onSqlite } from './drizzle.ts';
import { sqliteRefusal } from './failures.ts';
import { asUnit, insideUnit } from './nesting.ts';
import { scopesOn } from './scopes.ts';
import type { AfterCommit, Db, ReadScope, Store, Writes, WriteScope } from './store.ts';

/**
 * Every connection needs all of these: SQLite forgets them when a connection closes, and a connection left at
 * `synchronous=NORMAL` loses acknowledged commits in a power cut.
 */
export const PRAGMAS = {
  journal_mode: { set: 'WAL', reads: 'wal' },
  synchronous: { set: 'FULL', reads: 2 },
  foreign_keys: { set: 'ON', reads: 1 },
  trusted_schema: { set: 'OFF', reads: 0 },
  busy_timeout: { set: '0', reads: 0 },
} as const;

/** More units than this wait for the next commit, so that the first is not kept waiting by the last. */
const MAX_GROUP = 256;
const BUSY_DEADLINE_MS = 5_000;

/** Opens a connection with every pragma set and read back. `busy_timeout` is 0: waiting inside SQLite would stop the event loop. */
export function openConnection(path: string, options: { readonly?: boolean } = {}): Database.Database {
  if (!options.readonly) mkdirSync(dirname(path), { recursive: true });
  const connection = new Database(path, { timeout: 0, readonly: options.readonly ?? false });
  for (const [name, { set, reads }] of Object.entries(PRAGMAS)) {
    if (!(options.readonly && name === 'journal_mode')) connection.pragma(`${name} = ${set}`);
    const value: unknown = connection.pragma(name, { simple: true });
    if (value !== reads) throw new Error(`SQLite pragma ${name} is ${String(value)}, not ${String(reads)}`);
  }
  return connection;
}

/** Runs `attempt` until no other process holds the lock, waiting without stopping the event loop. */
export async function retryWhileBusy<T>(attempt: () => T, deadlineMs = BUSY_DEADLINE_MS): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (let pause = 1; ; pause = Math.min(pause * 2, 50)) {
    try {
      return attempt();
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy) throw error;
      if (Date.now() >= deadline) {
        throw new DomainError('unavailable', 'the database is locked by another process', { cause: error });
      }
      await wait(pause);
    }
  }
}

interface Unit {
  work: (scope: WriteScope) => Promise<unknown>;
  writes: Writes;
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

type Outcome = { value: unknown } | { error: unknown };

/**
 * SQLite with one writer connection behind a queue and one reader. Units of work that wait at the same moment share one
 * transaction, each in its own savepoint, and are acknowledged only after its COMMIT: one fsync for many requests, and none
 * where no fact is among what they write.
 *
 * drizzle's own `transaction(async …)` is not used: on better-sqlite3 it is not atomic.
 */
export function openSqliteStore(path: string, afterCommit: AfterCommit = () => {}): Store {
  const writer = openConnection(path);
  const reader = openConnection(path, { readonly: true });
  const writeStatements = statementsOf(writer);
  const readStatements = statementsOf(reader);
  const waiting: Unit[] = [];
  let draining: Promise<void> | undefined;
  let reading: Promise<unknown> = Promise.resolve();
  let closed = false;
  let waitsForDisk = true;

  function setWaitsForDisk(wanted: boolean): void {
    if (wanted === waitsForDisk) return;
    writer.pragma(`synchronous = ${wanted ? 'FULL' : 'NORMAL'}`);
    waitsForDisk = wanted;
  }

  async function runUnit(unit: Unit): Promise<Outcome> {
    writeStatements.savepoint.run();
    const { scope, end } = writeStatements.openScope();
    try {
      const value = await insideUnit('write', () => unit.work(scope));
      writeStatements.release.run();
      return { value };
    } catch (error) {
      // Some failures (a full disk) make SQLite roll the whole transaction back by itself.
      if (writer.inTransaction) {
        writeStatements.rollbackTo.run();
        writeStatements.release.run();
      }
      return { error: sqliteRefusal(error) };
    } finally {
      end();
    }
  }

  async function commitGroup(group: readonly Unit[]): Promise<void> {
    const outcomes: Outcome[] = [];
    try {
      setWaitsForDisk(group.some(({ writes }) => writes === 'facts' || writes === 'chain'));
      await retryWhileBusy(() => writeStatements.begin.run());
      for (const unit of group) {
        outcomes.push(await runUnit(unit));
        if (!writer.inTransaction) throw lostTransaction(outcomes);
      }
      writeStatements.commit.run();
    } catch (error) {
      if (writer.inTransaction) writeStatements.rollback.run();
      const refusal = sqliteRefusal(error);
      for (const unit of group) unit.reject(refusal);
      return;
    }
    afterCommit();
    group.forEach((unit, index) => {
      const outcome = outcomes[index] as Outcome;
      if ('error' in outcome) unit.reject(outcome.error);
      else unit.resolve(outcome.value);
    });
  }

  async function drain(): Promise<void> {
    while (waiting.length > 0) {
      await gather();
      await commitGroup(waiting.splice(0, MAX_GROUP));
    }
    draining = undefined;
  }

  /**
   * Lets the group grow for as long as every turn of the event loop brings another unit: a COMMIT costs an fsync, during which
   * nothing else runs, and one that waits alone is committed after a single turn.
   */
  async function gather(): Promise<void> {
    for (let seen = 0; seen < waiting.length && waiting.length < MAX_GROUP;) {
      seen = waiting.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  return {
    engine: 'sqlite',

    write<T>(work: (scope: WriteScope) => Promise<T>, writes: Writes = 'facts'): Promise<T> {
      return asUnit(
        'write',
        () =>
          new Promise<T>((resolve, reject) => {
            if (closed) {
              reject(new DomainError('unavailable', 'the database is closed'));
              return;
            }
            waiting.push({ work, writes, resolve: resolve as (value: unknown) => void, reject });
            draining ??= drain();
          }),
      );
    },

    read<T>(work: (scope: ReadScope) => Promise<T>): Promise<T> {
      return asUnit('read', () => {
        // One after another: they share a connection, and with it a snapshot.
        const turn = reading.then(async () => {
          const { scope, end } = readStatements.openScope();
          await retryWhileBusy(() => readStatements.beginRead.run());
          try {
            return await insideUnit('read', () => work(scope));
          } catch (error) {
            throw sqliteRefusal(error);
          } finally {
            readStatements.commit.run();
            end();
          }
        });
        reading = turn.catch(() => {});
        return turn;
      });
    },

    async close() {
      closed = true;
      await draining;
      await reading;
      reader.close();
      writer.close();
    },
  };
}

function lostTransaction(outcomes: readonly Outcome[]): unknown {
  const last = outcomes.at(-1);
  return last && 'error' in last ? last.error : new Error('the transaction ended inside a unit of work');
}

/** The transaction statements of a connection, prepared once, and the scopes that run on it. */
function statementsOf(connection: Database.Database) {
  return {
    openScope: scopesOn(onSqlite(connection) as unknown as Db, 'sqlite', connection),
    begin: connection.prepare('BEGIN IMMEDIATE'),
    beginRead: connection.prepare('BEGIN'),
    commit: connection.prepare('COMMIT'),
    rollback: connection.prepare('ROLLBACK'),
    savepoint: connection.prepare('SAVEPOINT unit'),
    release: connection.prepare('RELEASE unit'),
    rollbackTo: connection.prepare('ROLLBACK TO unit'),
  };
}
