import { stringify } from 'csv-stringify/sync';
import type { StreamedBody } from '../platform/http/contract.ts';
import { cellText, type Column } from './rules/column.ts';

export interface CsvOptions {
  /** A byte-order mark in front: some spreadsheets take UTF-8 for something else without. */
  bom?: boolean | undefined;
  /** A second row of HXL hashtags. */
  hxl?: boolean | undefined;
}

const BOM = '\uFEFF';

/** Records as RFC 4180 wants them: CRLF behind each, quotes where they are needed. */
const records = (rows: readonly (readonly string[])[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { record_delimiter: '\r\n', quoted_match: /[\r\n]/ },
  );

/** A table as CSV, page by page as it is taken: never the whole of it in memory. */
export function csvOf<T>(
  columns: readonly Column<T>[],
  pages: (gone: AbortSignal) => AsyncIterable<readonly T[]>,
  { bom = false, hxl = false }: CsvOptions,
): StreamedBody {
  return async function* (gone) {
    const head = [columns.map(({ name }) => name), ...(hxl ? [columns.map((column) => column.hxl)] : [])];
    yield (bom ? BOM : '') + records(head);
    for await (const page of pages(gone)) {
      if (page.length > 0) yield records(page.map((row) => columns.map(({ of }) => cellText(of(row)))));
    }
  };
}

interface Page<T> {
  items: readonly T[];
  nextCursor: string | null;
}

/** A list of the API from its first page to its last, with the rules and redactions it has there. */
export async function* allPages<T>(
  read: (page: { limit: number; cursor?: string | undefined }) => Promise<Page<T>>,
  gone: AbortSignal,
): AsyncGenerator<readonly T[]> {
  for (let cursor: string | undefined; !gone.aborted;) {
    const { items, nextCursor } = await read({ limit: ROWS_AT_ONCE, cursor });
    yield items;
    if (nextCursor === null) return;
    cursor = nextCursor;
  }
}

/** As many as a page of a list may have. */
const ROWS_AT_ONCE = 200;
