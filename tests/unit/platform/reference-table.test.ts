import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { cell, readReferenceTable } from '../../../src/platform/reference-table.ts';

const row = z.object({ code: cell.text, people: cell.maybeCount, price: cell.decimal, names: cell.texts });

function tableOf(text: string): URL {
  const folder = mkdtempSync(join(tmpdir(), 'table-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'table.csv');
  writeFileSync(file, text);
  return pathToFileURL(file);
}

it('reads typed rows, an empty cell being unknown and never zero', () => {
  const rows = readReferenceTable(tableOf('\ufeffcode,people,price,names\na,,4.56,x|y\nb,0,-1,\n'), row);
  expect(rows).toEqual([
    { code: 'a', people: null, price: 4.56, names: ['x', 'y'] },
    { code: 'b', people: 0, price: -1, names: [] },
  ]);
});

it('stops at a row that does not fit, naming file, row and column', () => {
  const table = tableOf('code,people,price,names\na,1,1,\nb,2,free,\n');
  expect(() => readReferenceTable(table, row)).toThrow(/table\.csv, row 2, price: is not a number/);
  expect(() => readReferenceTable(tableOf('code,people,price\na,1,1\n'), row)).toThrow(/row 1, names/);
});
