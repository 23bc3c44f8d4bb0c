/** What the list of shipments shows, as its address says it; and the words of cargo in the order the ledger has them. */
import type { listShipments } from '../../../shipments/contract.ts';
import type { InputOf } from '../../api/request.ts';

export type ShipmentFilters = Omit<NonNullable<InputOf<typeof listShipments>['query']>, 'limit' | 'cursor'>;
type Status = NonNullable<ShipmentFilters['status']>;
type Flag = NonNullable<ShipmentFilters['flag']>;
type Sector = NonNullable<ShipmentFilters['sector']>;

export const STATUSES: readonly Status[] = [
  'draft',
  'planned',
  'loading',
  'in_transit',
  'at_hub',
  'at_border',
  'customs_hold',
  'partially_received',
  'received',
  'returned',
  'lost',
  'cancelled',
];
export const FLAGS: readonly Flag[] = [
  'overdue',
  'stale',
  'held',
  'out_of_sequence',
  'back_dated',
  'clock_suspect',
  'over_received',
  'disputed',
  'over_distributed',
  'packs_differ',
  'expiring',
];
export const SECTORS: readonly Sector[] = ['food_security', 'education', 'trade'];

const PROVINCE = /^AF\d{2}$/;

/** What is no filter is left out: an address that somebody shortened still opens the list. */
export function filtersOf(search: Record<string, unknown>): ShipmentFilters {
  const { q, province, mine } = search;
  const status = STATUSES.find((one) => one === search['status']);
  const flag = FLAGS.find((one) => one === search['flag']);
  const sector = SECTORS.find((one) => one === search['sector']);
  const text = typeof q === 'string' || typeof q === 'number' ? String(q).slice(0, 200) : '';
  return {
    ...(text !== '' && { q: text }),
    ...(status && { status }),
    ...(flag && { flag }),
    ...(sector && { sector }),
    ...(typeof province === 'string' && PROVINCE.test(province) && { province }),
    ...(String(mine) === '1' && { mine: '1' as const }),
  };
}
