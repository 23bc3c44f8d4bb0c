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
  const kept = new Map<string, unknown>();

  /** A scope that refuses to be used after its unit has ended: a query nobody awaited must not commit by itself. */
  return () => {
    let open = true;
    const scope: WriteScope = {
      writable: true,
      engine,
      native,
      get db() {
        if (!open) throw new Error(ENDED);
        return db;
      },
      of<T extends NeutralTable>(table: T): T['postgres'] {
        return (engine === 'sqlite' ? table.sqlite : table.postgres) as T['postgres'];
      },
      prepared<Q>(name: string, build: (scope: ReadScope) => Q): Q {
        if (!open) throw new Error(ENDED);
        let statement = kept.get(name) as Q | undefined;
        if (statement === undefined) {
          statement = build(scope);
          kept.set(name, statement);
        }
        return statement;
      },
    };
    return {
      scope,
      end: () => {
        open = false;
      },
    };
  };
}
