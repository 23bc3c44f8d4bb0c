/** The durable queue. Each step is one transaction: a phone that dies between two of them has lost nothing, and sends nothing twice that it knows of. */
import type { LoadedCommand, LoadedFile } from '../rules/queue-file.ts';
import {
  type About,
  bytesOf,
  type EventBody,
  isRemovable,
  type QueuedCommand,
  type SentCommand,
  type Settled,
  type WaitingFile,
} from '../rules/queue.ts';
import { newId } from '../rules/uuid.ts';
import { type FieldDatabase, markOf, STRICT } from './database.ts';

/** How many of the sent are kept to be looked at. */
const KEPT_SENT = 50;

type WithoutDevice<B> = B extends unknown ? Omit<B, 'deviceId' | 'deviceSeq'> : never;
/** An event as a page tells it; the id is made when the page opens, so that a second press is the same event. */
export type NewEventBody = WithoutDevice<EventBody>;

export interface NewCommand {
  by: string;
  shipmentId: string;
  about: About;
  body: NewEventBody;
  files: readonly Pick<WaitingFile, 'hash' | 'name' | 'mediaType' | 'content'>[];
}

export type Queue = ReturnType<typeof queueOf>;

export function queueOf(db: FieldDatabase, now: () => number = Date.now) {
  return {
    commands: async (): Promise<QueuedCommand[]> =>
      (await db.getAll('commands')).toSorted((a, b) => a.seq - b.seq),

    files: (): Promise<WaitingFile[]> => db.getAll('files'),

    sent: async (): Promise<SentCommand[]> =>
      (await db.getAll('sent')).toSorted((a, b) => b.sentAt - a.sentAt),

    /** What this phone calls itself to the service; made once. */
    async deviceId(): Promise<string> {
      const tx = db.transaction('marks', 'readwrite', STRICT);
      const known = await markOf(tx.store, 'deviceId');
      const deviceId = known ?? `phone-${newId().slice(-12)}`;
      if (known === undefined) await tx.store.put(deviceId, 'deviceId');
      await tx.done;
      return deviceId;
    },

    /** Writes down what somebody did, with its files, before anything else. On the disk when it answers. The same id again changes nothing. */
    async add({ by, shipmentId, about, body, files }: NewCommand): Promise<QueuedCommand> {
      const deviceId = await this.deviceId();
      const tx = db.transaction(['commands', 'files', 'sent', 'drafts', 'marks'], 'readwrite', STRICT);
      const commands = tx.objectStore('commands');
      const known = await commands.get(body.id);
      const seq = ((await markOf(tx.objectStore('marks'), 'deviceSeq')) ?? 0) + 1;
      const command = {
        kind: 'event' as const,
        shipmentId,
        body: { ...body, deviceId, deviceSeq: seq } as EventBody,
      };
      const made: QueuedCommand = known ?? {
        ...{ id: body.id, seq, by, madeAt: new Date(now()).toISOString() },
        ...{ state: 'waiting', source: 'web', about, command, bytes: bytesOf(command), problem: null },
      };
      const isSent = (await tx.objectStore('sent').get(body.id)) !== undefined;
      if (!known && !isSent) {
        await tx.objectStore('marks').put(seq, 'deviceSeq');
        await commands.put(made);
        for (const file of files) await tx.objectStore('files').put({ ...file, by, about, problem: null });
        // A receipt that is written down is no draft any more.
        if (body.type === 'received') await tx.objectStore('drafts').delete(shipmentId);
      }
      await tx.done;
      return made;
    },

    /** Takes what a file holds and is not here yet; answers how much of it was new. */
    async load(
      by: string,
      loaded: { commands: readonly LoadedCommand[]; files: readonly LoadedFile[] },
    ): Promise<{ added: number; known: number }> {
      const tx = db.transaction(['commands', 'files', 'sent', 'marks'], 'readwrite', STRICT);
      let seq = (await markOf(tx.objectStore('marks'), 'deviceSeq')) ?? 0;
      let added = 0;
      for (const one of loaded.commands) {
        const isKnown =
          (await tx.objectStore('commands').get(one.id)) ?? (await tx.objectStore('sent').get(one.id));
        if (isKnown) continue;
        seq += 1;
        added += 1;
        await tx
          .objectStore('commands')
          .put({ ...one, seq, by, state: 'waiting', source: 'file', problem: null });
      }
      for (const file of loaded.files) {
        if (await tx.objectStore('files').get(file.hash)) continue;
        await tx.objectStore('files').put({ ...file, by, problem: null });
      }
      await tx.objectStore('marks').put(seq, 'deviceSeq');
      await tx.done;
      return { added, known: loaded.commands.length - added };
    },

    /** Does what was answered, all of it at once. */
    async settle(all: readonly Settled[]): Promise<void> {
      const tx = db.transaction(['commands', 'sent'], 'readwrite', STRICT);
      for (const one of all) {
        const command = await tx.objectStore('commands').get(one.id);
        // Another tab was told the same before.
        if (!command) continue;
        if (one.leaves) {
          await tx.objectStore('commands').delete(one.id);
          await tx.objectStore('sent').put({ ...one.sent, sentAt: now() });
        } else {
          await tx.objectStore('commands').put({ ...command, state: one.state, problem: one.problem });
        }
      }
      const sent = (await tx.objectStore('sent').getAll()).toSorted((a, b) => b.sentAt - a.sentAt);
      for (const old of sent.slice(KEPT_SENT)) await tx.objectStore('sent').delete(old.id);
      await tx.done;
    },

    /** The service has the file. */
    async fileArrived(hash: string): Promise<void> {
      const tx = db.transaction('files', 'readwrite', STRICT);
      await tx.store.delete(hash);
      await tx.done;
    },

    async fileRefused(hash: string, problem: string): Promise<void> {
      const tx = db.transaction('files', 'readwrite', STRICT);
      const file = await tx.store.get(hash);
      if (file) await tx.store.put({ ...file, problem });
      await tx.done;
    },

    file: (hash: string): Promise<WaitingFile | undefined> => db.get('files', hash),

    /** A file that was refused is sent once more: the service may have been mended. */
    async sendFileAgain(hash: string): Promise<void> {
      const tx = db.transaction('files', 'readwrite', STRICT);
      const file = await tx.store.get(hash);
      if (file && file.problem !== null) await tx.store.put({ ...file, problem: null });
      await tx.done;
    },

    /** Throws away a file that was refused, and none that waits. The entry that names it stays as it is. */
    async removeFile(hash: string): Promise<boolean> {
      const tx = db.transaction('files', 'readwrite', STRICT);
      const file = await tx.store.get(hash);
      const may = file !== undefined && file.problem !== null;
      if (may) await tx.store.delete(hash);
      await tx.done;
      return may;
    },

    /** Judged anew: the cause of a refusal may be gone. */
    async sendAgain(id: string): Promise<void> {
      const tx = db.transaction('commands', 'readwrite', STRICT);
      const command = await tx.store.get(id);
      if (command && isRemovable(command))
        await tx.store.put({ ...command, state: 'waiting', problem: null });
      await tx.done;
    },

    /** Throws away what was refused; what waits or is kept by the service stays whatever is asked. */
    async remove(id: string): Promise<boolean> {
      const tx = db.transaction(['commands', 'files'], 'readwrite', STRICT);
      const command = await tx.objectStore('commands').get(id);
      const may = command !== undefined && isRemovable(command);
      if (may) {
        await tx.objectStore('commands').delete(id);
        const rest = await tx.objectStore('commands').getAll();
        const named = new Set(rest.flatMap((one) => one.command.body.attachments ?? []));
        for (const hash of command.command.body.attachments ?? [])
          if (!named.has(hash)) await tx.objectStore('files').delete(hash);
      }
      await tx.done;
      return may;
    },
  };
}
