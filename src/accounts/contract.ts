import { z } from 'zod';
import { route } from '../platform/http/contract.ts';
import { line, listOf, paging, uuidv7 } from '../platform/http/schemas.ts';

export const organisationKind = z.enum(['donor', 'un', 'ngo', 'government', 'logistics', 'private']);

export const organisationState = z.enum(['proposed', 'confirmed', 'merged']).meta({
  description:
    'Proposed by somebody who does not manage organisations, confirmed by somebody who does, or found to be another one',
});

export const country = z
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
    state: organisationState,
    mergedInto: uuidv7.nullable().meta({ description: 'The organisation it turned out to be' }),
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
    state: organisationState.optional(),
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
    'The same id and content again answers 200 with what was recorded. A name that is already registered is a conflict that names the organisation holding it. Of somebody who does not manage organisations it is a proposal: work with it goes on at once, and a manager confirms it or merges it into the one it is.',
  tag: 'Reference',
  body: newOrganisation,
  responses: {
    201: { description: 'Registered', body: organisation },
    200: { description: 'Was already registered by the same request', body: organisation },
  },
});

const ofOrganisation = z.strictObject({ id: uuidv7 });

export const confirmOrganisation = route({
  method: 'post',
  path: '/organisations/{id}/confirm',
  operationId: 'confirmOrganisation',
  permission: 'organisations:manage',
  summary: 'Say that a proposed organisation is one',
  description: 'A confirmed one is answered as it is. A merged one is refused.',
  tag: 'Reference',
  params: ofOrganisation,
  responses: { 200: { description: 'The organisation', body: organisation } },
});

export const mergeOrganisation = route({
  method: 'post',
  path: '/organisations/{id}/merge',
  operationId: 'mergeOrganisation',
  permission: 'organisations:manage',
  summary: 'Say that an organisation is another one',
  description:
    'What is recorded of it is shown and found as of the other from then on, and who acts for either acts for both. Records stay as they are: its id may be sent as before. Refused into itself or into a merged one, and of one that was merged into a third. The same again changes nothing. No version is asked for: there is one step, it names where it leads, and what leads elsewhere is refused.',
  tag: 'Reference',
  params: ofOrganisation,
  body: z.strictObject({ into: uuidv7 }).meta({ id: 'Merger' }),
  responses: { 200: { description: 'The merged organisation', body: organisation } },
});
