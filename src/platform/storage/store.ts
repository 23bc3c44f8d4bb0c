import type Database from 'better-sqlite3';
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
  /** For the storage platform alone, where the two say a thing differently: repositories are written once. */
  readonly engine: Engine;
  /** The connection itself, on SQLite; for the storage platform alone. */
  readonly native: Database.Database | undefined;
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
 * What a unit of work writes; from it follow how far units are kept apart (PostgreSQL; SQLite has one writer) and whether a unit
 * waits for the disk.
 *
 * - `facts`: serialisable, so that a rule checked in the unit holds when it commits, and on disk when the unit resolves.
 * - `derived`: a snapshot, guarded by the number of the dirty row. A power cut may take the last ones back, and with them the
 *   clearing of their dirty rows: they are derived again.
 * - `leases`: row locks, to take rows that others only add. A lost lease means that the row is sent again.
 * - `chain`: row locks too, but on disk when the unit resolves: what was made known of it must never be taken back.
 *
 * What commits is in order: a fact on disk has everything before it on disk.
 */
export type Writes = 'facts' | 'derived' | 'leases' | 'chain';

/**
 * The storage port. A unit of work is atomic, may run twice (PostgreSQL retries serialisation failures) and so has no effect
 * but its rows; it never nests and never waits for a network, a queue or a timer.
 */
export interface Store {
  readonly engine: Engine;
  /** Reads a consistent snapshot. */
  read<T>(work: (scope: ReadScope) => Promise<T>): Promise<T>;
  /** Runs one atomic unit of work, of `facts` unless said otherwise. Throws `ConflictError` on a unique violation. */
  write<T>(work: (scope: WriteScope) => Promise<T>, writes?: Writes): Promise<T>;
  close(): Promise<void>;
}

/** Called after each commit, to wake the relay; must return at once. */
export type AfterCommit = () => void;
