import { z } from 'zod';
import { ROLES } from '../../platform/access.ts';
import { route } from '../../platform/http/contract.ts';
import { instant, line, listOf, paging, provincePcode, uuidv7 } from '../../platform/http/schemas.ts';

export const email = z
  .email('must be an e-mail address')
  .max(254)
  .toLowerCase()
  .meta({ description: 'An e-mail address; case does not matter', example: 'gul@partner.example' });

export const role = z.enum(ROLES).meta({ description: 'What somebody may ask for at all' });

export const provinces = z
  .array(provincePcode)
  .min(1, 'name at least one province, or null for all of them')
  .max(34)
  .nullable()
  .meta({ description: 'The provinces in their charge; null: all of them' });

/** The rules are told with a refusal; here only what no rule could read. */
export const password = z
  .string()
  .min(1, 'must not be empty')
  .max(128)
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'holds characters that are not text')
  .meta({ description: 'At least 12 characters, not a common password', format: 'password' });

export const linkToken = z.string().max(200).meta({ description: 'What the link carries after its #' });

const charge = {
  name: line.meta({ example: 'Gul Ahmad' }),
  role,
  organisation: uuidv7.nullable().meta({ description: 'The organisation they act for; null: none' }),
  provinces,
};

export const user = z
  .strictObject({
    ...{ id: uuidv7, email, ...charge },
    disabled: z.boolean().meta({ description: 'Nobody gets in as this person' }),
    secondFactor: z.boolean().meta({ description: 'They sign in with a one-time code too' }),
    createdAt: instant,
    version: z.int().meta({ description: 'Also the ETag' }),
  })
  .meta({ id: 'User' });
export type User = z.output<typeof user>;

export const newUser = z
  .strictObject({
    ...{ id: uuidv7.optional(), email, name: charge.name, role },
    organisation: charge.organisation.default(null),
    provinces: provinces.default(null),
  })
  .meta({ id: 'NewUser' });
export type NewUser = z.output<typeof newUser>;

export const userChange = z
  .strictObject({
    name: charge.name.optional(),
    role: role.optional(),
    organisation: charge.organisation.optional(),
    provinces: provinces.optional(),
    disabled: z.boolean().optional(),
  })
  .meta({ id: 'UserChange' });
export type UserChange = z.output<typeof userChange>;

export const me = z
  .strictObject({
    kind: z.enum(['user', 'api_key']),
    id: z.string().meta({ description: 'The name under which what you record is kept' }),
    user: z.strictObject({ id: uuidv7, name: line, email }).nullable(),
    role,
    organisation: z.string().nullable(),
    organisationName: line.nullable(),
    provinces,
    permissions: z.array(z.string()).meta({ description: 'What you may ask for' }),
    secondFactor: z.strictObject({
      enrolled: z.boolean(),
      missing: z.boolean().meta({
        description: 'You may do nothing but set one up: POST /api/auth/two-factor/enable, then verify-totp',
      }),
    }),
  })
  .meta({ id: 'Me' });
export type Me = z.output<typeof me>;

const tag = 'People';
const ofUser = z.strictObject({ id: uuidv7 });
const conditional = z.object({
  'if-match': z.string().optional().meta({ description: 'The ETag of the user you read' }),
});

export const getMe = route({
  ...{ method: 'get', path: '/me', operationId: 'getMe', permission: null, tag },
  summary: 'Who you are to the service, and what you may do',
  responses: { 200: { description: 'You', body: me } },
});

export const changePassword = route({
  ...{ method: 'post', path: '/me/password', operationId: 'changePassword', permission: null, tag },
  summary: 'Change your password: every other session of yours ends',
  body: z.strictObject({ current: z.string().max(128), password }).meta({ id: 'PasswordChange' }),
  responses: { 204: { description: 'Changed', body: z.undefined() } },
});

export const listUsers = route({
  ...{ method: 'get', path: '/users', operationId: 'listUsers', permission: 'accounts:manage', tag },
  summary: 'People who may sign in, by e-mail address',
  query: z.strictObject({
    q: line.optional().meta({ description: 'Part of the address' }),
    role: role.optional(),
    ...paging,
  }),
  responses: { 200: { description: 'People', body: listOf(user) } },
});

