import { z } from 'zod';
import { route } from '../platform/http/contract.ts';
import { uuidv7 } from '../platform/http/schemas.ts';

/** What is taken, told by the bytes. */
export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

const MOST_REFERENCES = 20;

/** Lower-cased on the way in: the same hash in another case is the same hash. */
const sha256 = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in hexadecimal')
  .meta({ description: 'SHA-256 in hexadecimal', example: 'a'.repeat(64) });

/** How records name their attachments: by the hash of the file as it was sent, or as it is stored. */
export const attachmentReferences = z.array(sha256).max(MOST_REFERENCES).meta({
  description:
    'SHA-256 of each attached file, in hexadecimal: of the file as it was sent to `POST /attachments`, or of what is stored of it',
});

/** An attachment as the record that names it shows it. */
export const referredAttachment = z
  .strictObject({
    hash: sha256.meta({ description: 'As the record names it' }),
    missing: z.boolean().meta({ description: 'The file has not arrived yet; then the rest is null' }),
    id: uuidv7.nullable(),
    mediaType: z.enum(MEDIA_TYPES).nullable(),
    size: z.int().nullable(),
    name: z.string().nullable(),
  })
  .meta({ id: 'ReferredAttachment' });
export type ReferredAttachment = z.output<typeof referredAttachment>;

export const attachment = z
  .strictObject({
    id: uuidv7,
    sha256: sha256.meta({ description: 'Of what is stored: images are stored without their metadata' }),
    hashes: z.array(sha256).meta({
      description: 'Every hash records may name it by: of what is stored, and of each file it was sent as',
    }),
    mediaType: z.enum(MEDIA_TYPES),
    size: z.int().meta({ description: 'Bytes stored' }),
    name: z.string().nullable().meta({ description: 'As it was sent first' }),
  })
  .meta({ id: 'Attachment' });
export type Attachment = z.output<typeof attachment>;

export const uploadAttachment = route({
  method: 'post',
  path: '/attachments',
  operationId: 'uploadAttachment',
  permission: 'attachments:write',
  summary: 'Send a photograph or a paper',
  description:
    'What it is is told by its bytes, not by its name. Images are stored upright and without metadata (EXIF, XMP, IPTC: where and by whom they were taken), PDF as it is. The same content again answers 200 with the same id. Records name it by hash, also before it is sent.',
  tag: 'Attachments',
  upload: {
    description: 'JPEG, PNG, WebP or PDF, 10 MB unless configured otherwise',
    mediaTypes: MEDIA_TYPES,
  },
  responses: {
    201: { description: 'Stored', body: attachment },
    200: { description: 'Was already stored', body: attachment },
  },
});

const params = z.strictObject({
  id: z.union([uuidv7, sha256], { error: 'must be the id of an attachment or a hash of it' }).meta({
    description: 'Its id, or a hash of it: a device asks whether a file is here before it sends it',
  }),
});

export const getAttachment = route({
  method: 'get',
  path: '/attachments/{id}',
  operationId: 'getAttachment',
  permission: 'attachments:read',
  summary: 'What is known of an attachment',
  tag: 'Attachments',
  params,
  responses: { 200: { description: 'The attachment', body: attachment } },
});

export const getAttachmentContent = route({
  method: 'get',
  path: '/attachments/{id}/content',
  operationId: 'getAttachmentContent',
  permission: 'attachments:read',
  summary: 'The file itself, to be saved',
  tag: 'Attachments',
  params,
  responses: { 200: { description: 'The file', content: MEDIA_TYPES } },
});
