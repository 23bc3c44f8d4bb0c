import { z } from 'zod';
import { sectorCode } from '../catalogue/contract.ts';
import { route } from '../platform/http/contract.ts';
import {
  code,
  instant,
  line,
  listOf,
  month,
  paging,
  provincePcode,
  quantity,
  uuidv7,
} from '../platform/http/schemas.ts';
import { DISCREPANCY_KINDS } from '../reconciliation/rules/discrepancies.ts';
import { EVENT_TYPES } from './rules/event.ts';
import { LANGUAGES } from './rules/language.ts';

export const eventType = z.enum(EVENT_TYPES).meta({ id: 'EventType' });
const language = z.enum(LANGUAGES).meta({ description: 'English, Dari or Pashto' });

const aboutCase = z
  .strictObject({
    of: z.literal('discrepancy'),
    discrepancy: uuidv7,
    kind: z.enum(DISCREPANCY_KINDS),
    shipment: uuidv7.nullable(),
    waybill: line.nullable(),
    pledge: uuidv7.nullable().meta({ description: 'For its donor and for managers; null for others' }),
    pledgeReference: line.nullable(),
    province: provincePcode.nullable(),
    sector: sectorCode.nullable(),
    item: code.nullable(),
    unit: z.string().nullable(),
    quantity: quantity.nullable(),
  })
  .meta({ id: 'AboutDiscrepancy' });

const aboutFlag = z
  .strictObject({
    of: z.literal('gap_flag'),
    flag: uuidv7,
    province: provincePcode,
    sector: sectorCode,
    severity: z.enum(['serious', 'critical']),
    months: z.array(month),
  })
  .meta({ id: 'AboutGapFlag' });

const aboutWebhook = z
  .strictObject({
    of: z.literal('webhook'),
    webhook: uuidv7,
    url: z.string(),
    why: z.enum(['gone', 'failing']),
  })
  .meta({ id: 'AboutWebhook' });

/** What a notice and a webhook say of a thing: as it was at that moment, as far as whoever is told may see it. */
export const about = z.discriminatedUnion('of', [aboutCase, aboutFlag, aboutWebhook]);
export type About = z.output<typeof about>;

const notice = z
  .strictObject({
    id: uuidv7,
    type: eventType,
    at: instant,
    read: z.boolean(),
    text: z.string().meta({ description: 'One sentence in the language asked for' }),
    link: z.string().meta({ description: 'The page about it, below the address of the service' }),
    about,
  })
  .meta({ id: 'Notice' });
export type Notice = z.output<typeof notice>;

const TAG = 'Notifications';
const lang = { lang: language.optional().meta({ description: 'By default the one of the preferences' }) };

export const listNotices = route({
  method: 'get',
  path: '/notices',
  operationId: 'listNotices',
  permission: null,
  summary: 'What happened that concerns you, the newest first',
  description:
    'Discrepancies are told to the donor of the pledge line, to consignor and consignee, and to whoever is in charge of the province; flags of lanes to the latter. Who that is is decided when it is read.',
  tag: TAG,
  query: z.strictObject({
    unread: z.enum(['true', 'false']).optional().meta({ description: '`true`: only what you have not read' }),
    ...lang,
    ...paging,
  }),
  responses: { 200: { description: 'Notices', body: listOf(notice) } },
});
export type NoticeQuery = z.output<typeof listNotices.query>;

/** More than that nobody counts. */
export const MOST_COUNTED = 1000;

const unreadCount = z
  .strictObject({ unread: z.int().meta({ description: `${MOST_COUNTED} stands for as many or more` }) })
  .meta({ id: 'UnreadNotices' });

export const countNotices = route({
  method: 'get',
  path: '/notices/unread',
  operationId: 'countUnreadNotices',
  permission: null,
  summary: 'How many notices you have not read',
  tag: TAG,
  responses: { 200: { description: 'The count', body: unreadCount } },
});

export const readNotice = route({
  method: 'post',
  path: '/notices/{id}/read',
  operationId: 'readNotice',
  permission: null,
  summary: 'Mark one notice as read by you',
  tag: TAG,
  params: z.strictObject({ id: uuidv7 }),
  responses: { 200: { description: 'How many are left', body: unreadCount } },
});

export const readNotices = route({
  method: 'post',
  path: '/notices/read',
  operationId: 'readNotices',
  permission: null,
  summary: 'Mark a notice and all older ones as read by you',
  tag: TAG,
  body: z
    .strictObject({ upTo: uuidv7.meta({ description: 'The newest notice you have seen' }) })
    .meta({ id: 'NoticesRead' }),
  responses: { 200: { description: 'How many are left', body: unreadCount } },
});

const preferences = {
  email: z.boolean().meta({ description: 'Whether what happened is mailed, gathered' }),
  language,
  types: z
    .array(eventType)
    .nullable()
    .meta({ description: 'What is mailed; null for everything that concerns you' }),
};

const preferencesAnswer = z
  .strictObject({
    ...preferences,
    everyMinutes: z.int().meta({ description: 'At most one mail in so many minutes' }),
    version: z.int(),
  })
  .meta({ id: 'NotificationPreferences' });
export type Preferences = z.output<typeof preferencesAnswer>;

export const getPreferences = route({
  method: 'get',
  path: '/me/notifications',
  operationId: 'getNotificationPreferences',
  permission: null,
  summary: 'How you are told; its ETag is what changing it asks for',
  tag: TAG,
  responses: { 200: { description: 'The preferences', body: preferencesAnswer } },
});

const newPreferences = z.strictObject(preferences).meta({ id: 'NewNotificationPreferences' });
export type NewPreferences = z.output<typeof newPreferences>;

export const putPreferences = route({
  method: 'put',
  path: '/me/notifications',
  operationId: 'putNotificationPreferences',
  permission: null,
  summary: 'Say how you want to be told, or that you do not want mail',
  tag: TAG,
  headers: z.object({
    'if-match': z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'The ETag of what you are changing, or *', example: '"3"' }),
  }),
  body: newPreferences,
  responses: { 200: { description: 'The preferences as they are then', body: preferencesAnswer } },
});
