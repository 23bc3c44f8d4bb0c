/** `GET /corridors`: lead times by way into the country, from legs, crossings and what stands in the way. */
import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';
import { code, day, instant, provincePcode } from '../../platform/http/schemas.ts';
import { crossingState } from '../contract.ts';
import { constraintOnWay } from './access.ts';

const leg = z
  .strictObject({
    from: z.string(),
    to: z.string(),
    greatCircleKm: z.int().meta({ description: 'As the crow flies: shorter than railway and road' }),
    days: z.number().meta({ description: 'A planning value; a border on the way counts one day' }),
  })
  .meta({ id: 'CorridorLeg' });

const destination = z
  .strictObject({
    province: provincePcode,
    roadDays: z.int().meta({ description: 'From the crossing, were nothing in the way: a planning value' }),
    arrivesOn: day.nullable().meta({ description: 'Null: nothing comes through within a year' }),
    days: z.int().nullable().meta({ description: 'From the day asked for to arriving, waiting included' }),
    because: z.array(code).meta({ description: 'The constraints for which it takes longer than the road' }),
  })
  .meta({ id: 'CorridorDestination' });

export const corridor = z
  .strictObject({
    crossing: code,
    name: z.string(),
    country: z.string().nullable(),
    status: crossingState.meta({ description: 'Of the crossing on the day asked for' }),
    corridor: code.nullable().meta({ description: 'Null: only the way from the crossing on is described' }),
    legs: z.array(leg).meta({ description: 'To the crossing' }),
    legDays: z.int().nullable().meta({ description: 'Days to the crossing; null: no legs are described' }),
    destinations: z.array(destination),
  })
  .meta({ id: 'Corridor' });

export const listCorridors = route({
  method: 'get',
  path: '/corridors',
  operationId: 'listCorridors',
  permission: 'reference:read',
  summary: 'How long goods take by each way into the country, from a day on',
  description:
    'Complete in one answer. Days to a crossing from the legs of its corridor; from there by road, waiting while the crossing, a pass or a season is closed and slowed by what is slow. All days are planning values.',
  tag: 'Reference',
  query: z.strictObject({
    crossing: code.optional(),
    province: provincePcode.optional().meta({ description: 'Only the way to this province' }),
    on: day.optional().meta({
      description: 'When goods can leave the crossing, or the start of its corridor; today when left out',
    }),
  }),
  responses: {
    200: {
      description: 'Ways by crossing, with the constraints named in them',
      body: z
        .strictObject({
          asOf: instant,
          on: day,
          items: z.array(corridor),
          constraints: z.array(constraintOnWay),
          nextCursor: z.null(),
        })
        .meta({ id: 'Corridors' }),
    },
  },
});
