import { integer, json, optionalInteger, optionalText, table, text } from '../platform/storage/columns.ts';
import type { SupplyClass } from '../gaps/rules/parcel.ts';
import type { PledgeStatus } from './rules/owned-parcel.ts';

/** What the last reconciliation of a shipment found; everything here can be computed again from facts. */
export const shipmentStates = table(
  'shipment_states',
  {
    shipment: text(),
    status: text(),
    flags: json<string[]>(),
    /** The next moment at which time alone changes something; none when nothing is open. */
    dueAt: optionalInteger(),
    evaluatedAt: integer(),
  },
  { primaryKey: ['shipment'], indexes: [['dueAt'], ['status']] },
);

/** What the last reconciliation of a pledge found. */
export const pledgeStates = table(
  'pledge_states',
  { pledge: text(), status: text<PledgeStatus>(), dueAt: optionalInteger(), evaluatedAt: integer() },
  { primaryKey: ['pledge'], indexes: [['dueAt']] },
);

/** Supply of one line in one class, month, due month and province (`domain.md` §8); replaced whole by its owner's reconciliation. */
export const parcels = table(
  'parcels',
  {
    ownerKind: text<'shipment' | 'pledge'>(),
    owner: text(),
    position: integer(),
    sector: text(),
    /** None: no province or no date is known; the parcel belongs to the unallocated bucket and its months mean nothing. */
    province: optionalText(),
    class: text<SupplyClass>(),
    arrivalMonth: text(),
    dueMonth: text(),
    monthsOfUse: integer(),
    personDaysMilli: integer(),
    shipmentLine: optionalText(),
    pledgeLine: optionalText(),
    item: optionalText(),
    quantityMilli: optionalInteger(),
    amountUsd: optionalInteger(),
  },
  {
    primaryKey: ['ownerKind', 'owner', 'position'],
    indexes: [['province', 'sector', 'class', 'arrivalMonth', 'dueMonth', 'monthsOfUse', 'personDaysMilli']],
    checks: { not_negative: 'person_days_milli >= 0' },
  },
);

/** The balance of each shipment line as last reconciled, in thousandths of its unit (`domain.md` §5). */
export const lineStates = table(
  'line_states',
  {
    shipment: text(),
    /** The planned line, or for an unplanned one the item that arrived. */
    line: text(),
    item: text(),
    pledgeLine: optionalText(),
    state: text(),
    /** What the line takes from its pledge line: loaded, else planned; 0 when cancelled. */
    shippedMilli: integer(),
    dispatchedMilli: integer(),
    goodMilli: integer(),
    damagedMilli: integer(),
    missingMilli: integer(),
    excessMilli: integer(),
    lostMilli: integer(),
    returnedMilli: integer(),
    outstandingMilli: integer(),
  },
  {
    primaryKey: ['shipment', 'line'],
    indexes: [['pledgeLine']],
    checks: {
      books_balance:
        'dispatched_milli + excess_milli = good_milli + damaged_milli + missing_milli + lost_milli + returned_milli + outstanding_milli',
    },
  },
);
