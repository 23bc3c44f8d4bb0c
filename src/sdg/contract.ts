import { z } from 'zod';
import { sectorCode } from '../catalogue/contract.ts';
import { sectorFunding } from '../funding/contract.ts';
import { coverage } from '../gaps/contract.ts';
import { route } from '../platform/http/contract.ts';
import {
  instant,
  month,
  periodMonth,
  personMonths,
  provincePcode,
  usageYear,
} from '../platform/http/schemas.ts';

const reached = z.int().nullable().meta({
  description:
    'As distributions counted them, never added across sectors; whoever was reached twice is counted twice. Null: none was told of',
});

const target = z
  .strictObject({
    target: z.string().meta({ description: 'SDG target', example: '2.1' }),
    goal: z.string().meta({ example: '2' }),
    sector: sectorCode.meta({ description: 'The sector that serves it' }),
    sharedWith: z.array(z.string()).meta({
      description: 'Targets the same sector serves: its figures stand under each, and are not to be added up',
    }),
    needPm: personMonths.nullable().meta({ description: 'Null: no need is recorded' }),
    isEstimate: z.boolean().meta({ description: 'True when a need in it is an estimate' }),
    coverage: coverage.nullable(),
    unknownCells: z
      .int()
      .meta({ description: 'Months of lanes with supply and no recorded need: in no figure' }),
    peopleReached: reached,
    funding: z
      .array(sectorFunding.omit({ sector: true, requirements: true }).extend({ year: usageYear }))
      .meta({ description: 'By the FTS rule, for each year the period touches' }),
    lanes: z
      .array(z.strictObject({ province: provincePcode, needPm: personMonths, coverage: coverage.nullable() }))
      .meta({ description: 'What it is made of; each opens at `GET /gaps/{province}/{sector}`' }),
  })
  .meta({ id: 'SdgTarget' });
export type SdgTarget = z.output<typeof target>;

export const sdgReport = z
  .strictObject({ from: month, to: month, asOf: instant, targets: z.array(target) })
  .meta({ id: 'SdgReport' });
export type SdgReport = z.output<typeof sdgReport>;

export const getSdg = route({
  method: 'get',
  path: '/sdg',
  operationId: 'getSdg',
  permission: 'gaps:read',
  summary: 'Needs, coverage, people reached and funding by SDG target',
  description:
    'The cells of the gap report summed over provinces and months; each was capped by itself, so that no surplus hides a gap. Targets are those `GET /sectors` names.',
  tag: 'Gaps',
  query: z.strictObject({
    from: periodMonth.optional().meta({ description: 'January of the year of `to` when left out' }),
    to: periodMonth.optional().meta({ description: 'The current month when left out' }),
  }),
  responses: { 200: { description: 'The targets, in order', body: sdgReport } },
});
