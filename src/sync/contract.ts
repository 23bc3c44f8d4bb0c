/** `POST /sync`: what a phone did while it was away, one result per command. */
import { z } from 'zod';
import { route } from '../platform/http/contract.ts';
import { instant, line as shortText, uuidv7 } from '../platform/http/schemas.ts';
import { newPledge } from '../pledges/contract.ts';
import { pledgeEdit } from '../pledges/contract/changes.ts';
import { newEvent } from '../shipments/contract/events.ts';
import { newShipment } from '../shipments/contract.ts';

export const MOST_COMMANDS = 100;

const commandId = { id: uuidv7 };

export const syncCommand = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('event'), shipmentId: uuidv7, body: newEvent }),
    z.strictObject({ kind: z.literal('shipment'), body: newShipment.extend(commandId) }),
    z.strictObject({ kind: z.literal('pledge'), body: newPledge.extend(commandId) }),
    z.strictObject({
      kind: z.literal('pledge_edit'),
      pledgeId: uuidv7,
      baseVersion: z
        .int()
        .min(1)
        .meta({ description: 'The version of the pledge that was read and changed' }),
      body: z.strictObject({ id: uuidv7, changes: pledgeEdit }),
    }),
  ])
  .meta({
    id: 'SyncCommand',
    description:
      '`body` is that of the single operation, with the id of the command in it; of `pledge_edit` the id of the command beside what changes',
  });
export type SyncCommand = z.output<typeof syncCommand>;

export const OUTCOMES = ['applied', 'duplicate', 'parked', 'conflict', 'refused'] as const;

export const commandProblem = z
  .looseObject({
    code: z.string().meta({ description: 'As of the single operation: decide by this' }),
    status: z.int().meta({ description: 'The HTTP status that the single operation would have answered' }),
    title: z.string(),
    detail: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })).meta({
      description: 'What is wrong where; pointers are into the command, such as `/body/lines/0/good`',
    }),
  })
  .meta({ id: 'CommandProblem', description: 'A refusal; some codes add members, such as `candidates`' });
export type CommandProblem = z.output<typeof commandProblem>;

export const commandResult = z
  .strictObject({
    id: uuidv7.nullable().meta({ description: 'Of the command; null when it had no readable one' }),
    outcome: z.enum(OUTCOMES).meta({
      description:
        '`applied`: recorded, on disk. `duplicate`: was recorded by the same command before. `parked`: kept until its shipment comes. `conflict`: in conflict with what is recorded, for a person to settle. `refused`: not recorded, and why.',
    }),
    recordedAt: instant.nullable().meta({
      description:
        'When the service first learned of it: the same however often it is sent; null when nothing was kept',
    }),
    problem: commandProblem.optional(),
  })
  .meta({ id: 'CommandResult' });
export type CommandResult = z.output<typeof commandResult>;

export const syncCommands = route({
  method: 'post',
  path: '/sync',
  operationId: 'syncCommands',
  permission: null,
  summary: 'Send what was done while there was no line: up to 100 commands, each on its own',
  description:
    'Every command goes the way of the single operation, needs its permission, and has one result, in order; a malformed one is refused by itself. ' +
    'Ids are permanent: a command that was recorded is answered `duplicate` for ever, a parked one `parked` until its shipment comes, an edit in conflict `conflict`; the same id with another content is a `conflict` with `id_reused`. ' +
    'Nothing is kept of a `refused` command, nor of a pledge that resembles others (`conflict` with `duplicate_suspected` and `candidates`: send it again with the `duplicateAnswer`): sent again it is judged anew. ' +
    'A failure of the service itself (5xx) answers for the whole request: send it again as it is.',
  tag: 'Sync',
  body: z.strictObject({
    deviceId: shortText.meta({
      description: 'Who sends it. An event names the device it was recorded on in its own body',
    }),
    source: z
      .enum(['web', 'file'])
      .default('web')
      .meta({ description: '`file`: the queue was saved to a file and loaded again' }),
    commands: z
      .array(z.union([syncCommand, z.unknown().meta({ description: 'Anything else is refused by itself' })]))
      .max(MOST_COMMANDS),
  }),
  responses: {
    200: {
      description: 'What became of each command, in order',
      body: z.strictObject({ results: z.array(commandResult) }),
    },
  },
});
