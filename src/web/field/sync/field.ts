/** The field of this phone: one for the tab, opened when it is first needed. */
import { queries } from '../../api/client.ts';
import { keyOf } from '../../api/keys.ts';
import { session } from '../../api/session.ts';
import { openField } from '../store/database.ts';
import { type Drafts, draftsOf } from '../store/drafts.ts';
import { type Held, heldOf } from '../store/held.ts';
import { type NewCommand, type Queue, queueOf } from '../store/queue.ts';
import { httpService } from './service.ts';
import { type Runner, runnerOf, webLock } from './runner.ts';

export interface Field {
  queue: Queue;
  held: Held;
  drafts: Drafts;
  runner: Runner;
  /** Tells this tab and the others that something changed. */
  changed: () => void;
}

let opened: Promise<Field> | undefined;

export function field(): Promise<Field> {
  opened ??= open();
  return opened;
}

/** What the pages show of it is asked under this. */
export const FIELD_KEY = keyOf('sync', 'field');

async function open(): Promise<Field> {
  const db = await openField();
  const queue = queueOf(db);
  const held = heldOf(db);
  const tabs = new BroadcastChannel('field');
  const show = () => void queries.invalidateQueries({ queryKey: FIELD_KEY });
  const changed = () => {
    show();
    tabs.postMessage('changed');
  };
  tabs.addEventListener('message', show);
  const runner = runnerOf({ db, queue, held, service: httpService, turn: webLock('field'), changed });
  const run = () => void runner.run();
  window.addEventListener('online', run);
  document.addEventListener('visibilitychange', () => {
    void (document.visibilityState === 'visible' ? runner.begin() : runner.rest());
  });
  return { queue, held, drafts: draftsOf(db), runner, changed };
}

/** Because somebody pressed: whatever the pause, and with a sign-in where that has ended. */
export async function sendNow(): Promise<void> {
  const { runner } = await field();
  await runner.run();
  if ((await runner.attempts()).reason !== 'signedOut') return;
  await session.signedInAgain();
  await runner.run();
}

/** A page of somebody who works in the field has opened, whichever it is: what waits is sent from there as well. */
export async function beginField(): Promise<void> {
  await (await field()).runner.begin();
}

/** Writes down what somebody did, and begins to send it. It is safe on the disk when this is done. */
export async function record(command: NewCommand): Promise<void> {
  const { queue, runner, changed } = await field();
  await queue.add(command);
  // Asked once there is something to lose; a browser that says no is told of on the page of the queue.
  void navigator.storage?.persist?.();
  changed();
  void runner.run();
}
