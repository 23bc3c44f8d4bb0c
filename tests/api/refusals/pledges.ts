/** Pledges that are refused, each with the one field at fault. */
import { newId } from '../../../src/platform/ids.ts';
import { FOOD, GHOR, pledgeBody, WHEAT } from '../../support/ledger.ts';
import type { Body, Case, Known } from './case.ts';

const UNKNOWN = newId();

const pledgeLine = (changes: Body): Body => ({
  sector: FOOD,
  province: GHOR,
  item: WHEAT,
  quantity: 1000,
  ...changes,
});
const pledgeWith = (changes: Body) => (known: Known) => ({ ...pledgeBody(known.donor), ...changes });
const pledgeLineWith = (changes: Body) => pledgeWith({ lines: [pledgeLine(changes)] });
const financialWith = (changes: Body, ofPledge: Body = {}) =>
  pledgeWith({
    contributionType: 'financial',
    lines: [{ sector: FOOD, province: GHOR, amount: 100_000, ...changes }],
    ...ofPledge,
  });

export const badPledges: readonly Case[] = [
  [
    'an item nobody knows',
    '422 refused /lines/0/item unknown_reference',
    /wheat_flower is not in the catalogue/,
    pledgeLineWith({ item: 'wheat_flower' }),
  ],
  [
    'an item of another sector',
    '422 refused /lines/0/sector sector',
    /school_in_a_box serves education, not food_security/,
    pledgeLineWith({ item: 'school_in_a_box' }),
  ],
  ['a sector nobody knows', '400 malformed /lines/0/sector', /./, pledgeLineWith({ sector: 'health' })],
  [
    'a province nobody knows',
    '400 malformed /lines/0/province',
    /AF01 to AF34/,
    pledgeLineWith({ province: 'AF35' }),
  ],
  [
    'a province by its name',
    '400 malformed /lines/0/province',
    /P-code/,
    pledgeLineWith({ province: 'Ghor' }),
  ],
  [
    'goods without their item',
    '422 refused /lines/0/item required',
    /name the item/,
    pledgeLineWith({ item: null }),
  ],
  [
    'goods without a quantity',
    '422 refused /lines/0/quantity required',
    /say how much/,
    pledgeLineWith({ quantity: null }),
  ],
  [
    'a quantity of nothing',
    '400 malformed /lines/0/quantity too_small',
    />0/,
    pledgeLineWith({ quantity: 0 }),
  ],
  ['a negative quantity', '400 malformed /lines/0/quantity too_small', /./, pledgeLineWith({ quantity: -1 })],
  [
    'a quantity with 4 decimals',
    '400 malformed /lines/0/quantity',
    /more than 3 decimals/,
    pledgeLineWith({ quantity: 0.1234 }),
  ],
  [
    'a quantity as text',
    '400 malformed /lines/0/quantity invalid_type',
    /number/,
    pledgeLineWith({ quantity: '500' }),
  ],
  [
    'more than all the flour there is',
    '400 malformed /lines/0/quantity too_big',
    /./,
    pledgeLineWith({ quantity: 1e12 }),
  ],
  [
    'money with an item',
    '422 refused /lines/0/item not_financial',
    /pledge goods as in_kind/,
    financialWith({ item: WHEAT, quantity: 1 }),
  ],
  [
    'money without an amount',
    '422 refused /lines/0/amount required',
    /minor units/,
    financialWith({ amount: null }),
  ],
  ['half a cent', '400 malformed /lines/0/amount', /./, financialWith({ amount: 0.5 })],
  ['a negative amount', '400 malformed /lines/0/amount too_small', /./, financialWith({ amount: -1 })],
  ['a rate of 0', '400 malformed /ratePerUsd too_small', /./, pledgeWith({ currency: 'EUR', ratePerUsd: 0 })],
  [
    'a rate of 10 decimals',
    '422 refused /ratePerUsd rate',
    /at most 9 decimals/,
    pledgeWith({ currency: 'EUR', ratePerUsd: 0.1234567891 }),
  ],
  [
    'two dollars for a dollar',
    '422 refused /ratePerUsd rate',
    /the rate of USD is 1/,
    pledgeWith({ ratePerUsd: 2 }),
  ],
  ['a currency in small letters', '400 malformed /currency', /ISO 4217/, pledgeWith({ currency: 'usd' })],
  [
    'a day that does not exist',
    '400 malformed /decidedOn',
    /calendar/,
    pledgeWith({ decidedOn: '2026-02-30' }),
  ],
  [
    'goods expected before the decision',
    '422 refused /expectedBy order',
    /before it was decided/,
    pledgeWith({ expectedBy: '2026-09-30' }),
  ],
  [
    'an end before the decision',
    '422 refused /expiresOn order',
    /before it was decided/,
    pledgeWith({ expiresOn: '2026-09-30' }),
  ],
  [
    'a donor nobody registered',
    '422 unknown_reference /donor unknown_reference',
    /register it first/,
    pledgeWith({ donor: UNKNOWN }),
  ],
  [
    'a recipient nobody registered',
    '422 unknown_reference /recipient unknown_reference',
    /register it first/,
    pledgeWith({ recipient: UNKNOWN }),
  ],
  ['no reference', '400 malformed /reference required', /Required/, pledgeWith({ reference: undefined })],
  ['a reference of blanks', '400 malformed /reference', /empty/, pledgeWith({ reference: '  ' })],
  ['an earmarking of 5', '400 malformed /earmarking too_big', /./, pledgeWith({ earmarking: 5 })],
  ['a status it cannot begin with', '400 malformed /status', /./, pledgeWith({ status: 'cancelled' })],
  ['no lines', '400 malformed /lines too_small', /./, pledgeWith({ lines: [] })],
  ['a field nobody knows', '400 malformed /colour unknown_field', /./, pledgeWith({ colour: 'green' })],
  [
    'a field nobody knows in a line',
    '400 malformed /lines/0/colour unknown_field',
    /./,
    pledgeLineWith({ colour: 'green' }),
  ],
  [
    'a line given twice',
    '422 refused /lines/1/id repeated',
    /given twice/,
    pledgeWith({ lines: [pledgeLine({ id: UNKNOWN }), pledgeLine({ id: UNKNOWN })] }),
  ],
  [
    'an id that is no UUIDv7',
    '400 malformed /id',
    /version 7/,
    pledgeWith({ id: '7c9e6679-7425-40de-944b-e07fc1f90ae7' }),
  ],
];
