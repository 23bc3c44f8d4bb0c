import {
  count,
  integer,
  json,
  list,
  optionalInteger,
  optionalText,
  table,
  text,
} from '../platform/storage/columns.ts';
import type { SupplyClass } from '../gaps/rules/parcel.ts';
import type { CaseState, Happening, Resolution } from './rules/case.ts';
import type { Cause, DiscrepancyKind } from './rules/discrepancies.ts';
import type { HintState, Side } from './rules/netting.ts';
import type { LossKind, LossPhase } from './rules/losses.ts';
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
    /** Of the events it was made from how many there were: events are only ever added. */
    events: count(),
  },
  { primaryKey: ['shipment'], indexes: [['dueAt'], ['status']] },
);

/** What the last reconciliation of a pledge found. */
export const pledgeStates = table(
  'pledge_states',
  {
    pledge: text(),
    status: text<PledgeStatus>(),
    dueAt: optionalInteger(),
    evaluatedAt: integer(),
    /** Of the pledge, when this was found. */
    version: count(),
  },
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
    indexes: [
      // Sums of a lane, also by item, without a look at the rows themselves.
      [
        'province',
        'sector',
        'class',
        'arrivalMonth',
        'dueMonth',
        'monthsOfUse',
        'personDaysMilli',
        'item',
        'quantityMilli',
      ],
      // The pages of a lane.
      ['province', 'sector', 'arrivalMonth', 'ownerKind', 'owner', 'position'],
    ],
    checks: { not_negative: 'person_days_milli >= 0' },
  },
);

/**
 * The parcels of a lane summed by all that the gap engine distinguishes. Kept by differences, because a lane is computed anew at every
 * change of its supply and must not cost more the longer the ledger is; summed anew by the lane's own recomputation.
 */
