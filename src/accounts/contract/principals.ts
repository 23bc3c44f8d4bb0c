import { z } from 'zod';
import { route } from '../../platform/http/contract.ts';
import { line } from '../../platform/http/schemas.ts';
import { role } from './people.ts';

/** So many ids still fit into an address that every proxy lets through. */
const MOST = 50;

const named = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['user', 'api_key']),
    name: line
      .nullable()
      .meta({ description: 'Null: you act for another organisation and see to no cases of others' }),
    role,
    organisation: line.nullable().meta({ description: 'The name of the organisation they act for' }),
  })
  .meta({ id: 'NamedPrincipal' });
export type NamedPrincipal = z.output<typeof named>;

export const listPrincipals = route({
  ...{ method: 'get', path: '/principals', operationId: 'listPrincipals', tag: 'People' },
  permission: 'reference:read',
  summary: 'Who stands behind the ids under which things are recorded',
  description:
    'People and API keys, also those that may not get in any more. Managers and administrators are told names, everybody those of their own organisation; otherwise the organisation and role alone. What nobody knows is left out.',
  query: z.strictObject({
    ids: z
      .string()
      .regex(
        new RegExp(`^[0-9a-f-]{36}(,[0-9a-f-]{36}){0,${MOST - 1}}$`),
        `1 to ${MOST} ids with commas between`,
      )
      .meta({ description: `Up to ${MOST}, with commas between` }),
  }),
  responses: {
    200: {
      description: 'Those that are known, by id',
      body: z.strictObject({ items: z.array(named), nextCursor: z.null() }).meta({ id: 'NamedPrincipals' }),
    },
  },
});
