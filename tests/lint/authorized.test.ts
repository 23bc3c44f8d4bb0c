/** A row that nobody checked does not compile. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const FIXTURE = resolve('tests/lint/fixtures/unchecked-row.ts');

/** What the compiler says of a file with the settings of the project: `line code`. */
function complaints(file: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'aid-types-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const project = join(folder, 'tsconfig.json');
  const typeRoots = [resolve('node_modules/@types')];
  writeFileSync(
    project,
    JSON.stringify({
      extends: resolve('tsconfig.json'),
      compilerOptions: { typeRoots },
      include: [],
      files: [file],
    }),
  );
  const tsc = resolve('node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', project, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  return [...stdout.matchAll(/unchecked-row\.ts\((\d+),\d+\): error (TS\d+)/g)].map(
    ([, line, code]) => `${line} ${code}`,
  );
}

it('an unchecked row, a proof of another row and a proof for less do not compile; a checked one does', () => {
  expect(complaints(FIXTURE)).toEqual(['10 TS2322', '13 TS2322', '18 TS2345']);
});
