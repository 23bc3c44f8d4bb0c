import type { PrintLanguage } from '../../platform/print/document.ts';
import type { PledgeStatus } from '../contract.ts';
import type { Column } from '../rules/statement.ts';
import { en } from './en.ts';
import { fa } from './fa.ts';
import { ps } from './ps.ts';

/** Every text of a printed statement, once per language; `{name}` is replaced by what it names. */
export interface StatementTexts {
  title: string;
  /** The moment it is about. */
  asOf: string;
  footer: string;
  pageOf: string;
  facts: Record<
    | 'donor'
    | 'recipient'
    | 'reference'
    | 'status'
    | 'contribution'
    | 'decidedOn'
    | 'firstReportedOn'
    | 'expectedBy'
    | 'expiresOn'
    | 'currency',
    string
  >;
  none: string;
  status: Record<PledgeStatus, string>;
  contribution: Record<'financial' | 'in_kind', string>;
  table: string;
  line: string;
  measure: string;
  columns: Record<Column, string>;
  measures: Record<'quantity' | 'usd' | 'pm' | 'age', string>;
  money: string;
  unallocated: string;
  noProvince: string;
  allProvinces: string;
  total: string;
  today: string;
  days: string;
  /** Instead of a figure that cannot be told. */
  unknown: string;
  reading: string;
  notes: readonly string[];
  /** Only where names are not confirmed by native speakers. */
  namesToConfirm: string;
}

export const statementTexts: Readonly<Record<PrintLanguage, StatementTexts>> = { en, fa, ps };
