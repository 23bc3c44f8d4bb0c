import { hash } from 'node:crypto';
import { type Act, perform } from '../platform/acts/act.ts';
import type { Clock } from '../platform/clock.ts';
import { ConflictError, DomainError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { ReadScope, Store } from '../platform/storage/store.ts';
import { type Attachment, MEDIA_TYPES, type ReferredAttachment } from './contract.ts';
import * as repo from './repo.ts';
import { keptName } from './rules/file-name.ts';
import { mediaTypeOf } from './rules/media-type.ts';
import { clean } from './service/clean.ts';

export type AttachmentsService = ReturnType<typeof attachmentsService>;

const sha256 = (bytes: Buffer): string => hash('sha256', bytes, 'hex');

/** Papers and photographs behind the facts, known by what they contain. */
export function attachmentsService({ store, clock }: { store: Store; clock: Clock }) {
  async function find(scope: ReadScope, idOrHash: string): Promise<repo.AttachmentRow> {
    const found = idOrHash.includes('-')
      ? await repo.byId(scope, idOrHash)
      : (await repo.byHash(scope, [idOrHash])).get(idOrHash);
    if (!found) throw new DomainError('not_found', `no attachment ${idOrHash} is stored`);
    return found;
  }

  const shown = async (scope: ReadScope, row: repo.AttachmentRow): Promise<Attachment> => {
    const { id, mediaType, sizeBytes: size, name } = row;
    return { id, sha256: row.sha256, hashes: await repo.hashesOf(scope, id), mediaType, size, name };
  };

  return {
    /**
     * Stores a file, images without their metadata. The same content again — as it was sent, or as it is stored — is the same
     * attachment.
     *
     * @throws DomainError unsupported_media_type, refused when a picture cannot be read
     */
    async upload(
      sent: { name: string | null; bytes: Buffer },
      act: Act,
    ): Promise<{ attachment: Attachment; created: boolean }> {
      const mediaType = mediaTypeOf(sent.bytes);
      if (!mediaType) {
        const detail = `By its bytes the file is none of ${MEDIA_TYPES.join(', ')}.`;
        const errors = [{ pointer: '/file', code: 'unsupported_media_type', detail }];
        throw new DomainError('unsupported_media_type', detail, { errors });
      }
      const original = sha256(sent.bytes);
      const known = await store.read(async (scope) => {
        const row = (await repo.byHash(scope, [original])).get(original);
        return row && shown(scope, row);
      });
      const again = known && { attachment: known, created: false };
      // Under a key this is an answer like any other: the key is not free for another file.
      if (again) return act.key === null ? again : perform({ store, clock }, act, async () => again);
      const content = await clean(sent.bytes, mediaType);
      const stored = sha256(content);
      const attempt = () =>
        perform({ store, clock }, act, async (scope) => {
          const same = await repo.byHash(scope, [original, stored]);
          const there = same.get(original) ?? same.get(stored);
          const row = there ?? {
            ...{ id: newId(), sha256: stored, mediaType, sizeBytes: content.length },
            ...{ name: keptName(sent.name), recordedBy: act.principal.id, recordedAt: clock.now() },
          };
          if (!there) {
            await repo.insert(scope, row, content);
            await repo.insertHash(scope, stored, row.id);
            await scope.record('attachment', row.id, stored);
          }
          await repo.insertHash(scope, original, row.id);
          return { attachment: await shown(scope, row), created: !there };
        });
      // The same file at the same moment: the one that came second finds what the first stored.
      return attempt().catch((error) => {
        if (error instanceof ConflictError) return attempt();
        throw error;
      });
    },

    /** By its id or one of its hashes. @throws DomainError not_found */
    get: (idOrHash: string): Promise<Attachment> =>
      store.read(async (scope) => shown(scope, await find(scope, idOrHash))),

    /** The file itself. @throws DomainError not_found */
    content: (idOrHash: string): Promise<{ attachment: repo.AttachmentRow; content: Buffer }> =>
      store.read(async (scope) => {
        const attachment = await find(scope, idOrHash);
        const content = await repo.contentOf(scope, attachment.id);
        if (!content) throw new Error(`attachment ${attachment.id} has lost its content`);
        return { attachment, content };
      }),
  };
}

/** What has arrived of the attachments that records name, by hash. One that has not is missing: the record stands all the same. */
export async function referredAttachments(
  scope: ReadScope,
  hashes: readonly string[],
): Promise<Map<string, ReferredAttachment>> {
  const found = await repo.byHash(scope, hashes);
  return new Map(
    hashes.map((one): [string, ReferredAttachment] => {
      const row = found.get(one);
      const { id = null, mediaType = null, sizeBytes: size = null, name = null } = row ?? {};
      return [one, { hash: one, missing: row === undefined, id, mediaType, size, name }];
    }),
  );
}

/** Refuses hashes of files that are not stored, naming each in the field `attachments` of the caller's body. */
export async function requireAttachments(scope: ReadScope, hashes: readonly string[]): Promise<void> {
  const found = await repo.byHash(scope, hashes);
  const errors = hashes.flatMap((one, index) =>
    found.has(one)
      ? []
      : [
          {
            pointer: `/attachments/${index}`,
            code: 'unknown_reference',
            detail: `no file with the hash ${one} is stored: send it first with POST /attachments`,
          },
        ],
  );
  if (errors.length > 0)
    throw new DomainError('unknown_reference', 'an attachment is not stored', { errors });
}
