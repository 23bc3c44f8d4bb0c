/**
 * The queue of a phone against a line and a service that fail at every point, and a phone that dies between any two steps: everything arrives
 * once, nothing is lost.
 */
// oxlint-disable-next-line import/no-unassigned-import -- it gives the globals of IndexedDB, and exports nothing
import 'fake-indexeddb/auto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CommandResult } from '../../../src/sync/contract.ts';
import { Problem, problemOf } from '../../../src/web/api/problem.ts';
import { readQueueFile, hashOf, toQueueFile } from '../../../src/web/field/rules/queue-file.ts';
import { newId } from '../../../src/web/field/rules/uuid.ts';
import { type FieldDatabase, openField } from '../../../src/web/field/store/database.ts';
import { type NewCommand, type Queue, queueOf } from '../../../src/web/field/store/queue.ts';
import {
  FileRefused,
  sendCommands,
  sendFiles,
  type SendService,
  TooLarge,
} from '../../../src/web/field/sync/send.ts';

const ME = 'somebody';
const about = { waybill: 'WB-1', province: 'AF23' };

const noteOf = (note: string, files: NewCommand['files'] = []): NewCommand => ({
  ...{ by: ME, shipmentId: newId(), about, files },
  body: {
    ...{ id: newId(), type: 'note', occurredAt: '2026-11-27T06:00:00Z', note },
    attachments: files.map(({ hash }) => hash),
  },
});

async function photo(text: string) {
  const content = new TextEncoder().encode(text).buffer;
  return { hash: await hashOf(content), name: 'photo.jpg', mediaType: 'image/jpeg', content };
}

/** Killed: nothing of the program runs any more; what is on the disk stays. */
class Killed extends Error {}

/** What happens to a request. */
const FATES = ['arrives', 'lostOnTheWay', 'answerLost', 'unavailable', 'signedOut', 'halfAnswered'] as const;
type Fate = (typeof FATES)[number];

/** Records as the real one does: an id once and for ever, whatever is lost. */
function fakeService() {
  const recorded = new Map<string, string>();
  const files = new Map<string, number>();
  /** Ids that are refused for now. */
  const refused = new Set<string>();
  let fates: Fate[] = [];
  const fate = (): Fate => fates.shift() ?? 'arrives';

  async function under<T>(work: () => T): Promise<T> {
    const now = fate();
    if (now === 'lostOnTheWay' || now === 'unavailable' || now === 'signedOut') throw new Error(now);
    const answer = work();
    if (now === 'answerLost') throw new Error(now);
    return answer;
  }

  const service: SendService = {
    whoAmI: () => under(() => ME),
    send: ({ commands }) => {
      // A service that was ended in the middle, or an answer that was cut off: of the rest nothing is known.
      const half = fates[0] === 'halfAnswered' ? Math.ceil(commands.length / 2) : commands.length;
      return under(() => {
        const results = commands.slice(0, half).map(({ body }): CommandResult => {
          const { id } = body;
          const recordedAt = '2026-11-27T06:00:01Z';
          if (refused.has(id)) {
            const problem = { code: 'refused', status: 422, title: '', detail: '', errors: [] };
            return { id, outcome: 'refused', recordedAt: null, problem };
          }
          const content = JSON.stringify(body);
          const known = recorded.get(id);
          if (known === undefined) recorded.set(id, content);
          else if (known !== content) return { id, outcome: 'conflict', recordedAt: null };
          return { id, outcome: known === undefined ? 'applied' : 'duplicate', recordedAt };
        });
        return { results };
      });
    },
    sendFile: ({ hash }) => under(() => void files.set(hash, (files.get(hash) ?? 0) + 1)),
  };
  return {
    ...{ service, recorded, files, refused },
    suffer: (next: Fate[]) => {
      fates = [...next];
    },
  };
}

/** The queue of a program that is killed at its n-th step from now: before it is done, or after it is on the disk. */
function mortal(queue: Queue, dies: number | undefined): Queue {
  if (dies === undefined) return queue;
  let left = dies;
  return new Proxy(queue, {
    get(target, name: keyof Queue) {
      const step = target[name] as (...given: unknown[]) => Promise<unknown>;
      return async (...given: unknown[]) => {
        left -= 1;
        if (left < 0) throw new Killed();
        const answer = await step.apply(target, given);
        left -= 1;
        if (left < 0) throw new Killed();
        return answer;
      };
    },
  });
}

async function sendAll(queue: Queue, service: SendService): Promise<void> {
  await sendFiles(queue, service, await sendCommands(queue, service));
}

