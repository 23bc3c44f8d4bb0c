import type { Role } from '../access.ts';
import {
  boolean,
  integer,
  optionalInteger,
  optionalJson,
  optionalText,
  table,
  text,
} from '../storage/columns.ts';

/** How a session proved who opened it; `oidc` leaves the second factor to whoever runs the identity provider. */
export type SessionMethod = 'password' | 'second_factor' | 'oidc';

/** People who may sign in. They are never deleted: what they recorded names them. */
export const users = table(
  'users',
  {
    id: text(),
    name: text(),
    /** In lower case: one person, one address. */
    email: text(),
    emailVerified: boolean(),
    image: optionalText(),
    twoFactorEnabled: boolean(),
    role: text<Role>(),
    organisation: optionalText(),
    /** P-codes; none: all of them. */
    provinces: optionalJson<string[]>(),
    /** Since when nobody gets in as this person; none: somebody does. */
    disabledAt: optionalInteger(),
    version: integer(),
    createdAt: integer(),
    updatedAt: integer(),
  },
  { primaryKey: ['id'], unique: [['email']] },
);

export const sessions = table(
  'sessions',
  {
    id: text(),
    userId: text(),
    /** Opens nothing by itself: the cookie carries it with a signature whose secret is not in the database. */
    token: text(),
    method: text<SessionMethod>(),
    expiresAt: integer(),
    createdAt: integer(),
    /** When it was last used, to within some minutes. */
    updatedAt: integer(),
    ipAddress: optionalText(),
    userAgent: optionalText(),
  },
  { primaryKey: ['id'], unique: [['token']], indexes: [['userId']] },
);

/** What proves who somebody is: a password (`credential`), or who they are to an identity provider. */
export const credentials = table(
  'credentials',
  {
    id: text(),
    accountId: text(),
    providerId: text(),
    userId: text(),
    accessToken: optionalText(),
    refreshToken: optionalText(),
    idToken: optionalText(),
    accessTokenExpiresAt: optionalInteger(),
    refreshTokenExpiresAt: optionalInteger(),
    scope: optionalText(),
    /** A slow hash with its salt and its cost. */
    password: optionalText(),
    createdAt: integer(),
    updatedAt: integer(),
  },
  { primaryKey: ['id'], unique: [['providerId', 'accountId']], indexes: [['userId']] },
);

/** What is remembered between two steps of a sign-in. */
export const signInSteps = table(
  'sign_in_steps',
  {
    id: text(),
    identifier: text(),
    value: text(),
    expiresAt: integer(),
    createdAt: integer(),
    updatedAt: integer(),
  },
  { primaryKey: ['id'], indexes: [['identifier'], ['expiresAt']] },
);

/** The second factor of a person; its secret and backup codes are encrypted under a key that is not in the database. */
export const secondFactors = table(
  'second_factors',
  {
    id: text(),
    userId: text(),
    secret: text(),
    backupCodes: text(),
    verified: boolean(),
    failedVerificationCount: integer(),
    lockedUntil: optionalInteger(),
  },
  { primaryKey: ['id'], unique: [['userId']] },
);

/** One-time codes that were tried in the last minutes: the same one is not taken twice (RFC 6238 §5.2). */
export const usedCodes = table(
  'used_codes',
  { userId: text(), codeHash: text(), usedAt: integer() },
  { primaryKey: ['userId', 'codeHash'], indexes: [['usedAt']] },
);
