/** Needs, organisations, crossing statuses and questions that are refused. */
import { newId } from '../../../src/platform/ids.ts';
import { FOOD, GHOR } from '../../support/ledger.ts';
import type { Body, Case, Refusal } from './case.ts';

const UNKNOWN = newId();

const needWith =
  (...changes: Body[]) =>
  () => ({
    rows: changes.map((change) => ({
      ...{ province: GHOR, sector: FOOD, month: '2026-11', peopleTargeted: 1000, source: 'HNRP 2026' },
      ...change,
    })),
  });

export const badNeeds: readonly Case[] = [
  ['a 13th month', '400 malformed /rows/0/month', /YYYY-MM/, needWith({ month: '2026-13' })],
  [
    'a province nobody knows',
    '400 malformed /rows/0/province',
    /AF01 to AF34/,
    needWith({ province: 'AF00' }),
  ],
  ['a sector nobody knows', '400 malformed /rows/0/sector', /./, needWith({ sector: 'health' })],
  [
    'fewer than no people',
    '400 malformed /rows/0/peopleTargeted too_small',
    /./,
    needWith({ peopleTargeted: -1 }),
  ],
  ['half a person', '400 malformed /rows/0/peopleTargeted', /./, needWith({ peopleTargeted: 0.5 })],
  ['no source', '400 malformed /rows/0/source required', /Required/, needWith({ source: undefined })],
  [
    'a cell said twice',
    '422 refused /rows/2 repeated',
    /is also said by row 0: send each cell once/,
    needWith({}, { month: '2026-12' }, { peopleTargeted: 2 }),
  ],
];

export const badOrganisations: readonly Case[] = [
  ['a kind nobody knows', '400 malformed /kind', /./, () => ({ name: 'X', kind: 'bank' })],
  ['no name', '400 malformed /name required', /Required/, () => ({ kind: 'donor' })],
  [
    'a name without a letter',
    '400 malformed /name invalid',
    /at least one letter or digit/,
    () => ({ name: '—', kind: 'donor' }),
  ],
  [
    'a country in small letters',
    '400 malformed /country',
    /ISO 3166-1/,
    () => ({ name: 'X', kind: 'donor', country: 'kz' }),
  ],
];

const statusWith = (changes: Body) => () => ({
  status: 'closed',
  from: '2026-11-01',
  reason: 'snow',
  ...changes,
});
export const badStatuses: readonly Case[] = [
  ['a status nobody knows', '400 malformed /status', /./, statusWith({ status: 'shut' })],
  ['no reason', '400 malformed /reason required', /Required/, statusWith({ reason: undefined })],
  [
    'an end before its begin',
    '400 malformed /until',
    /must not be before from/,
    statusWith({ until: '2026-10-01' }),
  ],
];

/** The address, and the refusal it gets. */
export const badQuestions: readonly (readonly [path: string, refusal: Refusal, detail: RegExp])[] = [
  ['/shipments/WB-850', '400 malformed {id}', /version 7/],
  [`/shipments/${UNKNOWN}`, '404 not_found', /no shipment/],
  [`/pledges/${UNKNOWN}`, '404 not_found', /no pledge/],
  ['/shipments?limit=0', '400 malformed ?limit too_small', /./],
  ['/pledges?limit=201', '400 malformed ?limit too_big', /./],
  ['/needs?from=2026-13', '400 malformed ?from', /YYYY-MM/],
  ['/pledges?cursor=next', '400 malformed ?cursor invalid', /as it was answered/],
  ['/shipments?cursor=next', '400 malformed ?cursor invalid', /as it was answered/],
  ['/needs?cursor=next', '400 malformed ?cursor invalid', /as it was answered/],
  ['/organisations?cursor=next', '400 malformed ?cursor invalid', /as it was answered/],
  ['/shipments?status=lost_in_transit', '400 malformed ?status', /./],
  ['/shipments?colour=green', '400 malformed ?colour unknown_field', /./],
  ['/districts?province=Ghor', '400 malformed ?province', /P-code/],
  ['/items?sector=health', '400 malformed ?sector', /./],
  ['/gaps?province=AF35', '400 malformed ?province', /AF01 to AF34/],
  ['/gaps?from=2026-00', '400 malformed ?from', /YYYY-MM/],
  ['/gaps/AF35/food_security', '400 malformed {province}', /AF01 to AF34/],
  ['/gaps/AF23/health', '400 malformed {sector}', /./],
  ['/gap-flags?state=closed', '400 malformed ?state', /./],
  ['/nowhere', '404 not_found', /nothing at this address/],
];
