/** A backup taken while writing restores to books that balance: `architecture.md` §1, P7. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../src/platform/storage/store.ts';
import { ledgerOf } from '../support/ledger.ts';
import { newTarget, type Target } from '../support/stores.ts';
import { expectBooks, expectLanes, loadConvoys, reportsOf } from './convoys.ts';
import { devicesOf } from './devices.ts';
import { engines, install } from './installation.ts';
import { programFile } from './process.ts';

const run = promisify(execFile);

/** Copies a ledger that is being written to a new place. */
type BackUp = (from: Target) => Promise<Target>;

const sqliteBackup =
  (how: string): BackUp =>
  async ({ target }) => {
    const folder = mkdtempSync(join(tmpdir(), 'aid-backup-'));
    const file = join(folder, 'copy.sqlite');
    const from = target.engine === 'sqlite' ? target.file : '';
    await run(process.execPath, [programFile('tests/faults/backup-child.ts'), how, from, file]);
    return {
      target: { engine: 'sqlite', file },
      url: `file:${file}`,
      remove: async () => rmSync(folder, { recursive: true }),
    };
  };

/** PostgreSQL's own tools, of the newest version that is here. */
function postgresTool(name: string): string {
  const root = '/usr/lib/postgresql';
  const versions = readdirSync(root).sort((a, b) => Number(b) - Number(a));
  const found = versions.map((version) => join(root, version, 'bin', name)).find((path) => existsSync(path));
  if (!found) throw new Error(`${name} is not on this machine`);
  return found;
}

const postgresBackup: BackUp = async (from) => {
  const folder = mkdtempSync(join(tmpdir(), 'aid-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'dump');
  await run(postgresTool('pg_dump'), ['--format=custom', '--file', file, from.url]);
  const copy = await newTarget('postgres');
  await run(postgresTool('pg_restore'), ['--exit-on-error', '--dbname', copy.url, file]);
  return copy;
};

const ways: { name: string; engine: Engine; backUp: BackUp }[] = [
  ...['VACUUM INTO', 'the backup API'].map((name) => ({
    ...{ name, engine: 'sqlite' as const, backUp: sqliteBackup(name) },
  })),
  { name: 'pg_dump', engine: 'postgres' as const, backUp: postgresBackup },
].filter(({ engine }) => engines.includes(engine));

describe.each(ways)('$name', ({ engine, backUp }) => {
  it('a backup taken while writing restores to a ledger that is whole', { timeout: 120_000 }, async () => {
    const installation = await install({ engine });
    await installation.start('all');
    const convoys = await loadConvoys(ledgerOf(installation.client), 25, 16);
    const reports = reportsOf(convoys);
    const devices = devicesOf(installation.client, { concurrency: 8 });
    const sent = devices.send(reports);
    await devices.count(100);
    const before = new Set(devices.acknowledged.keys());
    const copy = await backUp(installation.place);
    onTestFinished(copy.remove);
    const after = devices.acknowledged.size;
    await sent;

    const restored = await install({ place: copy });
    await restored.start('all');
    const ledger = ledgerOf(restored.client);
    const there = await expectBooks(ledger, convoys, before);
    await restored.settled();
    await expectLanes(ledger, convoys, there);
    await restored.verified();
    // Otherwise it was not taken while writing.
    expect(after).toBeGreaterThan(before.size);

    // The phones still have what came later.
    const again = devicesOf(restored.client, { concurrency: 8 });
    await again.send(reports);
    const complete = await expectBooks(ledger, convoys, again.acknowledged);
    expect(complete.size).toBe(reports.length);
  });
});
