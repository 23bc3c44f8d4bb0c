/** A real SMTP server on this machine that keeps what it is given, and the means to read it as a person would. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  messageId: string;
  /** Whom the envelope named. */
  to: string[];
  from: string;
  subject: string;
  text: string;
  headers: Record<string, string>;
}

export interface MailServer {
  url: string;
  mails: ReceivedMail[];
  /** What the next mails are answered, in turn: an SMTP status, such as 451; then they are taken again. */
  refusals: { at: 'recipient' | 'message'; status: number }[];
  close: () => Promise<void>;
}

/** Starts one on a free port. With a login, nobody else may send. */
export async function startMailServer(login?: { user: string; pass: string }): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const refusals: MailServer['refusals'] = [];
  const refusal = (at: 'recipient' | 'message') => {
    if (refusals[0]?.at !== at) return null;
    const { status } = refusals.shift() as { status: number };
    return Object.assign(new Error('refused by the test'), { responseCode: status });
  };
  async function keep(
    stream: Readable,
    { rcptTo }: { rcptTo: { address: string }[] },
    done: (error?: Error | null) => void,
  ): Promise<void> {
    const raw = await textOf(stream);
    const refused = refusal('message');
    const to = rcptTo.map(({ address }) => address);
    if (refused === null) mails.push(read(raw, to));
    done(refused);
  }
  const server = new SMTPServer({
    authOptional: login === undefined,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      username === login?.user && password === login?.pass
        ? done(null, { user: username })
        : done(new Error('not with this password')),
    onRcptTo: (_address, _session, done) => done(refusal('recipient')),
    onData: (stream, { envelope }, done) => void keep(stream, envelope, done),
  });
  server.on('error', () => {});
  const listening = once(server.listen(0, '127.0.0.1'), 'listening');
  await listening;
  const { port } = server.server.address() as AddressInfo;
  const credentials = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@` : '';
  return {
    url: `smtp://${credentials}127.0.0.1:${port}`,
    mails,
    refusals,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function read(raw: string, to: string[]): ReceivedMail {
  const end = raw.indexOf('\r\n\r\n');
  const headers = Object.fromEntries(
    raw
      .slice(0, end)
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((one) => [one.slice(0, one.indexOf(':')).toLowerCase(), one.slice(one.indexOf(':') + 1).trim()]),
  );
  return {
    ...{ to, headers, messageId: headers['message-id'] ?? '', from: headers['from'] ?? '' },
    subject: decodedWords(headers['subject'] ?? ''),
    text: decodedBody(raw.slice(end + 4), headers['content-transfer-encoding'] ?? '7bit').trim(),
  };
}

const quotedPrintable = (encoded: string): Buffer =>
  Buffer.from(
    encoded.replaceAll(/=([0-9A-F]{2})/g, (_whole, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  );

function decodedBody(body: string, encoding: string): string {
  const lines = body.replaceAll('\r\n', '\n');
  if (encoding === 'base64') return Buffer.from(lines, 'base64').toString();
  return encoding === 'quoted-printable' ? quotedPrintable(lines.replaceAll('=\n', '')).toString() : lines;
}

/** RFC 2047; words that follow each other are one text. */
function decodedWords(header: string): string {
  return header
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_whole, kind: string, encoded: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(encoded, 'base64').toString()
        : quotedPrintable(encoded.replaceAll('_', ' ')).toString(),
    );
}
