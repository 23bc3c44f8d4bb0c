/** `GET /sync/pull`: what a phone needs to work without a line. */
import { z } from 'zod';
import { item } from '../../catalogue/contract.ts';
import { route } from '../../platform/http/contract.ts';
import { instant, localisedName, provincePcode, uuidv7 } from '../../platform/http/schemas.ts';
import { shipment } from '../../shipments/contract.ts';
import { commandProblem } from '../contract.ts';

export const waitingCommand = z
  .strictObject({
    id: uuidv7,
    kind: z.enum(['event', 'pledge_edit']),
    subject: uuidv7.meta({ description: 'The shipment or the pledge it is about' }),
    state: z.enum(['parked', 'applied', 'refused', 'conflict', 'resolved']).meta({
      description:
        '`parked`: its shipment is not known yet. `applied`: it came, and the event with it. `refused`: it came, and the event cannot be about it. `conflict`: waits for a person. `resolved`: a person has decided.',
    }),
    recordedAt: instant.meta({ description: 'When the service first learned of it' }),
    settledAt: instant.nullable(),
    problem: commandProblem.nullable(),
  })
  .meta({ id: 'WaitingCommand', description: 'A command of yours that was not simply recorded' });
export type WaitingCommand = z.output<typeof waitingCommand>;

export const reference = z
  .strictObject({
    items: z.array(item),
    places: z
      .array(
        z.strictObject({
          pcode: z.string().meta({ description: 'Of a province or a district' }),
          name: localisedName.partial({ fa: true, ps: true }),
          province: provincePcode,
        }),
      )
      .meta({ description: 'All provinces, and the districts of those in your charge' }),
  })
  .meta({ id: 'PulledReference' });
export type PulledReference = z.output<typeof reference>;

export const pulled = z
  .strictObject({
    cursor: z.string().meta({ description: 'Send it with the next pull, whatever `more` says' }),
    reset: z.boolean().meta({
      description: 'Forget the shipments you hold: this is the first page of everything anew',
    }),
    more: z.boolean().meta({ description: 'There is more: pull again now' }),
    shipments: z.array(shipment).meta({ description: 'New or changed: each replaces the one you hold' }),
    gone: z.array(uuidv7).meta({
      description: 'No longer open, or no longer yours: forget them (some you may never have held)',
    }),
    reference: reference.nullable().meta({ description: 'Null: as you have it' }),
    commands: z.array(waitingCommand).meta({ description: 'Each replaces the one you hold' }),
    bytes: z.int().meta({ description: 'Of this answer, as JSON and uncompressed' }),
    remaining: z
      .strictObject({
        shipments: z.int().meta({ description: 'Still to come' }),
        bytes: z.int().meta({ description: 'What they may come to, by the ones on this page' }),
      })
      .meta({ description: 'An estimate: what is still to come' }),
    asOf: instant,
  })
  .meta({ id: 'Pulled' });
export type Pulled = z.output<typeof pulled>;

export const pull = route({
  method: 'get',
  path: '/sync/pull',
  operationId: 'pullSync',
  permission: 'shipments:read',
  summary:
    'What your phone needs: the open shipments you are concerned with, items, places, your waiting commands',
  description:
    'Without a cursor everything, page by page; with one what has changed since. A cursor misses nothing, also not what was being written while it was made, and is good for 30 days: an older one, or one that is not known, is answered with `reset`.',
  tag: 'Sync',
  query: z.strictObject({
    cursor: z.string().max(1000).optional().meta({ description: '`cursor` of the pull before' }),
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(100)
      .default(25)
      .meta({ description: 'Shipments per page; a page also ends at about 256 kB' }),
  }),
  responses: { 200: { description: 'A page', body: pulled } },
});
