/** Commodities beside energy: when each runs out, what could stand in for it, and what a month's food is made of. */
import { z } from 'zod';
import { sectorCode } from '../../catalogue/contract.ts';
import { route } from '../../platform/http/contract.ts';
import { code, instant, month, personMonths, provincePcode } from '../../platform/http/schemas.ts';

const share = z.number().min(0).max(1);
const amount = z.number().nonnegative();

const unit = z.enum(['KGM', 'PM']).meta({
  description: 'Of its amounts: kilograms; or person-months, where the sector has no ration',
});
const gramsPerDay = z
  .int()
  .nullable()
  .meta({ description: 'Its part of a full ration, for a person on a day; null: no ration' });

const substitute = z
  .strictObject({
    commodity: code,
    ratio: z
      .tuple([z.int().positive(), z.int().positive()])
      .meta({ description: 'So much of it by weight for so much of what is missing', example: [3, 1] }),
    needed: amount.meta({ description: 'Kilograms of it, to cover all that is missing' }),
    inLane: amount.meta({
      description: 'Kilograms of it left in the lane once its own need of that month is met',
    }),
    unallocated: amount.meta({
      description: 'Kilograms of it, moving or firm, that name no province or date yet',
    }),
    covers: amount.meta({ description: 'Kilograms of what is missing that these can stand in for' }),
    share: share.meta({ description: 'Of what is missing' }),
    longestMonths: z.int().meta({ description: 'It is for so many months at most' }),
    status: z.enum(['sourced', 'planning value']),
    source: z.string(),
    note: z.string(),
  })
  .meta({ id: 'Substitute' });

export const commodity = z
  .strictObject({
    commodity: code.meta({
      description: 'A part of the ration: cereals, pulses, oil, …; the sector itself where it has no ration',
    }),
    unit,
    gramsPerDay,
    knownNeed: amount
      .nullable()
      .meta({ description: 'What the current month needs of it; null: no need is known' }),
    stock: amount.meta({ description: 'Delivered stock carried out of the current month' }),
    monthsOfSupply: z.number().nullable(),
    breakMonth: month.nullable().meta({ description: 'Null: none in the months that are known' }),
    missing: amount.nullable().meta({ description: 'In the month it breaks' }),
    items: z.array(
      z.strictObject({
        item: code,
        share: share.meta({
          description:
            'Its part of what there is from the current month on, and so of the need it is asked for',
        }),
        stock: amount,
        monthsOfSupply: z.number().nullable(),
        breakMonth: month.nullable(),
      }),
    ),
    substitutes: z.array(substitute).meta({
      description:
        'On a break: what can stand in for it, each alone, what covers most first; never oil for cereal',
    }),
  })
  .meta({ id: 'CommodityForecast' });
export type Commodity = z.output<typeof commodity>;

const mixed = z
  .strictObject({
    commodity: code,
    gramsPerDay,
    need: amount.nullable(),
    arrived: amount.meta({ description: 'Delivered in this month' }),
    expected: amount.meta({ description: 'Moving and firm, to arrive in this month' }),
    confirmedShare: share.nullable().meta({
      description:
        'Of its part of the ration, what delivered stock covers; null: the need is unknown or zero',
    }),
    share: share.nullable().meta({ description: 'The same with moving and firm supply' }),
    energyShare: share.nullable().meta({
      description:
        'Its part of the energy that arrives in this month; null: none does, or the sector has no energy',
    }),
    items: z.array(z.strictObject({ item: code, arrived: amount, expected: amount })),
  })
  .meta({ id: 'CommodityInMix' });

export const getMix = route({
  method: 'get',
  path: '/gaps/{province}/{sector}/mix',
  operationId: 'getMix',
  permission: 'gaps:read',
  summary: 'What the supply of a lane is made of, month by month: energy alone is not a diet',
  description:
    'For each part of a full ration of 555 g the quantity that arrives, its part of the energy, and how much of the ration it covers by the stock rule of the lane. Money buys what nobody has said yet and is in none.',
  tag: 'Gaps',
  params: z.strictObject({ province: provincePcode, sector: sectorCode }),
  query: z.strictObject({
    from: month.optional().meta({ description: 'First month; 12 months back when left out' }),
    to: month.optional().meta({ description: 'Last month; 5 months ahead when left out' }),
  }),
  responses: {
    200: {
      description: 'Months with their mix',
      body: z
        .strictObject({
          province: provincePcode,
          sector: sectorCode,
          asOf: instant,
          unit,
          rationGrams: z.int().nullable().meta({ description: 'A full ration for a person on a day' }),
          months: z.array(
            z.strictObject({
              month,
              needPm: personMonths.nullable(),
              gramsPerDay: z.number().nullable().meta({
                description:
                  'Of the ration, what a person in need gets on a day from delivered, moving and firm supply',
              }),
              rationShare: share.nullable().meta({ description: 'Of the weight of a full ration' }),
              commodities: z.array(mixed),
            }),
          ),
        })
        .meta({ id: 'Mix' }),
    },
  },
});
export type Mix = z.output<(typeof getMix.responses)[200]['body']>;
