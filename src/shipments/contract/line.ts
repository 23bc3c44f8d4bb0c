import { z } from 'zod';
import {
  code,
  day,
  districtPcode,
  instant,
  line as shortText,
  personMonths,
  positiveQuantity,
  provincePcode,
  quantity,
  quantitySum,
  uuidv7,
} from '../../platform/http/schemas.ts';
import { LINE_STATES } from '../../reconciliation/rules/line-state.ts';
import { ADJUSTMENT_KINDS } from '../rules/adjustments.ts';
import { EXPIRIES } from '../rules/expiry.ts';
import { reason, responsibility } from './receipt.ts';

export const destination = z
  .strictObject({ province: provincePcode, district: districtPcode.nullish() })
  .meta({ id: 'Destination' });

export const newShipmentLine = z
  .strictObject({
    id: uuidv7.optional(),
    item: code,
    quantity: positiveQuantity,
    packs: z.int().positive().nullish(),
    packFactor: positiveQuantity.nullish().meta({ description: 'Units of the item in a pack', example: 50 }),
    batch: shortText.nullish(),
    expiresOn: day.nullish(),
    destination: destination.nullish().meta({ description: 'Where this line alone is dropped' }),
    pledgeLine: uuidv7.nullish().meta({ description: 'The pledge line it fulfils' }),
  })
  .meta({ id: 'NewShipmentLine' });

/** One figure per column of the balance: dispatched + excess = good + damaged + missing + lost + returned + outstanding. */
const balance = <T extends z.ZodType>(figure: T) => ({
  dispatched: figure,
  good: figure,
  damaged: figure,
  missing: figure,
  excess: figure,
  lost: figure,
  returned: figure,
  outstanding: figure,
});

const tonnes = z.number().nullable().meta({ description: 'null for what is not measured by weight' });

const adjustment = z
  .strictObject({
    kind: z.enum(ADJUSTMENT_KINDS),
    quantity: quantitySum,
    tonnes,
    pm: personMonths,
    reason: reason.nullable().meta({ description: 'null when nobody gave one' }),
    reasonText: z.string().nullable(),
    responsibility: responsibility.nullable(),
    event: uuidv7.meta({ description: 'The event that says so' }),
    at: instant.nullable().meta({
      description: 'When it counts; until it has arrived told to those concerned and in charge',
    }),
  })
  .meta({ id: 'Adjustment' });

export const shipmentLine = z
  .strictObject({
    id: uuidv7.nullable().meta({ description: 'null for an item that was not on the waybill' }),
    item: code,
    unit: z.string().meta({ description: 'UN/ECE Recommendation 20 unit of the quantities', example: 'KGM' }),
    quantity: quantity.nullable().meta({ description: 'Planned; null for an unplanned item' }),
    packs: z.int().nullable(),
    packFactor: quantity.nullable(),
    batch: z.string().nullable(),
    expiresOn: day.nullable(),
    destination: destination.nullable(),
    pledgeLine: uuidv7.nullable(),
    ...balance(quantitySum),
    tonnes: z
      .strictObject(balance(z.number()))
      .nullable()
      .meta({ description: 'The same in tonnes; null for what is not measured by weight' }),
    pm: z.strictObject(balance(personMonths)).meta({ description: 'The same in person-months' }),
    state: z.enum(LINE_STATES),
    distributed: z
      .strictObject({ quantity: quantitySum, tonnes, pm: personMonths, people: z.int().nullable() })
      .meta({
        description:
          'Handed out, beside the balance and never counted in coverage; people as the distributions counted them, who was served twice twice',
      }),
    expiry: z.enum(EXPIRIES).nullable().meta({
      description:
        'Whether what is to come, or was received in good order and not distributed, expires within EXPIRES_SOON_DAYS or has expired',
    }),
    adjustments: z.array(adjustment).meta({
      description:
        'Why it is not what was planned. Those of a kind add up to its column of the balance; planned − short_loaded + over_loaded = dispatched',
    }),
  })
  .meta({ id: 'ShipmentLine' });
