/**
 * What is printed, before it is a page or a file: texts in reading order, in the words of one language. Statements are made of it, and
 * waybills and receipts can be.
 */
export interface PrintDocument {
  lang: PrintLanguage;
  title: string;
  /** The moment it is about, in words. */
  subtitle: string;
  facts: readonly { label: string; value: string }[];
  tables: readonly PrintTable[];
  notes: { heading: string; items: readonly string[] };
  /** At the foot of every page, before its number. */
  footer: string;
  /** The number of a page, with `{page}` and `{pages}`. */
  pageOf: string;
}

export interface PrintTable {
  caption: string;
  /** What the rows of a group are headed by, and what each of them is. */
  heads: readonly [group: string, measure: string];
  /** The columns after those two. */
  columns: readonly string[];
  groups: readonly PrintGroup[];
}

/** Rows that belong together and stay on one page. */
export interface PrintGroup {
  heading: string;
  isTotal: boolean;
  rows: readonly { label: string; cells: readonly string[] }[];
}

export const PRINT_LANGUAGES = ['en', 'fa'] as const;
export type PrintLanguage = (typeof PRINT_LANGUAGES)[number];
