/** What was pulled: open shipments, the names of things and places, and how old it is. */
import type { Pulled } from '../../../sync/contract/pull.ts';
import { sentOf } from '../rules/queue.ts';
import { type FieldDatabase, type HeldShipment, markIn, markOf, type PullMark, STRICT } from './database.ts';

export type Held = ReturnType<typeof heldOf>;

export function heldOf(db: FieldDatabase, now: () => number = Date.now) {
  return {
    mark: (): Promise<PullMark | undefined> => markIn(db, 'pull'),
    shipments: (): Promise<HeldShipment[]> => db.getAll('held'),
    shipment: (id: string): Promise<HeldShipment | undefined> => db.get('held', id),
    reference: () => markIn(db, 'reference'),

    /** Shipments whose figures were shown here: a count after that is not blind. */
    looked: async (id: string): Promise<boolean> => ((await markIn(db, 'looked')) ?? []).includes(id),
    async look(id: string): Promise<void> {
      const tx = db.transaction('marks', 'readwrite', STRICT);
      const looked = (await markOf(tx.store, 'looked')) ?? [];
      if (!looked.includes(id)) await tx.store.put([...looked, id], 'looked');
      await tx.done;
    },

    /** One page of a pull with its cursor, all of it or nothing. `bytes` counts up over the pages of one pull. */
    async take(user: string, page: Pulled, bytesBefore: number): Promise<void> {
      const tx = db.transaction(['held', 'marks', 'commands', 'sent'], 'readwrite', STRICT);
      const held = tx.objectStore('held');
      const marks = tx.objectStore('marks');
      const before = await markOf(marks, 'pull');
      if (page.reset || before?.user !== user) await held.clear();
      for (const shipment of page.shipments) await held.put(shipment);
      for (const id of page.gone) await held.delete(id);
      if (page.reference) await marks.put(page.reference, 'reference');
      const { cursor, asOf } = page;
      await marks.put({ user, cursor, asOf, bytes: bytesBefore + page.bytes }, 'pull');
      for (const told of page.commands) {
        const command = await tx.objectStore('commands').get(told.id);
        if (command?.state !== 'parked') continue;
        if (told.state === 'applied') {
          await tx.objectStore('commands').delete(told.id);
          await tx.objectStore('sent').put({ ...sentOf(command, told.recordedAt), sentAt: now() });
        } else if (told.state === 'refused') {
          await tx.objectStore('commands').put({ ...command, state: 'refused', problem: told.problem });
        }
      }
      await tx.done;
    },
  };
}
