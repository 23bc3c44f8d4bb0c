import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { DomainError, PROBLEMS } from '../errors.ts';
import { problemReply } from './problem.ts';
import { requestIdOf } from './request-id.ts';

/** What node says of bytes that no request can be read from; whatever else it says, they are malformed. */
const REFUSALS: Readonly<Record<string, DomainError>> = {
  HPE_HEADER_OVERFLOW: new DomainError('headers_too_large', 'Address and headers may have 16 KiB together.'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new DomainError(
    'too_large',
    'The chunks of the body have too many extensions.',
  ),
  ERR_HTTP_REQUEST_TIMEOUT: new DomainError('too_slow', 'The request did not arrive in time.'),
};
const MALFORMED = new DomainError('malformed', 'What arrived is not a request of HTTP/1.1.');

/**
 * Answers what never becomes a request, and so never meets an operation, as every other refusal is answered, and closes the connection.
 * Nothing of it was understood: it is refused in English, under an id of our own.
 *
 * @param security the headers of every answer, `[name, value, …]`
 */
export function refuseUnreadable(server: Server, security: readonly string[]): void {
  const answers = new WeakMap<Socket, ServerResponse>();
  server.prependListener('request', ({ socket }, answer) => void answers.set(socket, answer));
  server.on('clientError', ({ code = '' }: NodeJS.ErrnoException, duplex) => {
    const socket = duplex as Socket;
    const answer = answers.get(socket);
    // An answer that has begun must not have another one written into it.
    const isAnswering = answer?.headersSent === true && !answer.writableFinished;
    if (!socket.writable || code === 'ECONNRESET' || isAnswering) socket.destroy();
    else socket.end(answerTo(REFUSALS[code] ?? MALFORMED, security), () => socket.destroy());
  });
}

function answerTo(refusal: DomainError, security: readonly string[]): string {
  const { status } = PROBLEMS[refusal.code];
  const requestId = requestIdOf(undefined);
  const { body, contentType, headers = {} } = problemReply(refusal, { requestId, req: { headers: {} } });
  const text = String(body);
  const lines = Object.entries({
    ...headers,
    'x-request-id': requestId,
    'cache-control': 'no-store',
    'content-type': contentType,
    'content-length': Buffer.byteLength(text),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  for (let at = 0; at < security.length; at += 2) lines.push(`${security[at]}: ${security[at + 1]}`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('\r\n')}\r\n\r\n${text}`;
}
