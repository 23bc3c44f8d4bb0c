import { z } from 'zod';
import { sectorCode } from '../catalogue/contract.ts';
import { route } from '../platform/http/contract.ts';
import { instant, listOf, month, note, paging, people, provincePcode } from '../platform/http/schemas.ts';

export const needRow = z
  .strictObject({
    province: provincePcode,
    sector: sectorCode,
    month,
    peopleInNeed: people
      .nullish()
      .meta({ description: 'People in need; null when only the target is known' }),
    peopleTargeted: people.meta({
      description: 'People targeted, counted once per month: the need of the month in person-months',
    }),
    source: note.meta({ description: 'Where the figure comes from', example: 'HNRP 2026' }),
    isEstimate: z
      .boolean()
      .default(false)
      .meta({ description: 'True when the figure is derived, not reported' }),
  })
  .meta({ id: 'NeedRow' });

export const recordedNeed = z
  .strictObject({
    province: provincePcode,
    sector: sectorCode,
    month,
    peopleInNeed: people.nullable(),
    peopleTargeted: people,
    source: z.string(),
    isEstimate: z.boolean(),
    recordedAt: instant,
  })
  .meta({ id: 'RecordedNeed' });

export type NeedRow = z.output<typeof needRow>;
export type RecordedNeed = z.output<typeof recordedNeed>;

export const putNeeds = route({
  method: 'put',
  path: '/needs',
  operationId: 'putNeeds',
  permission: 'needs:write',
  summary: 'Record needs, replacing those cells',
  description:
    'Each row replaces what is recorded for its province, sector and month; what stood there stays in the history. A row equal to what is recorded changes nothing.',
  tag: 'Needs',
  body: z.strictObject({ rows: z.array(needRow).min(1).max(5000) }),
  responses: {
    200: {
      description: 'Recorded',
      body: z.strictObject({
        new: z.int().meta({ description: 'Cells that had no need before' }),
        changed: z.int().meta({ description: 'Cells whose need was another' }),
        unchanged: z.int().meta({ description: 'Cells that already said this' }),
      }),
    },
  },
});

export const listNeeds = route({
  method: 'get',
  path: '/needs',
  operationId: 'listNeeds',
  permission: 'needs:read',
  summary: 'Needs per province, sector and month',
  tag: 'Needs',
  query: z.strictObject({
    sector: sectorCode.optional(),
    province: provincePcode.optional(),
    from: month.optional(),
    to: month.optional(),
    limit: paging.limit,
    cursor: paging.cursor,
  }),
  responses: { 200: { description: 'Needs', body: listOf(recordedNeed) } },
});
