/** Cells of files that people open in spreadsheets. */
import * as fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../src/exchange/csv.ts';
import { cellText } from '../../../src/exchange/rules/column.ts';

describe('a cell', () => {
  it.each([
    ['=1+2', "'=1+2"],
    ['+93700000000', "'+93700000000"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ['\r=1', "'\r=1"],
    ['＝1', "'＝1"],
    ['wheat = flour', 'wheat = flour'],
    [-2, '-2'],
    [0, '0'],
    [null, ''],
    [undefined, ''],
    [true, 'yes'],
    [false, 'no'],
  ])('%j is written as %j', (value, written) => {
    expect(cellText(value)).toBe(written);
  });
});

async function written(rows: readonly string[][], options: { bom?: boolean; hxl?: boolean } = {}) {
  const columns = [0, 1].map((index) => ({
    ...{ name: `column ${index}`, hxl: `#c${index}` },
    of: (row: string[]) => row[index],
  }));
  let text = '';
  async function* pages() {
    yield rows;
  }
  for await (const chunk of csvOf(columns, pages, options)(new AbortController().signal))
    text += String(chunk);
  return text;
}

describe('a file', () => {
  it('is read again as it was, whatever its cells hold', async () => {
    const cell = fc.string({ unit: 'grapheme' });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1 }), async (rows) => {
        const read: string[][] = parse(await written(rows));
        expect(read.slice(1)).toEqual(rows.map((row) => row.map(cellText)));
      }),
    );
  });

  it('ends every record with CRLF, and carries a mark and hashtags when they are asked for', async () => {
    expect(await written([['a"b', 'c,d']])).toBe('column 0,column 1\r\n"a""b","c,d"\r\n');
    expect(await written([], { bom: true, hxl: true })).toBe('\uFEFFcolumn 0,column 1\r\n#c0,#c1\r\n');
  });
});
