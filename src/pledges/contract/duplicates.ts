import { z } from 'zod';
import {
  amountMinor,
  code,
  currency,
  day,
  instant,
  provincePcode,
  quantity,
  uuidv7,
} from '../../platform/http/schemas.ts';

const ANSWER =
  /^(?:different|(?:same|part_of):[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;

export const duplicateAnswer = z
  .string()
  .toLowerCase()
  .regex(ANSWER, 'must be different, same:<pledgeId> or part_of:<pledgeId>')
  .meta({
    description:
      'What the pledge is to those it resembles: `different`; `same:<pledgeId>`, which answers 200 with that pledge and records nothing; `part_of:<pledgeId>`, which makes it a child of that pledge and takes out of it what it promises',
    example: 'different',
  });

const why = z.enum(['reference', 'amount']);

/** One pledge that a new one resembles, as the caller is shown it: enough to answer by. */
export const duplicateCandidate = z
  .strictObject({
    id: uuidv7,
    reference: z.string(),
    donor: uuidv7,
    status: z.enum(['pledge', 'commitment', 'paid', 'cancelled', 'expired']),
    decidedOn: day,
    currency,
    amount: amountMinor.nullable().meta({ description: 'Of all its lines; null when one has none' }),
    lines: z.array(
      z.strictObject({
        sector: z.string(),
        province: provincePcode.nullable(),
        item: code.nullable(),
        quantity: quantity.nullable(),
        amount: amountMinor.nullable(),
      }),
    ),
    why: z.array(why).meta({ description: 'The same reference; or donor, amount and time' }),
  })
  .meta({ id: 'DuplicateCandidate' });
export type DuplicateCandidate = z.output<typeof duplicateCandidate>;

/** What a person answered when a pledge was logged that resembled others. */
export const answeredDuplicate = z
  .strictObject({
    answer: z.enum(['different', 'part_of']),
    candidates: z
      .array(z.strictObject({ id: uuidv7, why: z.array(why) }))
      .meta({ description: 'The pledges it resembled at that moment' }),
    recordedBy: z.string(),
    recordedAt: instant,
  })
  .meta({ id: 'AnsweredDuplicate' });
