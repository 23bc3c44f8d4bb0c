import { newId } from '../platform/ids.ts';
import { addOutbox } from '../platform/queue/outbox/repo.ts';
import type { WriteScope } from '../platform/storage/store.ts';

/** One mail to one person. */
export interface Mail {
  /** A single address, without a name. */
  to: string;
  subject: string;
  /** What every reader shows. */
  text: string;
  /** The same for readers that show pages. */
  html?: string;
  /** BCP 47, such as `fa-AF`. */
  language?: string;
  /** Of the mail's cause, so that a unit that runs again announces it once; unless given, every call is another mail. */
  id?: string;
}

/**
 * Puts a mail into the outbox, in the unit of work of its cause: it leaves after the commit, at least once, and always under the same
 * Message-ID, by which the receiver can tell that it is the same. Once delivered, its words are forgotten: they may open an account.
 *
 * @param now when it may leave, which is at once
 */
export async function queueMail(scope: WriteScope, now: number, { id, ...mail }: Mail): Promise<void> {
  await addOutbox(scope, { id: id ?? newId(), topic: 'mail', key: mail.to, payload: mail, availableAt: now });
}