let databases = 0;
const newDatabase = () => openField(`field-${databases++}`);

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('add' as const), withPhoto: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('send' as const),
      fates: fc.array(fc.constantFrom(...FATES), { maxLength: 6 }),
      dies: fc.option(fc.nat(12), { nil: undefined }),
      tabs: fc.integer({ min: 1, max: 2 }),
    }),
  },
  fc.record({ do: fc.constant('refuse' as const), which: fc.nat(20) }),
  fc.record({ do: fc.constant('carryToOtherPhone' as const) }),
  fc.record({ do: fc.constant('tryToRemove' as const), which: fc.nat(20) }),
);

test('whatever fails, every entry arrives once, with its files, and none is lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const { service, recorded, files, refused, suffer } = fakeService();
      const name = `field-${databases++}`;
      let db: FieldDatabase = await openField(name);
      const other = queueOf(await newDatabase());
      const made: { id: string; photo: string | undefined }[] = [];
      const removed = new Set<string>();
      let takenTwice = 0;
      for (const one of steps) {
        const queue = queueOf(db);
        switch (one.do) {
          case 'add': {
            const picture = one.withPhoto ? await photo(`photo ${made.length}`) : undefined;
            const command = noteOf(`entry ${made.length}`, picture ? [picture] : []);
            await queue.add(command);
            // A second press.
            await queue.add(command);
            made.push({ id: command.body.id, photo: picture?.hash });
            break;
          }
          case 'send': {
            suffer(one.fates);
            const tabs = Array.from({ length: one.tabs }, () =>
              sendAll(mortal(queue, one.dies), service).catch(() => undefined),
            );
            await Promise.all(tabs);
            db.close();
            db = await openField(name);
            break;
          }
          case 'refuse': {
            const id = made[one.which]?.id;
            if (id !== undefined && !recorded.has(id)) refused.add(id);
            break;
          }
          case 'carryToOtherPhone': {
            const saved = toQueueFile(await queue.commands(), await queue.files(), {
              ...{ deviceId: await queue.deviceId(), savedAt: '2026-11-27T06:00:00Z' },
            });
            const read = await readQueueFile(saved);
            await other.load(ME, read);
            takenTwice += (await other.load(ME, read)).added;
            break;
          }
          default: {
            const id = made[one.which]?.id;
            if (id === undefined) break;
            const before = (await queue.commands()).find((command) => command.id === id);
            const may = await queue.remove(id);
            if (before?.state === 'waiting' && may) throw new Error('removed what waits');
            if (may) removed.add(id);
          }
        }
      }
      // The network is back, and what stood in the way is gone.
      suffer([]);
      refused.clear();
      for (const queue of [queueOf(db), other]) {
        for (const { id } of await queue.commands()) await queue.sendAgain(id);
        await sendAll(queue, service);
        expect(await queue.commands()).toEqual([]);
        expect(await queue.files()).toEqual([]);
      }
      const lost = made.filter(({ id }) => !recorded.has(id) && !removed.has(id));
      expect(lost).toEqual([]);
      expect(takenTwice).toBe(0);
      expect([...recorded.keys()].filter((id) => !made.some((one) => one.id === id))).toEqual([]);
      const missing = made.filter(({ id, photo: hash }) => hash && !files.has(hash) && !removed.has(id));
      expect(missing).toEqual([]);
      db.close();
    }),
    { numRuns: 120 },
  );
});

test('an id is never given another content: the number of the device is that of the first time', async () => {
  const db = await newDatabase();
  const queue = queueOf(db);
  const first = await queue.add(noteOf('first'));
  const { service, recorded } = fakeService();
  const command = noteOf('second');
  await queue.add(command);
  await queue.add(noteOf('third'));
  expect((await queue.add(command)).command.body.deviceSeq).toBe(2);
  expect((await queue.commands()).map(({ command: { body } }) => body.deviceSeq)).toEqual([1, 2, 3]);
  await sendAll(queue, service);
  expect(JSON.parse(recorded.get(first.id) ?? '')).toMatchObject({ deviceSeq: 1, note: 'first' });
  // Sent, and pressed once more.
  await queue.add(command);
  expect(await queue.commands()).toEqual([]);
});

test('sends a hundred at a time in the order they were made, and fewer where that is too much', async () => {
  const queue = queueOf(await newDatabase());
  for (let count = 0; count < 230; count += 1) await queue.add(noteOf(`entry ${count}`));
  const { service, recorded } = fakeService();
  const sizes: number[] = [];
  await sendAll(queue, {
    ...service,
    send: async (batch) => {
      sizes.push(batch.commands.length);
      if (batch.commands.length > 60) throw new TooLarge();
      return service.send(batch);
    },
  });
  expect(sizes).toEqual([100, 50, 50, 50, 50, 30]);
  expect([...recorded.values()].map((body) => (JSON.parse(body) as { note: string }).note)).toEqual(
    Array.from({ length: 230 }, (_, index) => `entry ${index}`),
  );
});

