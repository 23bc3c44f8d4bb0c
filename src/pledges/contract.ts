import { z } from 'zod';
import { sectorCode } from '../catalogue/contract.ts';
import { attachmentReferences, referredAttachment } from '../attachments/contract.ts';
import { route } from '../platform/http/contract.ts';
import { answeredDuplicate, duplicateAnswer } from './contract/duplicates.ts';
import {
  amountMinor,
  code,
  currency,
  day,
  instant,
  line as shortText,
  listOf,
  paging,
  personMonths,
  positiveQuantity,
  provincePcode,
  quantity,
  planCode,
  quantitySum,
  queryYear,
  usageYear,
  usdCents,
  uuidv7,
} from '../platform/http/schemas.ts';
import { YEAR_SOURCES } from './rules/usage-year.ts';

export const pledgeStatus = z
  .enum(['pledge', 'commitment', 'paid', 'cancelled', 'expired'])
  .meta({ id: 'PledgeStatus', description: 'How far a pledge has come; it counts only from commitment on' });
export type PledgeStatus = z.output<typeof pledgeStatus>;

export const pledgeSector = z
  .union([sectorCode, z.literal('unallocated')])
  .meta({ description: 'A sector, or unallocated' });

const contributionType = z.enum(['financial', 'in_kind']);
const flowType = z.enum(['standard', 'parked', 'pass_through', 'carryover']);
const earmarking = z
  .int()
  .min(1)
  .max(4)
  .meta({ description: '1 unearmarked, 2 softly, 3 earmarked, 4 tightly', example: 3 });
const ratePerUsd = z
  .number()
  .positive()
  .meta({ description: 'Units of the currency per US dollar', example: 0.824 });

export const newPledgeLine = z
  .strictObject({
    id: uuidv7.optional(),
    sector: pledgeSector,
    province: provincePcode.nullish(),
    item: code.nullish(),
    quantity: positiveQuantity.nullish(),
    amount: amountMinor.nullish(),
  })
  .meta({ id: 'NewPledgeLine' });

/** What a pledge says as a whole, as it is sent. */
export const pledgeHead = z.strictObject({
  reference: shortText.meta({ example: 'KZ-2026-014' }),
  donor: uuidv7,
  recipient: uuidv7.nullish(),
  contributionType,
  flowType,
  earmarking,
  decidedOn: day,
  firstReportedOn: day.nullish(),
  expectedBy: day.nullish(),
  expiresOn: day.nullish(),
  plan: planCode.nullish(),
  usageYear: usageYear.nullish().meta({
    description:
      'The year in which it is used, where that is said; left out: the year of its plan, else of `expectedBy`, else of `decidedOn`',
  }),
  currency,
  ratePerUsd,
  rateDate: day,
  attachments: attachmentReferences.nullish(),
});

export const newPledge = pledgeHead
  .extend({
    id: uuidv7.optional(),
    status: z.enum(['pledge', 'commitment', 'paid']),
    flowType: flowType.default('standard'),
    earmarking: earmarking.default(3),
    lines: z.array(newPledgeLine).min(1).max(200),
    duplicateAnswer: duplicateAnswer.nullish(),
  })
  .meta({ id: 'NewPledge' });
export type NewPledge = z.output<typeof newPledge>;

const stage = z.enum(['none', 'partial', 'complete']);
export type Stage = z.output<typeof stage>;
const stages = z.strictObject({ firm: stage, shipped: stage, delivered: stage });

/** How far a pledge has come in one measure; null where it cannot be told in it. */
function reached<T extends z.ZodType>(figure: T) {
  return z.strictObject({
    pledged: figure.nullable(),
    firm: figure.nullable(),
    shipped: figure.nullable(),
    delivered: figure.nullable(),
    stages: z.strictObject({
      firm: stage.nullable(),
      shipped: stage.nullable(),
      delivered: stage.nullable(),
    }),
  });
}

export const progress = z
  .strictObject({
    unit: z
      .string()
      .nullable()
      .meta({ description: 'UN Rec 20; null unless all lines are goods of one unit' }),
    quantity: reached(z.number()),
    amountUsd: reached(usdCents),
    pm: reached(personMonths),
  })
  .meta({
    id: 'PledgeProgress',
    description: 'Stages in the unit of the goods, in USD and in person-months, as last reconciled',
  });
export type Progress = z.output<typeof progress>;

export const statusFact = z
  .strictObject({
    id: uuidv7,
    status: pledgeStatus.exclude(['expired']),
    on: day,
    reason: z.string().nullable().meta({ description: 'Why, in the words of whoever recorded it' }),
    recordedAt: instant,
    recordedBy: z.string(),
    voidedAt: instant.nullable(),
  })
  .meta({ id: 'PledgeStatusFact' });

