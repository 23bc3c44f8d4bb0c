import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import { DomainError } from '../errors.ts';
import type { UploadedFile } from './contract.ts';

export interface UploadLimits {
  /** Of one file. */
  fileBytes: number;
  /** Of all files being sent at the same moment: what they take is memory of this process. */
  inFlightBytes: number;
}

const MB = 1024 * 1024;

/** Room for six files of the greatest size at once, and many of the usual one. */
export function uploadLimitsOf(fileBytes: number): UploadLimits {
  return { fileBytes, inFlightBytes: 6 * fileBytes };
}

/** A multipart body, read: the file of its field `file` and the text of every other field. */
export interface Form {
  file: UploadedFile | undefined;
  fields: Record<string, string>;
}

const FORM_LIMITS = { files: 1, fields: 20, fieldSize: 4 * 1024, headerPairs: 20, headerSize: 8 * 1024 };
/** What boundaries, headers and fields may take beside the file. */
const FORM_OVERHEAD_BYTES = 128 * 1024;
const MULTIPART = /^multipart\/form-data[ \t]*;/i;

/** Reads uploads part by part, never more of them at once than memory is set aside for. */
export class Uploads {
  readonly #limits: UploadLimits;
  readonly #held = new Map<IncomingMessage, number>();
  #heldBytes = 0;

  constructor(limits: UploadLimits = uploadLimitsOf(10 * MB)) {
    this.#limits = limits;
  }

  /**
   * The form of a request. Call `release` when its file is no longer needed.
   *
   * @throws DomainError malformed naming the field, too_large, unsupported_media_type, unavailable when too many are sent at once
   */
  read(req: IncomingMessage): Promise<Form> {
    const type = req.headers['content-type'];
    if (req.headers['content-encoding'] !== undefined || type === undefined || !MULTIPART.test(type)) {
      const detail =
        'Send multipart/form-data with the file in the field `file`, without a content-encoding.';
      throw new DomainError('unsupported_media_type', detail);
    }
    const parser = parserOf(req, type, this.#limits.fileBytes);
    return new Promise((resolve, reject) => {
      const form: Form = { file: undefined, fields: Object.create(null) as Form['fields'] };
      let failed = false;
      const fail = (error: DomainError) => {
        failed = true;
        req.unpipe(parser);
        // What comes after the refusal is let through unread, so that the caller gets to hear it.
        req.resume();
        reject(error);
      };
      if (Number(req.headers['content-length'] ?? 0) > this.#limits.fileBytes + FORM_OVERHEAD_BYTES) {
        fail(tooLarge(this.#limits.fileBytes));
        return;
      }
      parser.on('file', (field: string, stream: Readable, name: string | undefined) => {
        if (field !== 'file') fail(unknownField(field));
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => {
          if (failed) return;
          if (this.#hold(req, chunk.length)) chunks.push(chunk);
          else fail(new DomainError('unavailable', 'Too many files are being sent at the same moment.'));
        });
        stream.on('limit', () => fail(tooLarge(this.#limits.fileBytes)));
        stream.on('error', () => fail(cutOff()));
        stream.on('end', () => (form.file = { name: name || null, bytes: Buffer.concat(chunks) }));
      });
      parser.on('field', (field: string, value: string, _name: boolean, valueTruncated: boolean) => {
        if (valueTruncated || field in form.fields) fail(unknownField(field));
        else form.fields[field] = value;
      });
      parser.on('filesLimit', () => fail(unknownField('file')));
      parser.on('fieldsLimit', () => fail(cutOff('The form has too many fields.')));
      parser.on('error', () => fail(cutOff('The body is not a well-formed multipart form.')));
      parser.on('finish', () => resolve(form));
      req.on('error', () => fail(cutOff()));
      req.pipe(parser);
    });
  }

  /** Gives back the memory that a request's file took. */
  release(req: IncomingMessage): void {
    this.#heldBytes -= this.#held.get(req) ?? 0;
    this.#held.delete(req);
  }

  #hold(req: IncomingMessage, bytes: number): boolean {
    if (this.#heldBytes + bytes > this.#limits.inFlightBytes) return false;
    this.#heldBytes += bytes;
    this.#held.set(req, (this.#held.get(req) ?? 0) + bytes);
    return true;
  }
}

function parserOf(req: IncomingMessage, type: string, fileBytes: number) {
  try {
    return new Busboy({
      headers: { ...req.headers, 'content-type': type },
      limits: { ...FORM_LIMITS, fileSize: fileBytes },
      isPartAFile: (field, _type, name) => field === 'file' || name !== undefined,
    });
  } catch (cause) {
    throw new DomainError('malformed', 'The content-type names no boundary.', { cause });
  }
}

function tooLarge(bytes: number): DomainError {
  const detail = `The file may have at most ${bytes} bytes.`;
  return new DomainError('too_large', detail, { errors: [{ pointer: '/file', code: 'too_large', detail }] });
}

function unknownField(field: string): DomainError {
  const detail = 'One file in the field `file` is wanted, and each other field once.';
  return new DomainError('malformed', detail, {
    errors: [{ pointer: `/${field}`, code: 'unknown_field', detail }],
  });
}

function cutOff(detail = 'The body was cut off.'): DomainError {
  return new DomainError('malformed', detail);
}
