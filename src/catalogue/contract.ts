/** `GET /sectors` and `GET /items`: api.md, Reference. */
import { z } from 'zod';
import { route } from '../platform/http/contract.ts';
import { code, listOf, localisedName, usdCents } from '../platform/http/schemas.ts';

export const sectorCode = z
  .enum(['food_security', 'education', 'trade'])
  .meta({ description: 'A sector of the ledger', example: 'food_security' });

export type SectorCode = z.output<typeof sectorCode>;

const nameStatus = z.string().meta({ description: 'Whether the Dari and Pashto names are confirmed' });

export const sector = z
  .strictObject({
    code: sectorCode,
    name: localisedName,
    nameStatus,
    hpcCluster: z
      .string()
      .nullable()
      .meta({ description: 'HPC cluster code; null where there is no cluster' }),
    dac: z.array(z.string()).meta({ description: 'OECD DAC purpose codes', example: ['72040', '52010'] }),
    sdg: z.array(z.string()).meta({ description: 'SDG targets', example: ['2.1', '2.2'] }),
    monthsOfUse: z.int().positive().meta({ description: 'Months over which money of this sector is used' }),
    carryMonths: z.int().nonnegative().meta({ description: 'Months of need that stock may be carried' }),
    costPerPmUsd: usdCents.meta({ description: 'Cost of one person-month, integer US cents', example: 456 }),
    costSource: z.string().meta({ description: 'Where the cost comes from' }),
    source: z.string(),
  })
  .meta({ id: 'Sector' });

export const itemStatus = z
  .enum(['sourced', 'planning value', 'proposal'])
  .meta({ description: 'How well founded the coverage is; always shown beside it' });

export const item = z
  .strictObject({
    code,
    sector: sectorCode,
    unit: z.string().meta({ description: 'UN/ECE Recommendation 20 unit code', example: 'KGM' }),
    name: localisedName,
    nameStatus,
    coverage: z
      .strictObject({
        personDays: z
          .tuple([z.int().nonnegative(), z.int().positive()])
          .meta({ description: 'Numerator and denominator', example: [3500, 2100] }),
        monthsOfUse: z.int().positive(),
      })
      .meta({
        description: 'One unit covers numerator / denominator person-days, used over monthsOfUse months',
      }),
    usualPack: z.string().meta({ example: '50 kg bag' }),
    status: itemStatus,
    source: z.string(),
  })
  .meta({ id: 'Item' });

export const listSectors = route({
  method: 'get',
  path: '/sectors',
  operationId: 'listSectors',
  permission: 'reference:read',
  summary: 'The sectors, with their cost and use',
  description: 'Complete in one answer.',
  tag: 'Reference',
  responses: { 200: { description: 'All sectors', body: listOf(sector) } },
});

export const listItems = route({
  method: 'get',
  path: '/items',
  operationId: 'listItems',
  permission: 'reference:read',
  summary: 'The items that can be pledged and shipped, with what one unit covers',
  description: 'Complete in one answer.',
  tag: 'Reference',
  query: z.strictObject({ sector: sectorCode.optional() }),
  responses: { 200: { description: 'All items, or those of a sector', body: listOf(item) } },
});
