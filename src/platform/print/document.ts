/**
 * What is printed, before it is a page or a file: texts in reading order, in the words of one language. Statements, waybills and goods
 * received notes are made of it.
 */
export interface PrintDocument {
  lang: PrintLanguage;
  title: string;
  /** The moment it is about, in words. */
  subtitle: string;
  /** What must be seen first and on every page: that the paper does not count. */
  mark?: string;
  /** A QR code beside the title. */
  code?: PrintCode;
  facts: readonly { label: string; value: string }[];
  tables: readonly PrintTable[];
  notes: readonly PrintNotes[];
  /** Room for signatures, kept on one page. */
  signatures?: PrintSignatures;
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
  columns: readonly PrintColumn[];
  groups: readonly PrintGroup[];
  /** Whether its cells are ruled and high enough to write in. */
  toFill?: boolean;
}

export interface PrintColumn {
  label: string;
  /** Figures stand under each other at the right; words begin where reading begins, and may be long. */
  holds: 'figures' | 'words';
}

export interface PrintCode {
  /** What a reader of QR codes is told. */
  content: string;
  /** What scanning it does, in words. */
  label: string;
}

export interface PrintNotes {
  heading: string;
  items: readonly string[];
}

export interface PrintSignatures {
  heading: string;
  /** What each of them writes. */
  fields: readonly string[];
  /** `name` stands in the first field where it is known. */
  parties: readonly { role: string; name: string }[];
}

/** Rows that belong together and stay on one page. */
export interface PrintGroup {
  heading: string;
  isTotal: boolean;
  rows: readonly { label: string; cells: readonly string[] }[];
}

export const PRINT_LANGUAGES = ['en', 'fa', 'ps'] as const;
export type PrintLanguage = (typeof PRINT_LANGUAGES)[number];

/** From right to left: all but English. */
export const isRightToLeft = (lang: PrintLanguage): boolean => lang !== 'en';
