/** What the addresses of the boards say. */
import { isProvince } from '../../gaps/rules/search.ts';
import { isSector, type SectorCode } from '../../text/sectors.ts';

export const KINDS = [
  'short_receipt',
  'excess_receipt',
  'damage',
  'loss',
  'unplanned_item',
  'misdelivery',
  'overdue',
  'stale',
  'suspected_duplicate_receipt',
  'over_shipped_pledge',
  'pledge_overdue',
  'sequence_anomaly',
  'short_loaded',
] as const;
export type Kind = (typeof KINDS)[number];

export interface CaseSearch {
  sector?: SectorCode;
  province?: string;
  /** Only discrepancies have kinds. */
  kind?: Kind;
  owner?: string;
  /** The case that is open. */
  case?: string;
}

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value);

export function caseSearchOf(raw: Record<string, unknown>): CaseSearch {
  const { sector, province, owner } = raw;
  const kind = KINDS.find((one) => one === raw.kind);
  return {
    ...(isSector(sector) && { sector }),
    ...(isProvince(province) && { province }),
    ...(kind !== undefined && { kind }),
    ...(typeof owner === 'string' && owner !== '' && { owner }),
    ...(isId(raw.case) && { case: raw.case }),
  };
}
