import { z } from 'zod';
import { sectorCode } from '../../catalogue/contract.ts';
import { route } from '../../platform/http/contract.ts';
import { dayOrInstant, instant, month, personMonths, provincePcode } from '../../platform/http/schemas.ts';
import { gapLevel, listGaps } from '../contract.ts';
import { DIRECTIONS } from '../rules/trend.ts';

const covered = z.number().min(0).max(1).nullable().meta({
  description: 'Confirmed and in transit, as a share of need; null where no need is known, or none is',
});

const compared = {
  covered,
  change: z.number().nullable().meta({ description: 'Of the share since then; null when either is unknown' }),
  direction: z.enum(DIRECTIONS),
};

const lane = z
  .strictObject({
    province: provincePcode,
    sector: sectorCode,
    level: gapLevel,
    covered,
    months: z
      .array(z.strictObject({ month, needPm: personMonths.nullable(), covered }))
      .meta({ description: 'As known now, up to the month looked at' }),
    earlier: z
      .strictObject({ month, ...compared })
      .meta({ description: 'The month so many months before, as known now' }),
    since: z
      .strictObject({ asOf: instant, ...compared })
      .nullable()
      .meta({ description: 'The same month, as it was known then; null unless `since` is asked for' }),
  })
  .meta({ id: 'LaneTrend' });

const trends = z
  .strictObject({ asOf: instant, month, items: z.array(lane), nextCursor: z.null() })
  .meta({ id: 'LaneTrends' });
export type LaneTrends = z.output<typeof trends>;

const FARTHEST = 24;
const USUAL = 3;

export const listTrends = route({
  method: 'get',
  path: '/gaps/trends',
  operationId: 'listTrends',
  permission: 'gaps:read',
  summary:
    'Where coverage is going: each lane month by month, against some months earlier and against what was known then',
  description:
    'Better or worse is a change of at least one hundredth of need. A lane without a cell in the month looked at is left out.',
  tag: 'Gaps',
  query: listGaps.query.pick({ sector: true, region: true, province: true }).extend({
    month: month.optional().meta({ description: 'The month looked at; the current one when left out' }),
    back: z.coerce.number().int().min(1).max(FARTHEST).default(USUAL).meta({ description: 'Months earlier' }),
    since: dayOrInstant.optional().meta({
      description: 'Compare with the same month as it was known on a day (its end in Kabul) or an instant',
    }),
  }),
  responses: { 200: { description: 'Lanes, the greatest loss first, unknown ones last', body: trends } },
});
export type TrendQuery = z.output<typeof listTrends.query>;
