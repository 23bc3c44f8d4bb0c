import type { NeutralTable } from './columns.ts';
import type { NodePgDatabase, SQLWrapper } from './drizzle.ts';

/**
 * The query builder. Typed as PostgreSQL's: repositories use only what both dialects share (select, insert, update, delete,
 * on conflict, returning), and the contract suite runs every repository on both.
 */
export type Db = NodePgDatabase;

/** Ids chosen by a query that is part of another: however many they are, they never leave the database. */
export type IdsQuery = SQLWrapper;

/** What a unit of work is given, and passes on explicitly: there is no ambient transaction. */
export interface ReadScope {
  readonly db: Db;
  /** The engine's own table behind a neutral one. */
  of: <T extends NeutralTable>(table: T) => T['postgres'];
  /**
   * A statement prepared once per connection and kept under `name`. For hot paths: building a drizzle query anew costs more
   * than running it.
   */
  prepared: <Q>(name: string, build: (scope: ReadScope) => Q) => Q;
}

/** A scope that may write. Only {@link Store.write} makes one. */
export interface WriteScope extends ReadScope {
  readonly writable: true;
}

export type Engine = 'sqlite' | 'postgres';

/**
 * How far units of work are kept apart on PostgreSQL. Facts are written `serializable`: a rule checked in the unit holds when it
 * commits. What is derived needs a `snapshot` only, guarded by the number of its dirty row. `row locks` is for taking rows that
 * others only add. SQLite has one writer, for which all three are the same.
 */
export type Isolation = 'serializable' | 'snapshot' | 'row locks';

/**
 * The storage port. A unit of work is atomic, may run twice (PostgreSQL retries serialisation failures) and so has no effect
 * but its rows; it never nests and never waits for a network, a queue or a timer.
 */
export interface Store {
  readonly engine: Engine;
  /** Reads a consistent snapshot. */
  read<T>(work: (scope: ReadScope) => Promise<T>): Promise<T>;
  /** Runs one atomic unit of work; resolves only when it is on disk. Throws `ConflictError` on a unique violation. */
  write<T>(work: (scope: WriteScope) => Promise<T>, isolation?: Isolation): Promise<T>;
  close(): Promise<void>;
}

/** Called after each commit, to wake the relay; must return at once. */
export type AfterCommit = () => void;
