/** `GET /provinces`, `/districts`, `/crossings` and `PUT /crossings/{code}/status`: api.md, Reference. */
import { z } from 'zod';
import { route } from '../platform/http/contract.ts';
import {
  code,
  dayOrInstant,
  districtPcode,
  instant,
  listOf,
  localisedName,
  month,
  note,
  people,
  point,
  provincePcode,
  uuidv7,
} from '../platform/http/schemas.ts';
import { endMoment, startMoment } from './rules/crossing-status.ts';

const source = z.string().meta({ description: 'Publisher, dataset, date and licence of the data' });

export const province = z
  .strictObject({
    pcode: provincePcode,
    name: localisedName,
    nameStatus: z.string().meta({ description: 'Whether the Dari and Pashto names are confirmed' }),
    aliases: z.array(z.string()).meta({ description: 'Other spellings that mean this province' }),
    iso: z.string().meta({ description: 'ISO 3166-2 code', example: 'AF-GHO' }),
    region: z.string().meta({ example: 'Western' }),
    capital: z.string().meta({ example: 'Feroz Koh (Chaghcharan)' }),
    population: people,
    populationOn: month,
    populationSource: source,
    point,
    ipcPhase: z.int().min(1).max(5).optional().meta({ description: 'IPC phase; absent when not analysed' }),
    ipcPhase3Plus: people
      .optional()
      .meta({ description: 'People in IPC phase 3 or worse, summed from the phases' }),
    ipcPhase4Plus: people.optional().meta({ description: 'People in IPC phase 4 or worse' }),
    ipcAnalysedOn: month.optional().meta({ description: 'Month of the IPC analysis' }),
    ipcSource: source.optional(),
    source,
  })
  .meta({ id: 'Province' });

export const district = z
  .strictObject({
    pcode: districtPcode,
    name: z.string().meta({ example: 'Lal Wa Sarjangal' }),
    aliases: z.array(z.string()),
    province: provincePcode,
    source,
  })
  .meta({ id: 'District' });

const crossingCode = code.meta({ description: 'Code of a crossing or airport', example: 'hairatan' });

export const crossingState = z
  .enum(['open', 'restricted', 'closed'])
  .meta({ description: 'Whether cargo can pass', example: 'closed' });

const statusReason = z.string().meta({ description: 'Why, and according to whom' });

export const recordedStatus = z
  .strictObject({
    id: uuidv7,
    status: crossingState,
    from: dayOrInstant,
    until: dayOrInstant.nullable(),
    reason: statusReason,
    recordedAt: instant,
    recordedBy: z.string().meta({ description: 'Who recorded it' }),
  })
  .meta({ id: 'CrossingStatus', description: 'A status that was recorded; none is ever edited or deleted' });

export const crossing = z
  .strictObject({
    code: crossingCode,
    kind: z.enum(['border_crossing', 'airport']),
    name: z.string().meta({ example: 'Hairatan' }),
    aliases: z.array(z.string()),
    province: provincePcode,
    district: districtPcode.nullable(),
    country: z
      .string()
      .nullable()
      .meta({ description: 'ISO 3166-1 code of the country beyond; null for an airport' }),
    counterpart: z.string().nullable().meta({ description: 'The place on the other side' }),
    modes: z.array(z.enum(['road', 'rail', 'river', 'air'])),
    point: point.nullable().meta({ description: 'Null when no source gives coordinates' }),
    facts: z
      .strictObject({
        transit: z.string().nullable(),
        capacity: z.string().nullable(),
        hours: z.string().nullable(),
        seasonal: z.string().nullable(),
        note: z.string().nullable(),
      })
      .meta({ description: 'What is published about using it, in words; null where nothing is' }),
    status: crossingState.meta({ description: 'The status now' }),
    from: dayOrInstant.nullable().meta({ description: 'Since when; null when the sources do not say' }),
    until: dayOrInstant.nullable().meta({ description: 'Up to when; null for until further notice' }),
    reason: statusReason,
    history: z.array(recordedStatus).meta({ description: 'Every status recorded, the newest first' }),
    source,
  })
  .meta({ id: 'Crossing' });

export const crossingStatusChange = z
  .strictObject({
    status: crossingState,
    from: dayOrInstant.meta({ description: 'From when: a day from 00:00 in Kabul', example: '2026-11-01' }),
    until: dayOrInstant
      .nullable()
      .optional()
      .meta({ description: 'Up to when: a day to its end in Kabul; left out, until further notice' }),
    reason: note.meta({ description: 'Why, and according to whom', example: 'Salang pass closed by snow' }),
  })
  .refine(({ from, until }) => !until || startMoment(from) < endMoment(until), {
    path: ['until'],
    error: 'must not be before from',
  })
  .meta({ id: 'CrossingStatusChange' });

export const listProvinces = route({
  method: 'get',
  path: '/provinces',
  operationId: 'listProvinces',
  permission: 'reference:read',
  summary: 'The 34 provinces, with population and severity',
  description: 'Complete in one answer.',
  tag: 'Reference',
  responses: { 200: { description: 'All provinces, by P-code', body: listOf(province) } },
});

export const listDistricts = route({
  method: 'get',
  path: '/districts',
  operationId: 'listDistricts',
  permission: 'reference:read',
  summary: 'The districts of a province, or all 401',
  description: 'Complete in one answer.',
  tag: 'Reference',
  query: z.strictObject({ province: provincePcode.optional() }),
  responses: { 200: { description: 'Districts, by P-code', body: listOf(district) } },
});

export const listCrossings = route({
  method: 'get',
  path: '/crossings',
  operationId: 'listCrossings',
  permission: 'reference:read',
  summary: 'Border crossings and airports, with their dated status',
  description: 'Complete in one answer.',
  tag: 'Reference',
  responses: { 200: { description: 'All crossings and airports', body: listOf(crossing) } },
});

export const setCrossingStatus = route({
  method: 'put',
  path: '/crossings/{code}/status',
  operationId: 'setCrossingStatus',
  permission: 'crossings:write',
  summary: 'Record that a crossing is open, restricted or closed',
  description:
    'A dated fact beside the ones before it: of several that hold at a moment, the one recorded last counts. The same as the last again changes nothing. ' +
    'While a crossing is closed, cargo that has not passed it is held.',
  tag: 'Reference',
  params: z.strictObject({ code: crossingCode }),
  body: crossingStatusChange,
  responses: {
    200: {
      description: 'The crossing with its status now; what was recorded is the first of `history`',
      body: crossing,
    },
  },
});