export const pledgeLine = z
  .strictObject({
    id: uuidv7,
    parent: uuidv7.nullable().meta({ description: 'The line this one was allocated from' }),
    sector: pledgeSector,
    province: provincePcode.nullable(),
    item: code.nullable(),
    quantity: quantity.nullable(),
    amount: amountMinor.nullable(),
    amountUsd: usdCents.nullable(),
    pm: personMonths.nullable().meta({
      description: "Person-months: exact for an item, an estimate through the sector's cost for money",
    }),
    shipped: quantitySum
      .nullable()
      .meta({ description: 'On waybills that were not cancelled; null for money' }),
    delivered: quantitySum.nullable().meta({ description: 'Received in good order; null for money' }),
  })
  .meta({ id: 'PledgeLine' });

export const pledge = z
  .strictObject({
    id: uuidv7,
    reference: z.string(),
    donor: uuidv7,
    recipient: uuidv7.nullable(),
    recordedParties: z.strictObject({ donor: uuidv7, recipient: uuidv7.nullable() }).optional().meta({
      description: 'As it is recorded, where one of them was merged into the organisation shown',
    }),
    status: pledgeStatus,
    contributionType,
    flowType,
    earmarking,
    decidedOn: day,
    firstReportedOn: day.nullable(),
    expectedBy: day.nullable(),
    expiresOn: day.nullable(),
    plan: planCode.nullable(),
    usageYear: usageYear.nullable().meta({ description: 'As it was said; null when nobody said it' }),
    use: z
      .strictObject({ year: usageYear, from: z.enum(YEAR_SOURCES) })
      .meta({ description: 'The year whose funding it counts in, and what says so' }),
    currency,
    ratePerUsd,
    rateDate: day,
    lines: z.array(pledgeLine),
    stages: stages.meta({
      description:
        'How far it has come, as last reconciled: goods by quantity, money by person-months; firm in part when a part was split off and is firm',
    }),
    progress,
    attachments: z.array(referredAttachment),
    parent: uuidv7.nullable().meta({ description: 'The pledge this one was split off from' }),
    children: z.array(z.strictObject({ id: uuidv7, status: pledgeStatus })).meta({
      description: 'Parts that were split off with another status, oldest first; not counted in this one',
    }),
    statuses: z
      .array(statusFact)
      .meta({ description: 'How it came to its status, in order; voided ones too' }),
    duplicateAnswer: answeredDuplicate.nullable().meta({
      description: 'What was answered when it was logged and resembled others; null when it did not',
    }),
    version: z.int().meta({ description: 'The ETag; raised by every change' }),
    recordedAt: instant,
  })
  .meta({ id: 'Pledge' });
export type Pledge = z.output<typeof pledge>;

export const createPledge = route({
  method: 'post',
  path: '/pledges',
  operationId: 'createPledge',
  permission: 'pledges:write',
  summary: 'Log a pledge with typed or financial lines',
  description:
    'The same id with the same content again answers 200 with the first answer, whatever came after it; with other content it is refused as `id_reused`. A pledge that resembles recorded ones — the same reference; or the same donor, decided within 30 days, with the amount in USD (of goods without one, each quantity) within 1 % — is refused as 409 `duplicate_suspected` with those as `candidates` (each a `DuplicateCandidate`: `id, reference, donor, status, decidedOn, currency, amount, lines, why`), until `duplicateAnswer` says what it is to them.',
  tag: 'Pledges',
  body: newPledge,
  responses: {
    201: { description: 'Recorded', body: pledge },
    200: {
      description: 'Was already recorded by the same request, or is the pledge named by `same:`',
      body: pledge,
    },
  },
});

export const listPledges = route({
  method: 'get',
  path: '/pledges',
  operationId: 'listPledges',
  permission: 'pledges:read',
  summary: 'Pledges, the newest first',
  tag: 'Pledges',
  query: z.strictObject({
    status: pledgeStatus.optional(),
    donor: uuidv7.optional(),
    sector: pledgeSector.optional(),
    province: provincePcode.optional(),
    plan: planCode.optional(),
    usageYear: queryYear.optional().meta({ description: 'The year whose funding it counts in' }),
    q: shortText.optional().meta({
      description: 'Part of the reference; case, accents and Arabic or Persian letters and digits are one',
    }),
    ...paging,
  }),
  responses: { 200: { description: 'Pledges', body: listOf(pledge) } },
});

export const getPledge = route({
  method: 'get',
  path: '/pledges/{id}',
  operationId: 'getPledge',
  permission: 'pledges:read',
  summary: 'One pledge with its lines and stages',
  description:
    'Its ETag is `"<version>"`, followed by a digest of what cargo and time made of it where that is not nothing. If-Match compares the version alone.',
  tag: 'Pledges',
  params: z.strictObject({ id: uuidv7 }),
  responses: { 200: { description: 'The pledge', body: pledge } },
});
