import { z } from 'zod';
import { route } from '../platform/http/contract.ts';
import { line, listOf, paging, uuidv7 } from '../platform/http/schemas.ts';

export const organisationKind = z.enum(['donor', 'un', 'ngo', 'government', 'logistics', 'private']);

const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code')
  .meta({ description: 'ISO 3166-1 alpha-2 country code', example: 'KZ' });

export const newOrganisation = z
  .strictObject({
    id: uuidv7.optional(),
    name: line.meta({ example: 'Ministry of Emergency Situations of Kazakhstan' }),
    kind: organisationKind,
    iatiRef: line.nullish(),
    country: country.nullish(),
  })
  .meta({ id: 'NewOrganisation' });

export const organisation = z
  .strictObject({
    id: uuidv7,
    name: line,
    kind: organisationKind,
    iatiRef: line.nullable(),
    country: country.nullable(),
  })
  .meta({ id: 'Organisation' });

export type Organisation = z.output<typeof organisation>;
export type NewOrganisation = z.output<typeof newOrganisation>;

export const listOrganisations = route({
  method: 'get',
  path: '/organisations',
  operationId: 'listOrganisations',
  permission: 'reference:read',
  summary: 'Organisations, by name',
  tag: 'Reference',
  query: z.strictObject({
    q: line.optional().meta({ description: 'Part of the name' }),
    kind: organisationKind.optional(),
    ...paging,
  }),
  responses: { 200: { description: 'Organisations', body: listOf(organisation) } },
});

export const createOrganisation = route({
  method: 'post',
  path: '/organisations',
  operationId: 'createOrganisation',
  permission: 'organisations:write',
  summary: 'Register an organisation',
  description:
    'The same id and content again answers 200 with what was recorded. A name that is already registered is a conflict that names the organisation holding it.',
  tag: 'Reference',
  body: newOrganisation,
  responses: {
    201: { description: 'Registered', body: organisation },
    200: { description: 'Was already registered by the same request', body: organisation },
  },
});
