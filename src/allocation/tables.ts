import { integer, json, optionalInteger, optionalText, table, text } from '../platform/storage/columns.ts';
import type { AllocationPlan } from './contract.ts';

/** What is told of a plan; whether it was accepted stands beside it. */
export type PlanTold = Omit<AllocationPlan, 'state' | 'acceptedAt' | 'acceptedBy'>;

/** Plans as they were proposed: nothing of one changes but that it is accepted, once. */
export const allocationPlans = table(
  'allocation_plans',
  {
    id: text(),
    recordedBy: text(),
    recordedAt: integer(),
    plan: json<PlanTold>(),
    acceptedBy: optionalText(),
    acceptedAt: optionalInteger(),
  },
  { primaryKey: ['id'], indexes: [['recordedAt', 'id']] },
);

/** What accepted plans mean to bring through crossings: it takes room there until it is on waybills, which then do. */
export const allocationPassages = table(
  'allocation_passages',
  {
    /** The pledge line that was allocated. */
    line: text(),
    plan: text(),
    crossing: text(),
    month: text(),
    quantityMilli: integer(),
    item: text(),
  },
  {
    primaryKey: ['line'],
    indexes: [['month']],
    foreignKeys: [{ columns: ['plan'], references: () => allocationPlans, foreign: ['id'] }],
  },
);