test('sends what somebody else did on this phone to nobody, and keeps it', async () => {
  const queue = queueOf(await newDatabase());
  await queue.add({ ...noteOf('mine'), by: ME });
  await queue.add({ ...noteOf('of another'), by: 'another' });
  const { service, recorded } = fakeService();
  await sendAll(queue, service);
  expect(recorded.size).toBe(1);
  expect((await queue.commands()).map(({ by, state }) => ({ by, state }))).toEqual([
    { by: 'another', state: 'waiting' },
  ]);
});

test('a photograph that is refused says why, keeps none of the others, and is sent again or thrown away by a person alone', async () => {
  const queue = queueOf(await newDatabase());
  const photos = await Promise.all(['too large', 'breaks the service', 'fine'].map(photo));
  const [large, breaking, fine] = photos.map(({ hash }) => hash);
  await queue.add(noteOf('with photographs', photos));
  const arrived: string[] = [];
  let isMended = false;
  const service: SendService = {
    ...fakeService().service,
    async sendFile({ hash }) {
      if (!isMended && hash === large) throw new FileRefused('too_large');
      if (!isMended && hash === breaking) throw new Problem(problemOf(500, undefined));
      arrived.push(hash);
    },
  };
  const problems = async () =>
    Object.fromEntries((await queue.files()).map(({ hash, problem }) => [hash, problem]));
  await expect(sendAll(queue, service)).rejects.toThrow(Problem);
  expect(arrived).toEqual([fine]);
  expect(await problems()).toEqual({ [large ?? '']: 'too_large', [breaking ?? '']: null });
  // What waits is not thrown away, whatever is asked.
  expect(await queue.removeFile(breaking ?? '')).toBe(false);
  isMended = true;
  await sendAll(queue, service);
  expect(arrived).toEqual([fine, breaking]);
  await queue.sendFileAgain(large ?? '');
  await sendAll(queue, service);
  expect(arrived).toEqual([fine, breaking, large]);
  await queue.add(noteOf('once more', photos.slice(0, 1)));
  isMended = false;
  await sendAll(queue, service);
  expect(await queue.removeFile(large ?? '')).toBe(true);
  expect(await queue.files()).toEqual([]);
});

test('a refusal stays with the field it names, a parked entry waits without being sent again', async () => {
  const queue = queueOf(await newDatabase());
  const [bad, early] = [noteOf('bad'), noteOf('early')];
  await queue.add(bad);
  await queue.add(early);
  const errors = [{ pointer: '/body/note', code: 'too_big', detail: 'too long' }];
  const problem = { code: 'refused', status: 422, title: 'refused', detail: '', errors };
  let asked = 0;
  const service: SendService = {
    whoAmI: async () => ME,
    send: async ({ commands }) => {
      asked += commands.length;
      return {
        results: commands.map(({ body: { id } }) =>
          id === bad.body.id
            ? { id, outcome: 'refused' as const, recordedAt: null, problem }
            : { id, outcome: 'parked' as const, recordedAt: '2026-11-27T06:00:01Z' },
        ),
      };
    },
    sendFile: async () => undefined,
  };
  await sendAll(queue, service);
  await sendAll(queue, service);
  expect(asked).toBe(2);
  expect((await queue.commands()).map(({ state }) => state)).toEqual(['refused', 'parked']);
  expect((await queue.commands())[0]?.problem?.errors).toEqual(errors);
  expect(await queue.remove(early.body.id)).toBe(false);
  expect(await queue.remove(bad.body.id)).toBe(true);
});

test.each([
  ['no JSON', 'x', 'notJson'],
  ['another file', '{"format":"other"}', 'notAQueue'],
  ['one of a later version', '{"format":"aid-ledger-queue","version":2}', 'newerVersion'],
])('a file that is no queue is refused whole: %s', async (_, text, fault) => {
  await expect(readQueueFile(text)).rejects.toMatchObject({ fault });
});

test('a file whose photograph or command was changed is refused whole', async () => {
  const queue = queueOf(await newDatabase());
  await queue.add(noteOf('entry', [await photo('a photograph')]));
  const saved = toQueueFile(await queue.commands(), await queue.files(), {
    ...{ deviceId: 'phone-1', savedAt: '2026-11-27T06:00:00Z' },
  });
  const changed = saved.replace(/"data":"../, '"data":"AA');
  await expect(readQueueFile(changed)).rejects.toMatchObject({ fault: 'brokenFile', position: 1 });
  const twice = JSON.parse(saved) as { commands: { id: string }[] };
  twice.commands.push(...twice.commands);
  await expect(readQueueFile(JSON.stringify(twice))).rejects.toMatchObject({
    ...{ fault: 'brokenCommand', position: 2 },
  });
  expect((await readQueueFile(saved)).files).toHaveLength(1);
});
