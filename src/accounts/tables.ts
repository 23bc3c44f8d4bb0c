import type { Permission, Role } from '../platform/access.ts';
import {
  integer,
  optionalInteger,
  optionalJson,
  optionalText,
  table,
  text,
} from '../platform/storage/columns.ts';

export const organisations = table(
  'organisations',
  {
    id: text(),
    name: text(),
    /** The name folded for comparison: one organisation, one row, however it is spelled. */
    nameFolded: text(),
    kind: text<'donor' | 'un' | 'ngo' | 'government' | 'logistics' | 'private'>(),
    iatiRef: optionalText(),
    country: optionalText(),
    recordedAt: integer(),
    /** Since when it waits for somebody to confirm it; none: it is confirmed. */
    proposedAt: optionalInteger(),
    /** The organisation it turned out to be, never itself a merged one; facts that name this one stay as they are. */
    mergedInto: optionalText(),
  },
  { primaryKey: ['id'], unique: [['nameFolded']], indexes: [['mergedInto']] },
);

/** Keys of programs. What a key may is what it says and its maker still may. */
export const apiKeys = table(
  'api_keys',
  {
    id: text(),
    name: text(),
    /** The first characters of the token, to tell keys apart by. */
    prefix: text(),
    /** SHA-256 of a token of 256 random bits: who reads it can open nothing. */
    tokenHash: text(),
    /** The person it belongs to; none for one made with the bootstrap key. */
    userId: optionalText(),
    role: text<Role>(),
    organisation: optionalText(),
    provinces: optionalJson<string[]>(),
    scopes: optionalJson<Permission[]>(),
    createdAt: integer(),
    expiresAt: optionalInteger(),
    /** To within a minute. */
    lastUsedAt: optionalInteger(),
    revokedAt: optionalInteger(),
  },
  { primaryKey: ['id'], unique: [['tokenHash']], indexes: [['userId']] },
);

export type LinkKind = 'invitation' | 'password_reset' | 'set_up';

/** Links that open an account once: by their hash, until a moment. */
export const accountLinks = table(
  'account_links',
  {
    id: text(),
    kind: text<LinkKind>(),
    tokenHash: text(),
    /** None for the first administrator, who is nobody yet. */
    userId: optionalText(),
    createdAt: integer(),
    expiresAt: integer(),
    usedAt: optionalInteger(),
  },
  { primaryKey: ['id'], unique: [['tokenHash']], indexes: [['userId']] },
);

/** Failed sign-ins by what they have in common: a device, an address, an account. Keys are hashes. */
export const signInAttempts = table(
  'sign_in_attempts',
  { key: text(), failures: integer(), lastAt: integer(), knownUntil: optionalInteger() },
  { primaryKey: ['key'], indexes: [['lastAt']] },
);
