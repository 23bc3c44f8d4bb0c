/** The lint rules that hold the architecture up are proven to fire. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

function lint(file: string): string {
  const ran = spawnSync(
    process.execPath,
    ['node_modules/oxlint/bin/oxlint', '-f', 'unix', `tests/lint/fixtures/${file}`],
    { encoding: 'utf8' },
  );
  return ran.stdout + ran.stderr;
}

describe('lint', () => {
  it('finds a query that nobody awaits', () => {
    expect(lint('forgotten-await.ts')).toMatch(/forgotten-await\.ts:6:.*no-floating-promises/);
  });
});
