import { z } from 'zod';
import { attachmentReferences } from '../../attachments/contract.ts';
import { route } from '../../platform/http/contract.ts';
import { code, instant, pcode, personMonths, quantitySum, uuidv7 } from '../../platform/http/schemas.ts';
import { STANDINGS } from '../rules/codes.ts';
import { recordedReceived } from './receipt.ts';

const figures = <T extends z.ZodType>(figure: T) => ({
  planned: figure,
  dispatched: figure,
  previouslyReceived: figure.meta({ description: 'Good and damaged, by the receipts before it that count' }),
  good: figure,
  damaged: figure,
  missing: figure,
  excess: figure.meta({
    description: 'What the balance books as excess through this receipt, explained or not',
  }),
  outstanding: figure.meta({ description: 'Still to come after it' }),
});

const organisation = z.strictObject({ id: uuidv7, name: z.string() });

const noteLine = z
  .strictObject({
    line: uuidv7.nullable().meta({ description: 'null for an item that was not on the waybill' }),
    item: code,
    unit: z.string().meta({ example: 'KGM' }),
    ...figures(quantitySum),
    tonnes: z
      .strictObject(figures(z.number()))
      .nullable()
      .meta({ description: 'The same in tonnes; null for what is not measured by weight' }),
    pm: z.strictObject(figures(personMonths)).meta({ description: 'The same in person-months' }),
    packs: z.int().nullable().meta({ description: 'Counted on arrival' }),
    packsDiffer: z.boolean().meta({
      description: "Whether they do not hold good + damaged, by the waybill's pack factor",
    }),
    entries: z.array(recordedReceived),
  })
  .meta({ id: 'GoodsReceivedNoteLine' });

export const goodsReceivedNote = z
  .strictObject({
    number: z.string().meta({
      description: 'Made of the waybill number and the id of the receipt: it never changes',
      example: 'WB-850/GRN-9E0F1A2B',
    }),
    shipment: uuidv7,
    event: uuidv7,
    waybill: z.string(),
    consignor: organisation,
    consignee: organisation,
    carrier: z.string().nullable(),
    vehicle: z.string().nullable(),
    origin: z.string(),
    place: pcode.nullable().meta({ description: "The receipt's; an entry's own overrides it" }),
    receivedAt: instant,
    receivers: z.array(z.string()).meta({ description: 'Persons named by its entries, each once' }),
    deliverers: z.array(z.string()),
    recordedAt: instant,
    recordedBy: z.string(),
    note: z.string().nullable(),
    attachments: attachmentReferences,
    blind: z.boolean().meta({ description: 'Whether the count came before the waybill was looked at' }),
    standing: z.enum(STANDINGS).meta({ description: 'Whether it counts, and if not, why' }),
    voidedBy: z.array(
      z.strictObject({ event: uuidv7, at: instant, recordedBy: z.string(), note: z.string().nullable() }),
    ),
    lines: z.array(noteLine),
    asOf: instant,
  })
  .meta({ id: 'GoodsReceivedNote' });
export type GoodsReceivedNote = z.output<typeof goodsReceivedNote>;

export const getGoodsReceivedNote = route({
  method: 'get',
  path: '/shipments/{id}/grn/{eventId}',
  operationId: 'getGoodsReceivedNote',
  permission: 'shipments:read',
  summary: 'The goods received note of a receipt',
  description:
    'What was planned, loaded and received before, what this receipt says, and what is outstanding after it. What happened later is not on it, but whether the receipt counts is as known now: one that was voided says so, and leaves the balance as it was.',
  tag: 'Shipments',
  params: z.strictObject({ id: uuidv7, eventId: uuidv7 }),
  responses: { 200: { description: 'The note', body: goodsReceivedNote } },
});
