/** Sends what waits, until nothing does. It may be killed after any line: the next time goes on with what is left. */
import type { CommandResult } from '../../../sync/contract.ts';
import { Problem } from '../../api/problem.ts';
import { type EventCommand, MOST_AT_ONCE, nextBatch, settle, type WaitingFile } from '../rules/queue.ts';
import type { Queue } from '../store/queue.ts';

/** The service as the queue needs it. Each throws `Problem` or `NotReached`. */
export interface SendService {
  /** Whose session it is, now: somebody else may have signed in on this phone since. */
  whoAmI: () => Promise<string>;
  send: (batch: {
    deviceId: string;
    source: 'web' | 'file';
    commands: EventCommand[];
  }) => Promise<{ results: readonly CommandResult[] }>;
  /** @throws FileRefused it will never be taken */
  sendFile: (file: WaitingFile) => Promise<void>;
}

/** The request held more than the service takes in one. */
export class TooLarge extends Error {}

/** The service has judged the file, and will never take it as it is. */
export class FileRefused extends Error {
  /** As the service says it. */
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** The service answered nothing about what it was asked. */
export class Unanswered extends Error {}

/**
 * Sends what somebody did: it is small, and all that counts.
 *
 * @returns whose it was
 * @throws whatever the service threw: everything that was not answered is still in the queue
 */
export async function sendCommands(queue: Queue, service: SendService): Promise<string> {
  const me = await service.whoAmI();
  const deviceId = await queue.deviceId();
  let most = MOST_AT_ONCE;
  for (;;) {
    const batch = nextBatch(await queue.commands(), me, most);
    const [first] = batch;
    if (!first) break;
    const commands = batch.map(({ command }) => command);
    let settled;
    try {
      const { results } = await service.send({ deviceId, source: first.source, commands });
      settled = settle(batch, results);
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      if (batch.length > 1) {
        most = Math.ceil(batch.length / 2);
        continue;
      }
      settled = [{ id: first.id, leaves: false as const, state: 'refused' as const, problem: TOO_LARGE }];
    }
    if (settled.length === 0) throw new Unanswered('no command was answered');
    await queue.settle(settled);
  }
  return me;
}

/**
 * Sends the photographs and signatures that the commands name. One over which the service stumbles keeps none of the others, and is sent again the next time.
 *
 * @throws whatever the service threw: what did not arrive is still in the queue
 */
export async function sendFiles(queue: Queue, service: SendService, me: string): Promise<void> {
  let stumbled: unknown;
  for (const file of await queue.files()) {
    if (file.by !== me || file.problem !== null) continue;
    try {
      await service.sendFile(file);
      await queue.fileArrived(file.hash);
    } catch (error) {
      if (error instanceof FileRefused) await queue.fileRefused(file.hash, error.code);
      // A line that is down, or a service that is not there, would be the same for the next.
      else if (error instanceof Problem && error.problem.status === 500) stumbled ??= error;
      else throw error;
    }
  }
  if (stumbled !== undefined) throw stumbled;
}

const TOO_LARGE = {
  code: 'too_large',
  status: 413,
  title: '',
  detail: 'The entry is too large.',
  errors: [],
};
