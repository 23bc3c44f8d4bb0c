/** The queue as a file: for a phone that breaks, or one without a line beside one that has it. */
import { isUuidV7 } from './uuid.ts';
import { type About, bytesOf, type EventCommand, type QueuedCommand, type WaitingFile } from './queue.ts';

const FORMAT = 'aid-ledger-queue';
const VERSION = 1;

export interface LoadedCommand {
  id: string;
  madeAt: string;
  about: About;
  command: EventCommand;
  bytes: number;
}

export type LoadedFile = Pick<WaitingFile, 'hash' | 'name' | 'mediaType' | 'content' | 'about'>;

/** What is wrong with a file, for the page to say. */
export type FileFault = 'notJson' | 'notAQueue' | 'newerVersion' | 'brokenCommand' | 'brokenFile';

export class QueueFileError extends Error {
  readonly fault: FileFault;
  /** Which command or file of it, from 1; 0 for the whole. */
  readonly position: number;
  constructor(fault: FileFault, position = 0) {
    super(fault);
    this.name = 'QueueFileError';
    this.fault = fault;
    this.position = position;
  }
}

export function toQueueFile(
  commands: readonly QueuedCommand[],
  files: readonly WaitingFile[],
  { deviceId, savedAt }: { deviceId: string; savedAt: string },
): string {
  return JSON.stringify({
    ...{ format: FORMAT, version: VERSION, savedAt, deviceId },
    commands: commands.map(({ id, madeAt, about, command }) => ({ id, madeAt, about, command })),
    files: files.map(({ hash, name, mediaType, content, about }) => ({
      ...{ hash, name, mediaType, about },
      data: toBase64(content),
    })),
  });
}

/**
 * Reads a saved queue. The ids in it are kept: what came from it before is known by them.
 *
 * @throws QueueFileError what is wrong with it; then nothing of it is to be taken
 */
export async function readQueueFile(
  text: string,
): Promise<{ commands: LoadedCommand[]; files: LoadedFile[] }> {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    throw new QueueFileError('notJson');
  }
  if (!isRecord(read) || read['format'] !== FORMAT) throw new QueueFileError('notAQueue');
  if (typeof read['version'] !== 'number' || read['version'] > VERSION)
    throw new QueueFileError('newerVersion');
  const { commands, files } = read;
  if (!Array.isArray(commands) || !Array.isArray(files)) throw new QueueFileError('notAQueue');
  const known = new Set<string>();
  const loaded = commands.map((one: unknown, index) => {
    const command = commandOf(one);
    if (!command || known.has(command.id)) throw new QueueFileError('brokenCommand', index + 1);
    known.add(command.id);
    return command;
  });
  const content: LoadedFile[] = [];
  for (const [index, one] of files.entries()) {
    const file = fileOf(one);
    if (!file || (await hashOf(file.content)) !== file.hash)
      throw new QueueFileError('brokenFile', index + 1);
    content.push(file);
  }
  return { commands: loaded, files: content };
}

/** What the service will judge is left to it; here only what the queue itself relies on. */
function commandOf(one: unknown): LoadedCommand | undefined {
  if (!isRecord(one)) return undefined;
  const { id, madeAt, about, command } = one;
  if (!isUuidV7(id) || typeof madeAt !== 'string' || !isAbout(about) || !isRecord(command)) return undefined;
  const { kind, shipmentId, body } = command;
  if (kind !== 'event' || !isUuidV7(shipmentId) || !isRecord(body) || body['id'] !== id) return undefined;
  if (typeof body['type'] !== 'string' || typeof body['occurredAt'] !== 'string') return undefined;
  return { id, madeAt, about, command: command as EventCommand, bytes: bytesOf(command) };
}

function fileOf(one: unknown): LoadedFile | undefined {
  if (!isRecord(one)) return undefined;
  const { hash, name, mediaType, about, data } = one;
  if (typeof hash !== 'string' || typeof name !== 'string' || typeof mediaType !== 'string') return undefined;
  if (typeof data !== 'string' || !isAbout(about)) return undefined;
  try {
    return { hash, name, mediaType, about, content: fromBase64(data) };
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isAbout = (value: unknown): value is About =>
  isRecord(value) && typeof value['waybill'] === 'string' && typeof value['province'] === 'string';

/** SHA-256 in hexadecimal: how records name a file. */
export async function hashOf(content: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Of a photograph: too long to be the arguments of one call. */
const CHUNK = 0x80_00;

function toBase64(content: ArrayBuffer): string {
  const bytes = new Uint8Array(content);
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK)
    text += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(text);
}

function fromBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0)).buffer;
}
