import { z } from 'zod';
import { sectorCode } from '../../catalogue/contract.ts';
import { route } from '../../platform/http/contract.ts';
import { instant, month } from '../../platform/http/schemas.ts';
import { FLOW_STAGES, REGIONAL_GROUPS } from '../rules/regional.ts';
import { lossMeasure } from './losses.ts';

const stages = z.strictObject(
  Object.fromEntries(FLOW_STAGES.map((stage) => [stage, lossMeasure])) as Record<
    (typeof FLOW_STAGES)[number],
    typeof lossMeasure
  >,
);

const group = z
  .strictObject({
    key: z.string().meta({
      description:
        'A crossing, a corridor or a country (ISO 3166-1 alpha-2); `none`: it crosses no border; `other`: on no corridor we know; `unknown`: nothing says from which country',
    }),
    sector: sectorCode,
    totals: stages,
    months: z.array(
      z.strictObject({
        month: month.nullable().meta({ description: 'Null: of cargo without a date' }),
        ...stages.shape,
      }),
    ),
  })
  .meta({
    id: 'RegionalFlow',
    description: 'One sector in one group: person-months are not added across sectors',
  });

export const regionalReport = z
  .strictObject({
    by: z.enum(REGIONAL_GROUPS),
    from: month.nullable(),
    to: month.nullable(),
    asOf: instant,
    groups: z.array(group).meta({ description: 'By key, then sector' }),
  })
  .meta({ id: 'RegionalReport' });
export type RegionalReport = z.output<typeof regionalReport>;

export const getRegional = route({
  method: 'get',
  path: '/regional',
  operationId: 'getRegional',
  permission: 'losses:read',
  summary: 'Cargo by crossing, by corridor, or by the country the aid comes from, month by month',
  description:
    'As last reconciled. What was dispatched counts in the month it left, what was delivered in the month of receipt, what is on its way in the month it is expected, what was lost in the month it was first due. The country is the `originCountry` of the waybill; else that of its `origin`, where that is a place on a corridor or a province of Afghanistan; else of its consignor; else `unknown`.',
  tag: 'Gaps',
  query: z.strictObject({
    by: z.enum(REGIONAL_GROUPS).default('crossing'),
    from: month.optional(),
    to: month.optional(),
    sector: sectorCode.optional(),
  }),
  responses: { 200: { description: 'The flows', body: regionalReport } },
});
export type RegionalQuery = z.output<typeof getRegional.query>;
