import type Database from 'better-sqlite3';
import type { NeutralTable } from './columns.ts';
import type { Db, Engine, ReadScope, WriteScope } from './store.ts';

const ENDED = 'the unit of work has ended: a query in it was not awaited';

/** Makes the scopes of one connection; statements prepared on it are kept with it. */
export function scopesOn(
  db: Db,
  engine: Engine,
  native?: Database.Database,
): () => { scope: WriteScope; end: () => void } {
  const connection = { db, engine, native, kept: new Map<string, unknown>() };
  return () => {
    const scope = new UnitScope(connection);
    return { scope, end: () => scope.end() };
  };
}

interface Connection {
  db: Db;
  engine: Engine;
  native: Database.Database | undefined;
  kept: Map<string, unknown>;
}

/**
 * A scope that refuses to be used after its unit has ended: a query nobody awaited must not commit by itself. A class, because the engine
 * of the language is slow with objects that each have a getter of their own, and every request makes one.
 */
class UnitScope implements WriteScope {
  readonly writable = true;
  readonly engine: Engine;
  readonly native: Database.Database | undefined;
  readonly of: WriteScope['of'];
  readonly #connection: Connection;
  #open = true;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.engine = connection.engine;
    this.native = connection.native;
    this.of = connection.engine === 'sqlite' ? ofSqlite : ofPostgres;
  }

  get db(): Db {
    if (!this.#open) throw new Error(ENDED);
    return this.#connection.db;
  }

  prepared<Q>(name: string, build: (scope: ReadScope) => Q): Q {
    if (!this.#open) throw new Error(ENDED);
    const { kept } = this.#connection;
    let statement = kept.get(name) as Q | undefined;
    if (statement === undefined) {
      statement = build(this);
      kept.set(name, statement);
    }
    return statement;
  }

  end(): void {
    this.#open = false;
  }
}

// Both engines' tables have the same shape for whoever queries them.
const ofSqlite = <T extends NeutralTable>(table: T) => table.sqlite as T['postgres'];
const ofPostgres = <T extends NeutralTable>(table: T) => table.postgres as T['postgres'];