export const getUser = route({
  ...{ method: 'get', path: '/users/{id}', operationId: 'getUser', permission: 'accounts:manage', tag },
  summary: 'One person',
  params: ofUser,
  responses: { 200: { description: 'The person', body: user } },
});

export const createUser = route({
  ...{ method: 'post', path: '/users', operationId: 'createUser', permission: 'accounts:manage', tag },
  summary: 'Let somebody sign in who is known to the identity provider, or will be invited later',
  description:
    'Without a link: use POST /invitations for those who sign in with a password. The same id and content again answers 200.',
  body: newUser,
  responses: {
    201: { description: 'Added', body: user },
    200: { description: 'Was already added by the same request', body: user },
  },
});

export const changeUser = route({
  ...{ method: 'patch', path: '/users/{id}', operationId: 'changeUser', permission: 'accounts:manage', tag },
  summary: 'Change what somebody may, or let them in no longer',
  description: 'Somebody disabled is signed out everywhere at once, and their API keys work no longer.',
  params: ofUser,
  headers: conditional,
  body: userChange,
  responses: { 200: { description: 'The person as changed', body: user } },
});

export const dropSecondFactor = route({
  ...{ method: 'delete', path: '/users/{id}/second-factor', operationId: 'dropSecondFactor', tag },
  permission: 'accounts:manage',
  summary: 'Take away the second factor of somebody who has lost it: they sign in anew and set up another',
  params: ofUser,
  responses: { 204: { description: 'Taken away, now or before', body: z.undefined() } },
});

const invitation = z
  .strictObject({
    user,
    url: z.url().meta({
      description: 'Was sent by e-mail; told here this once, for those who have none',
    }),
    expiresAt: instant,
  })
  .meta({ id: 'Invitation' });

export const invite = route({
  ...{ method: 'post', path: '/invitations', operationId: 'invite', permission: 'accounts:manage', tag },
  summary: 'Add somebody and send them a link to set a password',
  body: newUser,
  responses: { 201: { description: 'Invited', body: invitation } },
});

export const inviteAgain = route({
  ...{ method: 'post', path: '/users/{id}/invitation', operationId: 'inviteAgain', tag },
  permission: 'accounts:manage',
  summary: 'Send somebody another link to set a password; earlier ones work no longer',
  params: ofUser,
  responses: { 201: { description: 'Invited', body: invitation } },
});

const opened = z.strictObject({ email }).meta({ id: 'OpenedAccount' });

export const acceptInvitation = route({
  ...{ method: 'post', path: '/invitations/accept', operationId: 'acceptInvitation', tag },
  ...{ permission: null, guard: 'open' },
  summary: 'Set a password with the link of an invitation; it works once',
  body: z
    .strictObject({ token: linkToken, password, name: line.optional() })
    .meta({ id: 'AcceptInvitation' }),
  responses: { 200: { description: 'Sign in with it now', body: opened } },
});

export const requestPasswordReset = route({
  ...{ method: 'post', path: '/password-resets', operationId: 'requestPasswordReset', tag },
  ...{ permission: null, guard: 'open' },
  summary: 'Have a link sent to set a new password',
  description: 'Answers the same whether the address is known or not.',
  body: z.strictObject({ email }).meta({ id: 'PasswordResetRequest' }),
  responses: {
    202: { description: 'If there is such an account, a link is on its way', body: z.undefined() },
  },
});

export const resetPassword = route({
  ...{ method: 'post', path: '/password-resets/accept', operationId: 'resetPassword', tag },
  ...{ permission: null, guard: 'open' },
  summary: 'Set a new password with the link that was sent; it works once, and every session ends',
  body: z.strictObject({ token: linkToken, password }).meta({ id: 'PasswordReset' }),
  responses: { 200: { description: 'Sign in with it now', body: opened } },
});

export const setUp = route({
  ...{ method: 'post', path: '/set-up', operationId: 'setUp', permission: null, guard: 'open', tag },
  summary: 'Become the first administrator with the link that the service printed when it started',
  body: z.strictObject({ token: linkToken, email, name: charge.name, password }).meta({ id: 'SetUp' }),
  responses: { 201: { description: 'Sign in with it now', body: opened } },
});
