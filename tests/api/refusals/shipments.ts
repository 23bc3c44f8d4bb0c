/** Shipments that are refused, each with the one field at fault. */
import { newId } from '../../../src/platform/ids.ts';
import { GHOR, shipmentBody, WHEAT } from '../../support/ledger.ts';
import type { Body, Case, Known } from './case.ts';

const UNKNOWN = newId();

const shipmentWith = (changes: Body) => (known: Known) => ({ ...shipmentBody(known.donor), ...changes });
const cargoWith = (changes: Body) => shipmentWith({ lines: [{ item: WHEAT, quantity: 1000, ...changes }] });

export const badShipments: readonly Case[] = [
  [
    'an item nobody knows',
    '422 refused /lines/0/item unknown_reference',
    /see GET \/items/,
    cargoWith({ item: 'wheat_flower' }),
  ],
  ['a negative quantity', '400 malformed /lines/0/quantity too_small', /./, cargoWith({ quantity: -50 })],
  [
    'a quantity with 4 decimals',
    '400 malformed /lines/0/quantity',
    /more than 3 decimals/,
    cargoWith({ quantity: 1.0001 }),
  ],
  [
    'packs that do not hold the quantity',
    '422 refused /lines/0/packs packs',
    /21 packs of 50 hold 1050, not 1000: that takes 20/,
    cargoWith({ packs: 21, packFactor: 50 }),
  ],
  ['half a pack', '400 malformed /lines/0/packs', /./, cargoWith({ packs: 0.5 })],
  [
    'a destination nobody knows',
    '400 malformed /destination/province',
    /AF01 to AF34/,
    shipmentWith({ destination: { province: 'AF35' } }),
  ],
  [
    'a district of another province',
    '422 refused /destination/district place',
    /AF2101 does not lie in AF23/,
    shipmentWith({ destination: { province: GHOR, district: 'AF2101' } }),
  ],
  [
    'a district nobody knows',
    '422 refused /destination/district unknown_reference',
    /see GET \/districts\?province=AF23/,
    shipmentWith({ destination: { province: GHOR, district: 'AF2399' } }),
  ],
  [
    "a line's district of another province",
    '422 refused /lines/0/destination/district place',
    /does not lie in/,
    cargoWith({ destination: { province: GHOR, district: 'AF2101' } }),
  ],
  [
    'a crossing nobody knows',
    '422 refused /crossing unknown_reference',
    /see GET \/crossings/,
    shipmentWith({ crossing: 'hairaton' }),
  ],
  [
    'an arrival before the departure',
    '422 refused /eta order',
    /before it leaves on 2026-11-10/,
    shipmentWith({ eta: '2026-11-09' }),
  ],
  [
    'a consignor nobody registered',
    '422 unknown_reference /consignor unknown_reference',
    /register it first/,
    shipmentWith({ consignor: UNKNOWN }),
  ],
  [
    'a consignee nobody registered',
    '422 unknown_reference /consignee unknown_reference',
    /register it first/,
    shipmentWith({ consignee: UNKNOWN }),
  ],
  [
    'a pledge line nobody recorded',
    '422 unknown_reference /lines/0/pledgeLine unknown_reference',
    /no pledge line/,
    cargoWith({ pledgeLine: UNKNOWN }),
  ],
  [
    'the line id of another shipment',
    '409 id_reused /lines/0/id id_reused',
    /belongs to another shipment/,
    ({ line, ...known }) => cargoWith({ id: line })({ line, ...known }),
  ],
  ['no waybill', '400 malformed /waybill required', /Required/, shipmentWith({ waybill: undefined })],
  ['no lines', '400 malformed /lines too_small', /./, shipmentWith({ lines: [] })],
  ['a status of its own', '400 malformed /status unknown_field', /./, shipmentWith({ status: 'received' })],
  [
    'a line given twice',
    '422 refused /lines/1/id repeated',
    /given twice/,
    shipmentWith({ lines: [1, 2].map(() => ({ id: UNKNOWN, item: WHEAT, quantity: 1 })) }),
  ],
];
