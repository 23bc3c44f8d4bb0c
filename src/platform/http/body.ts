import type { IncomingMessage } from 'node:http';
import { DomainError } from '../errors.ts';

/** 100 field commands with their lines are well below a tenth of it. */
export const BODY_LIMIT_BYTES = 1024 * 1024;

const JSON_MEDIA_TYPE = /^application\/(?:[\w.+-]+\+)?json[ \t]*(?:;|$)/i;
const CHARSET = /;[ \t]*charset[ \t]*=[ \t]*"?([^\s;"]+)/i;
// Fatal: a body that is not UTF-8 is refused, never stored with its letters replaced.
const decoder = new TextDecoder('utf-8', { fatal: true });

function tooLarge(): DomainError {
  return new DomainError('too_large', `The body may have at most ${BODY_LIMIT_BYTES} bytes.`);
}

function checkMediaType(req: IncomingMessage): void {
  const type = req.headers['content-type'];
  if (req.headers['content-encoding'] !== undefined) {
    throw new DomainError('unsupported_media_type', 'Send the body without a content-encoding.');
  }
  if (type === 'application/json') return;
  if (type === undefined || !JSON_MEDIA_TYPE.test(type)) {
    throw new DomainError('unsupported_media_type', 'The content-type must be application/json.');
  }
  const charset = CHARSET.exec(type)?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    throw new DomainError('unsupported_media_type', 'The charset must be utf-8.');
  }
}

function readBytes(req: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // What comes after the limit is let through unread, so that the caller gets to hear the refusal.
      if (size > BODY_LIMIT_BYTES) reject(tooLarge());
      else chunks.push(chunk);
    });
    req.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    req.on('error', (cause) => reject(new DomainError('malformed', 'The body was cut off.', { cause })));
  });
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    throw new DomainError('malformed', 'The body is not valid JSON in UTF-8.', {
      errors: [{ pointer: '', code: 'invalid_json', detail: 'Not valid JSON in UTF-8' }],
    });
  }
}

/**
 * The JSON body of a request, or undefined when there is none. This is what `express.json` does, without the parts that
 * cost time and are not wanted: decompression, other charsets, reviving.
 *
 * @throws DomainError malformed, too_large, unsupported_media_type
 */
export async function readJson(req: IncomingMessage): Promise<unknown> {
  const length = req.headers['content-length'];
  if (length === '0' || (length === undefined && req.headers['transfer-encoding'] === undefined))
    return undefined;
  checkMediaType(req);
  if (length !== undefined && Number(length) > BODY_LIMIT_BYTES) throw tooLarge();
  const bytes = await readBytes(req);
  return bytes.length === 0 ? undefined : parse(bytes);
}
