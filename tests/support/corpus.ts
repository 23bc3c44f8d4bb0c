/** Real files of third parties, kept beside the repository and never in it. Tests that read them are skipped without. */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

const folder = new URL('../../../shared/corpus/', import.meta.url);

export const hasCorpus = existsSync(folder);
if (!hasCorpus) console.warn('../shared/corpus is not there: the tests that read real files are skipped');

/** The rows of a corpus CSV by column name, without the HXL row where the file has one. */
export function corpusRows(file: string): Record<string, string>[] {
  const rows: Record<string, string>[] = parse(readFileSync(new URL(file, folder)), {
    columns: true,
    bom: true,
  });
  const isHxl = rows[0] !== undefined && Object.values(rows[0]).some((tag) => tag.startsWith('#'));
  return isHxl ? rows.slice(1) : rows;
}
