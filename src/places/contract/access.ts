/** `GET /access-constraints` and `PUT /access-constraints/{code}`: passes, seasons, floods and roads as dated facts. */
import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';
import {
  code,
  day,
  dayOrInstant,
  districtPcode,
  instant,
  line,
  listOf,
  note,
  provincePcode,
  uuidv7,
} from '../../platform/http/schemas.ts';

const MOST_NAMED = 401;
const LONGEST_DAYS = 60;
const MONTHS = 12;

const several = <T extends z.ZodType>(one: T, most = MOST_NAMED) =>
  z
    .array(one)
    .max(most)
    .refine((named) => new Set(named).size === named.length, 'names something twice');

const described = {
  name: line.meta({ description: 'What it is called', example: 'Salang pass' }),
  cause: z.enum(['pass', 'snow', 'flood', 'road', 'security', 'drought', 'lean_season', 'other']),
  effect: z.enum(['closed', 'slow', 'advice']).meta({
    description:
      'Nothing passes · it takes `days` longer · good to know and no more, as a drought or a lean season: needs are told, never raised by it',
  }),
};

const accessStatus = z.enum(['sourced', 'planning value']).meta({
  description: 'Sourced when place and time stand in the source; else a planning value, and shown as such',
});

const statement = z.strictObject({
  ...described,
  days: z.int().min(1).max(LONGEST_DAYS).nullish().meta({ description: 'Days longer; only of what is slow' }),
  provinces: several(provincePcode)
    .default([])
    .meta({ description: 'The provinces it bears on; none: all that its crossings lead to' }),
  districts: several(districtPcode).default([]).meta({
    description:
      'Where it concerns these districts alone: it is shown, and the way to their province stays as it is',
  }),
  crossings: several(code)
    .default([])
    .meta({ description: 'The crossings it bears on the ways from; none: all' }),
  months: several(z.int().min(1).max(MONTHS), MONTHS)
    .default([])
    .meta({ description: 'Months of every year in which it holds; none: every one', example: [12, 1, 2, 3] }),
  from: day.nullish().meta({ description: 'First day of it; left out: since ever' }),
  until: day.nullish().meta({ description: 'Last day of it; left out: until further notice' }),
  status: accessStatus,
  source: note.meta({ description: 'According to whom' }),
  note: note.nullish(),
  isWithdrawn: z.boolean().default(false).meta({ description: 'It was wrong: it bears on nothing' }),
});

/** What can be said of a constraint, whoever says it: a manager, or the reference data of a release. */
export const accessStatement = statement
  .refine(({ effect, days }) => (effect === 'slow') === (typeof days === 'number'), {
    path: ['days'],
    error: 'belong to what is slow, and only to it',
  })
  .refine(({ provinces, crossings }) => provinces.length + crossings.length > 0, {
    path: ['provinces'],
    error: 'name provinces, crossings or both',
  })
  .refine(({ months, from }) => months.length > 0 || from, {
    path: ['months'],
    error: 'name months, a first day or both',
  })
  .refine(({ from, until }) => !from || !until || from <= until, {
    path: ['until'],
    error: 'must not be before from',
  })
  .refine(
    ({ provinces, districts }) => districts.every((district) => provinces.includes(district.slice(0, 4))),
    { path: ['districts'], error: 'must lie in the provinces named' },
  )
  .meta({ id: 'AccessConstraintChange' });
export type AccessStatement = z.output<typeof accessStatement>;

const shown = {
  ...described,
  days: z.int().nullable(),
  provinces: z.array(provincePcode),
  districts: z.array(districtPcode),
  crossings: z.array(code),
  months: z.array(z.int()),
  from: day.nullable(),
  until: day.nullable(),
  status: accessStatus,
  source: z.string(),
  note: z.string().nullable(),
  isWithdrawn: z.boolean().meta({ description: 'Said to be wrong: it bears on nothing' }),
};

const recorded = z
  .strictObject({
    id: uuidv7,
    ...shown,
    recordedAt: instant,
    recordedBy: z.string().meta({ description: 'Who recorded it' }),
  })
  .meta({
    id: 'RecordedAccessConstraint',
    description: 'What was recorded; nothing of it is ever edited or deleted',
  });

export const accessConstraint = z
  .strictObject({
    code,
    ...shown,
    inForce: z.boolean().meta({ description: 'Whether it holds on the day asked for' }),
    recordedAt: instant.nullable().meta({ description: 'Null for what came with the release' }),
    recordedBy: z.string().nullable(),
    history: z.array(recorded).meta({ description: 'Everything recorded of it, the newest first' }),
  })
  .meta({ id: 'AccessConstraint' });

/** What an answer says of a constraint that bears on a way: which one, what it does, when, and how sure that is. */
export const constraintOnWay = z
  .strictObject({
    code,
    name: z.string(),
    effect: described.effect,
    days: z.int().nullable(),
    districts: z.array(districtPcode).meta({ description: 'None: the whole way' }),
    months: z.array(z.int()),
    from: day.nullable(),
    until: day.nullable(),
    status: accessStatus,
    source: z.string(),
  })
  .meta({ id: 'ConstraintOnWay' });

export const listAccessConstraints = route({
  method: 'get',
  path: '/access-constraints',
  operationId: 'listAccessConstraints',
  permission: 'reference:read',
  summary: 'What stands in the way: passes, snow, floods, roads, drought and the lean season',
  description:
    'Complete in one answer. They advise: lead times, the forecast and the next unit are computed with them; the months in which supply arrives in the gap report are those of its ETAs, and stay so.',
  tag: 'Reference',
  query: z.strictObject({
    province: provincePcode.optional(),
    crossing: code.optional(),
    on: day.optional().meta({ description: 'The day of `inForce`; today when left out' }),
    asKnownOn: dayOrInstant
      .optional()
      .meta({ description: 'What was known on a day (its end in Kabul) or an instant' }),
  }),
  responses: { 200: { description: 'Constraints, by code', body: listOf(accessConstraint) } },
});

export const putAccessConstraint = route({
  method: 'put',
  path: '/access-constraints/{code}',
  operationId: 'putAccessConstraint',
  permission: 'crossings:write',
  summary: 'Record what stands in the way somewhere, or what is now known of it',
  description:
    'A dated fact beside the ones before it: the one recorded last counts. The same as the last again changes nothing. For managers of every province it names, and of those its crossings lie in.',
  tag: 'Reference',
  params: z.strictObject({ code }),
  body: accessStatement,
  responses: {
    200: {
      description: 'The constraint as it stands now; what was recorded is the first of `history`',
      body: accessConstraint,
    },
  },
});
