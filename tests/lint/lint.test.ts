/** The lint rules that hold the architecture up are proven to fire. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

const FIXTURES = 'tests/lint/fixtures';

function lint(file: string, cwd = '.'): string {
  const ran = spawnSync(process.execPath, [resolve('node_modules/oxlint/bin/oxlint'), '-f', 'unix', file], {
    cwd,
    encoding: 'utf8',
  });
  return ran.stdout + ran.stderr;
}

/** What lint says of a fixture if it stood at `path`: folders have rules of their own, which replace the general ones. */
function lintAs(fixture: string, path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'aid-lint-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  copyFileSync('.oxlintrc.json', join(folder, '.oxlintrc.json'));
  copyFileSync(join(FIXTURES, fixture), join(folder, path));
  return lint(path, folder);
}

describe('lint', () => {
  it('finds a query that nobody awaits', () => {
    expect(lint(`${FIXTURES}/forgotten-await.ts`)).toMatch(/forgotten-await\.ts:6:.*no-floating-promises/);
  });

  it.each([
    'src/platform/queue/repo.ts',
    'src/platform/storage/store.ts',
    'src/derivation.ts',
    'src/pledges/repo.ts',
    'src/pledges/repo/changes.ts',
    'src/pledges/tables.ts',
    'src/pledges/service.ts',
    'src/pledges/contract.ts',
    'src/pledges/rules/room.ts',
    'jobs/relay.ts',
    'tests/jobs/facts.ts',
  ])('finds drizzle imported past the storage by %s', (path) => {
    expect(lintAs('drizzle-past-storage.ts', path)).toMatch(/:1:.*no-restricted-imports/);
  });

  it('lets the storage import drizzle in its one place', () => {
    expect(lintAs('drizzle-past-storage.ts', 'src/platform/storage/drizzle.ts')).not.toMatch(/no-restricted/);
  });
});
