/** Changes to the world as an address carries them, so that they can be sent to somebody. */
import type { WhatIfChange } from '../../../gaps/contract/outlook.ts';
import { isDay, isMonth, isProvince } from '../../gaps/rules/search.ts';
import { isSector, type SectorCode } from '../../text/sectors.ts';

export type Change = WhatIfChange;
export const KINDS = [
  'crossing_closed',
  'corridor_delay',
  'access_constraint',
  'pledge_cancelled',
  'added_supply',
  'need_changed',
] as const satisfies readonly Change['kind'][];
export const SUPPLY = ['delivered', 'inTransit', 'firm', 'pledged'] as const;

/** No more than the service takes. */
export const MOST = 20;
const LONGEST_DELAY = 365;

export interface WhatIfSearch {
  changes?: Change[];
  sector?: SectorCode;
}

type Raw = Readonly<Record<string, unknown>>;
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** One change; undefined for what is none. */
export function changeOf(raw: unknown): Change | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { kind, crossing, from, until, to, days, pledge, province, item, quantity, month, sector, ...more } =
    raw as Raw;
  switch (kind) {
    case 'crossing_closed':
      if (!isText(crossing) || !isDay(from) || (until !== undefined && !isDay(until))) return undefined;
      return { kind, crossing, from, ...(until !== undefined && { until }) };
    case 'corridor_delay':
      if (!isText(crossing) || !isCount(days) || days < 1 || days > LONGEST_DELAY) return undefined;
      return { kind, crossing, days };
    case 'access_constraint':
      return isText(more.constraint) ? { kind, constraint: more.constraint } : undefined;
    case 'pledge_cancelled':
      return isText(pledge) ? { kind, pledge } : undefined;
    case 'added_supply': {
      const of = SUPPLY.find((one) => one === more.class);
      if (!isProvince(province) || !isText(item) || !isMonth(month) || of === undefined) return undefined;
      if (typeof quantity !== 'number' || !(quantity > 0)) return undefined;
      return { kind, province, item, quantity, month, class: of };
    }
    case 'need_changed':
      if (!isProvince(province) || !isSector(sector) || !isMonth(from) || !isMonth(to)) return undefined;
      if (to < from || !isCount(more.peopleTargeted)) return undefined;
      return { kind, province, sector, from, to, peopleTargeted: more.peopleTargeted };
    default:
      return undefined;
  }
}

export function whatIfSearchOf({ changes, sector }: Raw): WhatIfSearch {
  const known = Array.isArray(changes) ? changes.flatMap((one) => changeOf(one) ?? []).slice(0, MOST) : [];
  return { ...(known.length > 0 && { changes: known }), ...(isSector(sector) && { sector }) };
}
