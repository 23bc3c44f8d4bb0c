import { z } from 'zod';
import { sectorCode } from '../../catalogue/contract.ts';
import { route } from '../../platform/http/contract.ts';
import {
  code,
  day,
  periodMonth,
  personMonths,
  provincePcode,
  quantitySum,
  usdCents,
} from '../../platform/http/schemas.ts';
import { LOSS_GROUPS } from '../rules/loss-indicators.ts';

const measures = {
  items: z
    .array(z.strictObject({ item: code, unit: z.string(), quantity: quantitySum }))
    .meta({ description: 'By item: kits and kilograms are not added up' }),
  tonnes: z.number().nullable().meta({ description: 'Of what is measured in kilograms; null: nothing is' }),
  pm: personMonths,
};
const priced = {
  ...measures,
  amountUsd: usdCents
    .nullable()
    .meta({ description: 'Of what fulfils a pledge line that has a value; null: nothing does' }),
};
const waybills = z.int().meta({ description: 'On so many waybills' });
const percent = z.number().nullable();
export const lossMeasure = z.strictObject(priced).meta({ id: 'LossMeasure' });
const indicator = {
  ...priced,
  waybills,
  percentOfTonnes: percent.meta({ description: 'Of the tonnes dispatched, with 2 decimals; null of none' }),
  percentOfPm: percent.meta({ description: 'Of the person-months dispatched, with 2 decimals' }),
};
const columns = {
  preDelivery: z
    .strictObject({
      ...indicator,
      kinds: z.strictObject({ missing: lossMeasure, damaged: lossMeasure, lost: lossMeasure }),
    })
    .meta({
      id: 'LossBeforeDelivery',
      description: 'What receipts book as missing and damaged, and what was reported lost on the way',
    }),
  postDelivery: z.strictObject(indicator).meta({
    id: 'LossAfterDelivery',
    description:
      'Reported lost beyond what was outstanding and beyond what is missing: it had been received in good order',
  }),
  dispatched: z.strictObject(measures).meta({
    id: 'LossBase',
    description: 'What left in the same period, in the same group; by cause and responsibility: all of it',
  }),
};

const group = z
  .strictObject({
    key: z.string().meta({
      description:
        'A reason code, a responsibility, a crossing, a carrier or an item; `unknown`: nobody said; `none`: it crosses no border',
    }),
    ...columns,
  })
  .meta({ id: 'LossGroup' });

const period = z.union([day, periodMonth], {
  error: 'must be a day, YYYY-MM-DD, or a month, YYYY-MM, and not before 1990',
});

export const lossReport = z
  .strictObject({
    by: z.enum(LOSS_GROUPS),
    from: day.nullable(),
    to: day.nullable(),
    groups: z.array(group).meta({ description: 'The greatest loss before delivery first' }),
    totals: z.strictObject(columns).meta({ id: 'LossTotals' }),
  })
  .meta({ id: 'LossReport' });
export type LossReport = z.output<typeof lossReport>;
export type LossFigures = LossReport['totals'];

export const getLosses = route({
  method: 'get',
  path: '/losses',
  operationId: 'getLosses',
  permission: 'losses:read',
  summary: 'What was lost, before and after delivery, and its share of what was dispatched',
  description:
    'As last reconciled. A loss counts on the Kabul day of the receipt or report that tells it, what was dispatched on the day it left. Receipts that are disputed, set aside or voided count nothing. Before delivery, the groups add up to the missing, damaged and lost of all balances.',
  tag: 'Losses',
  query: z.strictObject({
    by: z.enum(LOSS_GROUPS).default('cause'),
    from: period.optional().meta({ description: 'First day, or month, in Kabul', example: '2026-01' }),
    to: period.optional().meta({ description: 'Last day, or month, in Kabul', example: '2026-12' }),
    sector: sectorCode.optional(),
    province: provincePcode.optional().meta({ description: 'Where it was going: the latest destination' }),
  }),
  responses: { 200: { description: 'The indicators', body: lossReport } },
});
export type LossQuery = z.output<typeof getLosses.query>;
