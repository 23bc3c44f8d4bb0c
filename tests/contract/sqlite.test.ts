/** What SQLite needs beyond the common contract. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { dirty } from '../../src/platform/queue/tables.ts';
import { openConnection, openSqliteStore } from '../../src/platform/storage/sqlite.ts';
import { migrateSqlite } from '../../src/platform/storage/migrate.ts';
import { newStore } from '../support/stores.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'aid-ledger-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

describe('SQLite', () => {
  it('reads every pragma back on a writing and on a reading connection', () => {
    const path = join(folder(), 'a.sqlite');
    for (const readonly of [false, true]) {
      const connection = openConnection(path, { readonly });
      const read = (name: string): unknown => connection.pragma(name, { simple: true });
      expect({
        journal: read('journal_mode'),
        synchronous: read('synchronous'),
        keys: read('foreign_keys'),
        trusted: read('trusted_schema'),
        busy: read('busy_timeout'),
      }).toEqual({ journal: 'wal', synchronous: 2, keys: 1, trusted: 0, busy: 0 });
      connection.close();
    }
  });

  it('every table is STRICT', async () => {
    const { target, dispose } = await newStore('sqlite');
    onTestFinished(dispose);
    const connection = new Database(target.url.replace('file:', ''), { readonly: true });
    const loose = connection
      .prepare(
        `SELECT name FROM pragma_table_list WHERE type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'
         AND name <> 'schema_migrations'`,
      )
      .all();
    connection.close();
    expect(loose).toEqual([]);
  });

  it('shares one COMMIT between units of work that wait at the same moment', async () => {
    let commits = 0;
    const { store, dispose } = await newStore('sqlite', () => {
      commits++;
    });
    onTestFinished(dispose);
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        store.write((scope) =>
          scope.db
            .insert(scope.of(dirty))
            .values({ kind: 'test', key: `k${i}`, seq: 1, availableAt: 0, attempts: 0 }),
        ),
      ),
    );
    expect(commits).toBe(1);
  });

  it("waits for another process's lock without stopping the event loop", async () => {
    const path = join(folder(), 'a.sqlite');
    await migrateSqlite(path);
    const store = openSqliteStore(path);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    let turns = 0;
    const ticking = setInterval(() => turns++, 5);
    const writing = store.write(async () => 'done');
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(turns).toBeGreaterThan(5);
    other.exec('COMMIT');
    expect(await writing).toBe('done');
    clearInterval(ticking);
    other.close();
    await store.close();
  });

  it('what was acknowledged survives kill -9 between COMMIT and the answer', async () => {
    const dir = folder();
    const path = join(dir, 'a.sqlite');
    await migrateSqlite(path);
    const child = spawn(process.execPath, ['tests/support/killed-writer.ts', path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    const signal = await new Promise((resolve) => child.once('exit', (_code, name) => resolve(name)));
    expect(signal).toBe('SIGKILL');
    expect(printed).not.toContain('answered'); // it died after the COMMIT and before its caller knew
    const reopened = openConnection(path);
    expect(reopened.prepare('SELECT key FROM dirty ORDER BY key').all()).toEqual([
      { key: 'first' },
      { key: 'killed' },
    ]);
    expect(reopened.pragma('integrity_check', { simple: true })).toBe('ok');
    reopened.close();
    expect(existsSync(path)).toBe(true);
  });
});
