import { hash } from 'node:crypto';
import type { Asker } from '../access/rules.ts';
import { noteSender, notFound, toSeeFile } from '../access/service.ts';
import { type Act, perform } from '../platform/acts/act.ts';
import type { Clock } from '../platform/clock.ts';
import { ConflictError, DomainError, type FieldError } from '../platform/errors.ts';
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
  /** @throws DomainError not_found, in the same words for what is not stored and what may not be seen */
  async function find(scope: ReadScope, idOrHash: string, asker: Asker) {
    const found = idOrHash.includes('-')
      ? await repo.byId(scope, idOrHash)
      : (await repo.byHash(scope, [idOrHash])).get(idOrHash);
    if (!found) throw notFound('file', idOrHash);
    const hashes = await repo.hashesOf(scope, found.id);
    const id = await toSeeFile(scope, asker, { id: found.id, hashes }).catch((error: unknown) => {
      // By its hash it was asked for: its id is not told.
      throw error instanceof DomainError && error.code === 'not_found' ? notFound('file', idOrHash) : error;
    });
    return { ...found, id };
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
        const errors: FieldError[] = [{ pointer: '/file', code: 'unsupported_media_type', detail }];
        throw new DomainError('unsupported_media_type', detail, { errors });
      }
      const original = sha256(sent.bytes);
      const known = await store.read(async (scope) => (await repo.byHash(scope, [original])).get(original));
      if (known) {
        return perform({ store, clock }, act, async (scope) => {
          await noteSender(scope, known.id, act.principal);
          return { attachment: await shown(scope, known), created: false };
        });
      }
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
          await noteSender(scope, row.id, act.principal);
          return { attachment: await shown(scope, row), created: !there };
        });
      // The same file at the same moment: the one that came second finds what the first stored.
      return attempt().catch((error) => {
        if (error instanceof ConflictError) return attempt();
        throw error;
      });
    },

    /** By its id or one of its hashes. @throws DomainError not_found */
    get: (idOrHash: string, asker: Asker): Promise<Attachment> =>
      store.read(async (scope) => shown(scope, await find(scope, idOrHash, asker))),

    /** The file itself. @throws DomainError not_found */
    content: (idOrHash: string, asker: Asker): Promise<{ attachment: repo.AttachmentRow; content: Buffer }> =>
      store.read(async (scope) => {
        const attachment = await find(scope, idOrHash, asker);
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
  const errors = hashes.flatMap((one, index): FieldError[] =>
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
