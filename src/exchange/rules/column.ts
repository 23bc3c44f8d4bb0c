/** One column of a table that leaves the ledger. Units are in its name where a number could mislead. */
export interface Column<T> {
  name: string;
  /** HXL hashtag, written on request. */
  hxl: string;
  of: (row: T) => string | number | boolean | null | undefined;
}

/**
 * Spreadsheets run a cell that begins so: an apostrophe in front makes it text. Also behind a tab or a carriage return, and in full width.
 * Numbers are never texts: what is less than zero stays a number.
 */
const RUNS = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** A value as a cell of a file. Nothing known is an empty cell, never a zero. */
export function cellText(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return RUNS.test(value) ? `'${value}` : value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}
