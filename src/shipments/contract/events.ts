import { z } from 'zod';
import { attachmentReferences } from '../../attachments/contract.ts';
import {
  day,
  districtPcode,
  instant,
  note,
  line as shortText,
  pcode,
  people,
  positiveQuantity,
  provincePcode,
  quantity,
  uuidv7,
} from '../../platform/http/schemas.ts';
import { STANDINGS } from '../rules/codes.ts';
import { lineId, reason, receivedLine, recordedReceived, responsibility } from './receipt.ts';

const LINES_LIMIT = 500;
const linesOf = <T extends z.ZodType>(entry: T) => z.array(entry).min(1).max(LINES_LIMIT);

const loadedLine = z.strictObject({ line: lineId, quantity });
const explainedLine = z.strictObject({
  line: lineId,
  quantity: positiveQuantity,
  reason,
  reasonText: note.nullish().meta({ description: 'Required with the reason `other`' }),
  responsibility: responsibility.nullish(),
});
const distributedLine = z.strictObject({
  line: lineId,
  quantity: positiveQuantity,
  people: people.nullish(),
});

const destination = z.strictObject({ province: provincePcode, district: districtPcode.nullish() });

/** What belongs to each type of event besides what all have in common. */
const plain = z.enum([
  'booked',
  'loaded',
  'arrived_border',
  'customs_held',
  'customs_released',
  'arrived_hub',
  'departed_hub',
  'cancelled',
  'note',
]);

const common = {
  id: uuidv7,
  occurredAt: instant,
  place: pcode.nullish(),
  deviceId: shortText.nullish(),
  deviceSeq: z.int().nonnegative().nullish(),
  note: note.nullish(),
  attachments: attachmentReferences.nullish(),
};

export const newEvent = z
  .discriminatedUnion('type', [
    z.strictObject({ ...common, type: plain }),
    z.strictObject({ ...common, type: z.literal('dispatched'), lines: linesOf(loadedLine).optional() }),
    z.strictObject({
      ...common,
      type: z.literal('received'),
      lines: linesOf(receivedLine),
      blind: z
        .boolean()
        .default(false)
        .meta({ description: 'True when the count came before the waybill was looked at' }),
    }),
    z.strictObject({ ...common, type: z.enum(['lost', 'returned']), lines: linesOf(explainedLine) }),
    z.strictObject({ ...common, type: z.literal('distributed'), lines: linesOf(distributedLine) }),
    z.strictObject({ ...common, type: z.literal('delayed'), eta: day }),
    z.strictObject({ ...common, type: z.literal('diverted'), destination }),
    z.strictObject({
      ...common,
      type: z.literal('decided'),
      decision: z.strictObject({ event: uuidv7, counts: z.boolean() }),
    }),
    z.strictObject({
      ...common,
      type: z.literal('voided'),
      voids: uuidv7.meta({ description: 'The event it cancels' }),
    }),
  ])
  .meta({ id: 'NewEvent' });
export type NewEvent = z.output<typeof newEvent>;

const recorded = {
  id: uuidv7,
  shipmentId: uuidv7,
  occurredAt: instant,
  recordedAt: instant.meta({ description: 'When the service first learned of it' }),
  recordedBy: z.string(),
  source: z.enum(['web', 'api', 'import', 'file']),
  place: pcode.nullable(),
  deviceId: z.string().nullable(),
  deviceSeq: z.int().nullable(),
  note: z.string().nullable(),
  attachments: attachmentReferences,
};

const recordedExplained = z.strictObject({
  line: lineId,
  quantity,
  reason: reason.nullable(),
  reasonText: z.string().nullable(),
  responsibility: responsibility.nullable(),
});

/** An event as it was recorded, with whatever is shown beside it. */
const recordedWith = <T extends z.ZodRawShape>(beside: T) =>
  z.discriminatedUnion('type', [
    z.strictObject({ ...recorded, ...beside, type: plain }),
    z.strictObject({ ...recorded, ...beside, type: z.literal('dispatched'), lines: z.array(loadedLine) }),
    z.strictObject({
      ...recorded,
      ...beside,
      type: z.literal('received'),
      lines: z.array(recordedReceived),
      blind: z.boolean(),
    }),
    z.strictObject({
      ...recorded,
      ...beside,
      type: z.enum(['lost', 'returned']),
      lines: z.array(recordedExplained),
    }),
    z.strictObject({
      ...recorded,
      ...beside,
      type: z.literal('distributed'),
      lines: z.array(z.strictObject({ line: lineId, quantity, people: people.nullable() })),
    }),
    z.strictObject({ ...recorded, ...beside, type: z.literal('delayed'), eta: day }),
    z.strictObject({
      ...recorded,
      ...beside,
      type: z.literal('diverted'),
      destination: z.strictObject({ province: provincePcode, district: districtPcode.nullable() }),
    }),
    z.strictObject({
      ...recorded,
      ...beside,
      type: z.literal('decided'),
      decision: z.strictObject({ event: uuidv7, counts: z.boolean() }),
    }),
    z.strictObject({ ...recorded, ...beside, type: z.literal('voided'), voids: uuidv7 }),
  ]);

export const shipmentEvent = recordedWith({}).meta({ id: 'ShipmentEvent' });
export type RecordedEvent = z.output<typeof shipmentEvent>;

/** An event in the history of its shipment. */
export const toldEvent = recordedWith({
  standing: z.enum(STANDINGS).meta({ description: 'Whether it counts, and if not, why' }),
  flags: z.array(z.enum(['clock_suspect', 'back_dated', 'out_of_sequence'])),
}).meta({ id: 'ToldEvent' });
