/** What the list of pledges shows, as its address says it. */
import type { PledgeFilters } from '../queries.ts';
import { PLEDGE_SECTORS } from './draft.ts';

export const STATUSES = ['pledge', 'commitment', 'paid', 'cancelled', 'expired'] as const;
export type Status = (typeof STATUSES)[number];

export interface ListSearch extends PledgeFilters {
  /** A column, with `-` before it for the greatest first; none: the newest first, as the service lists them. */
  sort?: string;
}

const SORTABLE = ['reference', 'decidedOn', 'expectedBy', 'amountUsd', 'pm'] as const;

const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined =>
  all.find((one) => one === value);

const PROVINCE = /^AF\d{2}$/;

/** What is no filter is left out: an address that somebody shortened still opens the list. */
export function searchOf(search: Record<string, unknown>): ListSearch {
  const { q, status, sector, province, sort } = search;
  const found = {
    q: typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, 200) : undefined,
    status: oneOf(STATUSES, status),
    sector: oneOf(PLEDGE_SECTORS, sector),
    province: typeof province === 'string' && PROVINCE.test(province) ? province : undefined,
    sort:
      typeof sort === 'string' && oneOf(SORTABLE, sort.replace(/^-/, '')) !== undefined ? sort : undefined,
  };
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined && value !== ''),
  ) as ListSearch;
}

export const filtersIn = ({ q, status, sector, province }: ListSearch): PledgeFilters => ({
  ...(q !== undefined && { q }),
  ...(status && { status }),
  ...(sector && { sector }),
  ...(province !== undefined && { province }),
});

export const isFiltered = (search: ListSearch): boolean => Object.keys(filtersIn(search)).length > 0;
