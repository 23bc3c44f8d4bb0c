import {
  boolean,
  count,
  integer,
  json,
  optionalInteger,
  optionalJson,
  optionalText,
  table,
  text,
} from '../platform/storage/columns.ts';
import type { Permission, Role } from '../platform/access.ts';
import type { EventType, Told } from './rules/event.ts';
import type { Language } from './rules/language.ts';

/** One thing that happened, once, for whoever it concerns. Written in the unit of work that found it; never changed. */
export const notices = table(
  'notices',
  {
    id: text(),
    /** The thing and its change: found twice, it is told once. */
    cause: text(),
    type: text<EventType>(),
    at: integer(),
    told: json<Told>(),
  },
  { primaryKey: ['id'], unique: [['cause']], indexes: [['at', 'id']] },
);

/** Whom a notice is for: organisations, provinces, everybody in charge of all of them, or one principal. */
export const noticeAddressees = table(
  'notice_addressees',
  { notice: text(), addressee: text() },
  {
    primaryKey: ['addressee', 'notice'],
    indexes: [['notice']],
    foreignKeys: [{ columns: ['notice'], references: () => notices, foreign: ['id'], onDelete: 'cascade' }],
  },
);

/** Notices that somebody has read one by one. */
export const noticesRead = table(
  'notices_read',
  { principal: text(), notice: text(), readAt: integer() },
  {
    primaryKey: ['principal', 'notice'],
    indexes: [['notice']],
    foreignKeys: [{ columns: ['notice'], references: () => notices, foreign: ['id'], onDelete: 'cascade' }],
  },
);

/** Up to which notice somebody has read everything. */
export const noticesReadUpTo = table(
  'notices_read_up_to',
  { principal: text(), at: integer(), notice: text() },
  { primaryKey: ['principal'] },
);

/** How somebody wants to be told; whoever said nothing is told by the defaults. */
export const notificationPreferences = table(
  'notification_preferences',
  {
    principal: text(),
    email: boolean(),
    language: text<Language>(),
    /** What is mailed; none: everything one may be told of. */
    types: optionalJson<EventType[]>(),
    version: integer(),
  },
  { primaryKey: ['principal'] },
);

/** The period of the last mail that somebody was sent, and up to when notices were in it or in one before. */
export const digests = table(
  'digests',
  { principal: text(), period: integer(), upTo: integer() },
  { primaryKey: ['principal'] },
);

/** Where a program is told, and for whom it is told: it gets what that principal may see. */
export const webhooks = table(
  'webhooks',
  {
    id: text(),
    url: text(),
    description: optionalText(),
    /** What it is told of; none: everything its owner may be told of. */
    types: optionalJson<EventType[]>(),
    // The principal that made it, as it then was.
    owner: text(),
    ownerKind: text<'user' | 'api_key'>(),
    role: text<Role>(),
    organisation: optionalText(),
    provinces: optionalJson<string[]>(),
    scopes: optionalJson<Permission[]>(),
    /** Sealed, see `service/secret.ts`. */
    secret: text(),
    /** The one before, while both sign. */
    previousSecret: optionalText(),
    previousUntil: optionalInteger(),
    /** Raised by every change that people make. */
    version: integer(),
    recordedAt: integer(),
    disabledAt: optionalInteger(),
    disabledWhy: optionalText<'gone' | 'failing' | 'owner'>(),
    /** Since when nothing has arrived; none while everything does. */
    failingSince: optionalInteger(),
    /** Attempts that failed since. */
    failures: count(),
    /** Nothing is sent before. */
    notBefore: optionalInteger(),
  },
  { primaryKey: ['id'], indexes: [['organisation', 'recordedAt', 'id'], ['owner']] },
);

/** One message to one webhook, under the id its receiver deduplicates by. */
export const webhookDeliveries = table(
  'webhook_deliveries',
  {
    id: text(),
    webhook: text(),
    /** What it tells of; none for a test. */
    notice: optionalText(),
    type: text(),
    /** As it is sent and signed, byte for byte, however often. */
    body: text(),
    state: text<'pending' | 'delivered' | 'failed'>(),
    recordedAt: integer(),
    /** Since when it is tried: again when it is replayed. */
    triedSince: integer(),
    replays: count(),
    attempts: count(),
    attemptedAt: optionalInteger(),
    deliveredAt: optionalInteger(),
    /** Of the last attempt. */
    status: optionalInteger(),
    error: optionalText(),
    /** The beginning of what was answered. */
    excerpt: optionalText(),
    durationMs: optionalInteger(),
  },
  {
    primaryKey: ['id'],
    unique: [['webhook', 'notice']],
    indexes: [['webhook', 'recordedAt', 'id'], ['recordedAt']],
    foreignKeys: [{ columns: ['webhook'], references: () => webhooks, foreign: ['id'], onDelete: 'cascade' }],
  },
);