export const laneSupply = table(
  'lane_supply',
  {
    province: text(),
    sector: text(),
    class: text<SupplyClass>(),
    arrivalMonth: text(),
    dueMonth: text(),
    monthsOfUse: integer(),
    personDaysMilli: integer(),
    /** How many parcels. */
    records: integer(),
  },
  { primaryKey: ['province', 'sector', 'class', 'arrivalMonth', 'dueMonth', 'monthsOfUse'] },
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

/**
 * What left on a waybill and what of it was lost, by day and cause; replaced whole by its shipment's reconciliation.
 */
export const losses = table(
  'losses',
  {
    shipment: text(),
    position: integer(),
    phase: text<LossPhase>(),
    kind: optionalText<LossKind>(),
    /** None: an unplanned line, known by its item. */
    line: optionalText(),
    pledgeLine: optionalText(),
    item: text(),
    sector: text(),
    province: text(),
    /** None: it crosses no border. */
    crossing: optionalText(),
    carrier: optionalText(),
    day: text(),
    reason: optionalText(),
    responsibility: optionalText(),
    quantityMilli: integer(),
    personDaysMilli: integer(),
  },
  {
    primaryKey: ['shipment', 'position'],
    indexes: [['phase', 'day']],
    checks: { something: 'quantity_milli > 0' },
  },
);

/** A disagreement as a case: moved by facts and by people; one row per thing, reopened rather than duplicated. */
export const discrepancies = table(
  'discrepancies',
  {
    id: text(),
    kind: text<DiscrepancyKind>(),
    /** The shipment or pledge it is about, and the line of it (or the item of an unplanned one); empty for the whole. */
    subjectKind: text<'shipment' | 'pledge'>(),
    subject: text(),
    line: text(),
    state: text<CaseState>(),
    item: optionalText(),
    pledgeLine: optionalText(),
    sector: optionalText(),
    province: optionalText(),
    quantityMilli: optionalInteger(),
    personDaysMilli: optionalInteger(),
    /** What is at stake where it is about money. */
    amountUsd: optionalInteger(),
    causes: json<Cause[]>(),
    /** The events that contradict each other, where it is about those. */
    events: list<string>(),
    owner: optionalText(),
    openedAt: integer(),
    closedAt: optionalInteger(),
    /** Why a person closed it; none when facts did, and while it is open. */
    resolution: optionalText<Resolution>(),
    /** Since when the facts do not show it; none while they do, whatever people made of the case. */
    goneAt: optionalInteger(),
    /** Raised by every change, by facts or by people: nobody overwrites what he has not seen. */
    version: count(),
  },
  {
    primaryKey: ['id'],
    unique: [['subject', 'kind', 'line']],
    indexes: [['openedAt', 'id'], ['state', 'openedAt', 'id'], ['owner', 'openedAt', 'id'], ['pledgeLine']],
  },
);

/** What became of a case, step by step; rows are added, never changed. */
export const discrepancyHistory = table(
  'discrepancy_history',
  {
    id: text(),
    discrepancy: text(),
    at: integer(),
    what: text<Happening>(),
    by: text(),
    /** Of the case as it then was; of what a netting hint explains, for `netted`. */
    quantityMilli: optionalInteger(),
    text: optionalText(),
    /** Why it was resolved, or why facts reopened it. */
    reason: optionalText(),
    ownerBefore: optionalText(),
    ownerAfter: optionalText(),
    /** The netting hint behind it. */
    hint: optionalText(),
  },
  {
    primaryKey: ['id'],
    indexes: [['discrepancy']],
    foreignKeys: [
      { columns: ['discrepancy'], references: () => discrepancies, foreign: ['id'], onDelete: 'cascade' },
    ],
  },
);

/** Commands that carried an id of their own, with the answer each was given: the same again gets it again. */
export const caseCommands = table(
  'case_commands',
  { id: text(), contentHash: text(), answer: json<Record<string, unknown>>(), recordedAt: integer() },
  { primaryKey: ['id'] },
);

/** What came too many or too few of, line by line, as last reconciled: what netting hints are made of. */
export const nettingLines = table(
  'netting_lines',
  {
    shipment: text(),
    /** The planned line, or for an unplanned one the item that arrived. */
    line: text(),
    side: text<Side>(),
    item: text(),
    /** P-code of the destination: its district, or its province when none is named. */
    place: text(),
    quantityMilli: integer(),
    /** The first and the last receipt that say so. */
    firstAt: integer(),
    lastAt: integer(),
  },
  { primaryKey: ['shipment', 'line', 'side'], indexes: [['place', 'item']] },
);

/**
 * An excess on one waybill that may be the shortage on another (`domain.md` §7). Proposed and withdrawn by facts, accepted and
 * dismissed by people; a row speaks of two lines as they stood, and is never proposed twice.
 */
export const nettingHints = table(
  'netting_hints',
  {
    id: text(),
    item: text(),
    place: text(),
    province: text(),
    quantityMilli: integer(),
    excessShipment: text(),
    excessLine: text(),
    excessMilli: integer(),
    shortShipment: text(),
    shortLine: text(),
    shortMilli: integer(),
    state: text<HintState>(),
    proposedAt: integer(),
    decidedAt: optionalInteger(),
    decidedBy: optionalText(),
    text: optionalText(),
    withdrawnAt: optionalInteger(),
    version: integer(),
  },
  {
    primaryKey: ['id'],
    indexes: [['place', 'item'], ['proposedAt', 'id'], ['shortLine'], ['excessLine']],
    checks: { something_to_net: 'quantity_milli > 0' },
  },
);

/** What everything derived was last computed with besides facts: settings, reference data, the rules themselves. */
export const derivations = table(
  'derivations',
  { name: text(), fingerprint: text(), appliedAt: integer() },
  { primaryKey: ['name'] },
);

/** What each verification of everything derived found; rows are added, never changed. */
export const verifications = table(
  'verifications',
  { id: text(), finishedAt: integer(), checked: integer(), pending: integer(), differences: integer() },
  { primaryKey: ['id'] },
);
