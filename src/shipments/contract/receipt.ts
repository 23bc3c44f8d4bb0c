import { z } from 'zod';
import {
  code,
  day,
  note,
  line as shortText,
  pcode,
  quantity,
  quantitySum,
  uuidv7,
} from '../../platform/http/schemas.ts';
import { REASON_CODES, RESPONSIBILITIES } from '../rules/codes.ts';

export const reason = z.enum(REASON_CODES).meta({ id: 'ReasonCode' });
export const responsibility = z.enum(RESPONSIBILITIES).meta({ id: 'Responsibility' });
export const lineId = uuidv7.meta({ description: 'A line of the shipment' });

/** Far more packs than a waybill carries, and few enough that their content stays an exact integer. */
const packs = z.int().nonnegative().max(1_000_000_000);

/** An entry of a receipt as it is sent: a line once per reason, batch, place or person. */
export const receivedLine = z
  .strictObject({
    line: lineId
      .nullable()
      .meta({ description: 'The line it is about; null for an item that was not on the waybill' }),
    item: code.nullish().meta({ description: 'The item, where `line` is null' }),
    good: quantity.default(0),
    damaged: quantity.default(0),
    missing: quantity.default(0),
    excess: quantity.default(0),
    against: quantity.nullish().meta({
      description:
        'The part of the dispatched quantity it settles; good + damaged + missing − excess when left out',
    }),
    reason: reason.nullish().meta({ description: 'Required when damaged, missing or excess is not zero' }),
    reasonText: note.nullish().meta({ description: 'Required with the reason `other`' }),
    responsibility: responsibility.nullish(),
    receiver: shortText.nullish().meta({ description: 'Who took the goods over: a person responsible' }),
    deliverer: shortText.nullish().meta({ description: 'Who handed them over: a person responsible' }),
    place: pcode
      .nullish()
      .meta({ description: "Where these goods came, when not at the receipt's `place`", example: 'AF2301' }),
    batch: shortText.nullish(),
    expiresOn: day.nullish().meta({ description: 'The last good day of these goods, as it is on them' }),
    packs: packs.nullish().meta({
      description:
        "Packs counted. Where they do not hold good + damaged, by the waybill's pack factor, the shipment is flagged `packs_differ`",
      example: 960,
    }),
  })
  .meta({ id: 'ReceiptEntry' });

/** The same as it was recorded. */
export const recordedReceived = z
  .strictObject({
    line: lineId.nullable(),
    item: code.nullable(),
    good: quantity,
    damaged: quantity,
    missing: quantity,
    excess: quantity,
    against: quantitySum,
    reason: reason.nullable(),
    reasonText: z.string().nullable(),
    responsibility: responsibility.nullable(),
    receiver: z.string().nullable(),
    deliverer: z.string().nullable(),
    place: pcode.nullable(),
    batch: z.string().nullable(),
    expiresOn: day.nullable(),
    packs: packs.nullable(),
  })
  .meta({ id: 'RecordedReceiptEntry' });
export type RecordedReceiptEntry = z.output<typeof recordedReceived>;
