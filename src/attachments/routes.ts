import { bind, type BoundRoute } from '../platform/http/contract.ts';
import * as contract from './contract.ts';
import { disposition } from './rules/file-name.ts';
import type { AttachmentsService } from './service.ts';

export function attachmentsRoutes(attachments: AttachmentsService): BoundRoute[] {
  return [
    bind(contract.uploadAttachment, async ({ file, act }) => {
      const { attachment, created } = await attachments.upload(file, act);
      return { status: created ? 201 : 200, body: attachment };
    }),
    bind(contract.getAttachment, async ({ params, principal }) => ({
      status: 200,
      body: await attachments.get(params.id, principal),
    })),
    bind(contract.getAttachmentContent, async ({ params, principal }) => {
      const { attachment, content } = await attachments.content(params.id, principal);
      const { id, name, mediaType, sha256 } = attachment;
      return {
        status: 200,
        body: content,
        contentType: mediaType,
        headers: {
          'content-disposition': disposition(id, name, mediaType),
          // The content of a hash never changes.
          'cache-control': 'private, max-age=31536000, immutable',
          etag: `"${sha256}"`,
        },
      };
    }),
  ];
}
