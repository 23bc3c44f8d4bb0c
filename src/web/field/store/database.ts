/** What the phone keeps of the field, in IndexedDB: it outlives the tab, the browser and the battery. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { PulledReference, Pulled } from '../../../sync/contract/pull.ts';
import type { QueuedCommand, SentCommand, WaitingFile } from '../rules/queue.ts';

export type HeldShipment = Pulled['shipments'][number];

/** How far the service has told this phone what it needs. */
export interface PullMark {
  /** Whose shipments these are. */
  user: string;
  cursor: string;
  /** By the clock of the service. */
  asOf: string;
  /** What the last pull brought over the line, uncompressed. */
  bytes: number;
}

/** How the sending goes: kept, so that a page that opens knows it, and the pauses go on after a restart. */
export interface Attempts {
  failures: number;
  /** By the clock of the phone, in ms; null: as soon as there is something. */
  nextAt: number | null;
  /** Why the last one failed. */
  reason: 'notReached' | 'signedOut' | 'unavailable' | null;
}

interface Marks {
  deviceId: string;
  /** The last number given to a command on this phone. */
  deviceSeq: number;
  pull: PullMark;
  reference: PulledReference;
  attempts: Attempts;
  /** Shipments whose figures were looked at here before the count. */
  looked: readonly string[];
}

export interface FieldSchema extends DBSchema {
  commands: { key: string; value: QueuedCommand };
  files: { key: string; value: WaitingFile };
  sent: { key: string; value: SentCommand & { sentAt: number } };
  held: { key: string; value: HeldShipment };
  drafts: { key: string; value: { user: string; draft: unknown } };
  marks: { key: keyof Marks; value: Marks[keyof Marks] };
}

export type FieldDatabase = IDBPDatabase<FieldSchema>;

/** A command is on the disk when this is done, not merely on its way there. */
export const STRICT = { durability: 'strict' } as const;

const VERSION = 1;

export function openField(name = 'field'): Promise<FieldDatabase> {
  return openDB<FieldSchema>(name, VERSION, {
    upgrade(db) {
      for (const store of ['commands', 'sent', 'held'] as const)
        db.createObjectStore(store, { keyPath: 'id' });
      db.createObjectStore('files', { keyPath: 'hash' });
      db.createObjectStore('drafts');
      db.createObjectStore('marks');
    },
    // A newer release in another tab may change the form of what is kept: this one is to let go.
    blocking: (_current, _wanted, event) => (event.target as IDBDatabase).close(),
  });
}

interface MarkStore {
  get: (key: keyof Marks) => Promise<Marks[keyof Marks] | undefined>;
}

/** A mark by its name, in a transaction or outside of one. */
export const markOf = async <Name extends keyof Marks>(
  store: MarkStore,
  name: Name,
): Promise<Marks[Name] | undefined> => (await store.get(name)) as Marks[Name] | undefined;

export const markIn = async <Name extends keyof Marks>(
  db: FieldDatabase,
  name: Name,
): Promise<Marks[Name] | undefined> => (await db.get('marks', name)) as Marks[Name] | undefined;
