import Database from 'better-sqlite3';
import { DatabaseError } from 'pg';
import { ConflictError, DomainError } from '../errors.ts';
import type { Writes } from './store.ts';

/** The driver's own error inside what drizzle wraps around it. */
function causeOf<T>(error: unknown, is: (candidate: unknown) => candidate is T): T | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (is(current)) return current;
  }
  return undefined;
}

/** Turns an SQLite failure into what both engines throw; anything else is passed on as it is. */
export function sqliteRefusal(error: unknown): unknown {
  const cause = causeOf(error, (candidate) => candidate instanceof Database.SqliteError);
  switch (cause?.code) {
    case 'SQLITE_CONSTRAINT_UNIQUE':
    case 'SQLITE_CONSTRAINT_PRIMARYKEY':
      return new ConflictError('a row with this key is already recorded', cause);
    case 'SQLITE_FULL':
      return new DomainError('storage_full', 'nothing was written: the disk is full', { cause });
    case 'SQLITE_BUSY':
    case 'SQLITE_IOERR_WRITE':
    case 'SQLITE_IOERR_FSYNC':
      return new DomainError('unavailable', 'nothing was written: the database did not answer', { cause });
    default:
      return error;
  }
}

/**
 * True when PostgreSQL asks for the unit of work to be run again: serialisation failure or deadlock. Under a snapshot a row that
 * another unit has added meanwhile shows as a unique violation instead.
 */
export function asksForRetry(error: unknown, writes: Writes = 'facts'): boolean {
  const cause = causeOf(error, (candidate) => candidate instanceof DatabaseError);
  const overtaken = writes === 'derived' && cause?.code === '23505';
  return overtaken || cause?.code === '40001' || cause?.code === '40P01';
}

/** Turns a PostgreSQL failure into what both engines throw; anything else is passed on as it is. */
export function postgresRefusal(error: unknown): unknown {
  const cause = causeOf(error, (candidate) => candidate instanceof DatabaseError);
  if (cause?.code === '23505') return new ConflictError('a row with this key is already recorded', cause);
  if (cause?.code === '53100') {
    return new DomainError('storage_full', 'nothing was written: the disk is full', { cause });
  }
  const gone =
    asksForRetry(error) ||
    // lock_not_available: somebody held a lock for longer than the deadline
    cause?.code === '55P03' ||
    cause?.code?.startsWith('57P') === true ||
    causeOf(error, isConnectionFailure) !== undefined;
  return gone
    ? new DomainError('unavailable', 'nothing was written: the database did not answer', { cause: error })
    : error;
}

function isConnectionFailure(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return (
    code === 'ECONNREFUSED' ||
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    code === 'ETIMEDOUT' ||
    /Connection terminated|timeout exceeded when trying to connect/.test(error.message)
  );
}
