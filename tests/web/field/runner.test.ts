/** When a phone sends: at once, after a growing pause, never in two tabs, and never into nothing. */
// oxlint-disable-next-line import/no-unassigned-import -- it gives the globals of IndexedDB, and exports nothing
import 'fake-indexeddb/auto';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Pulled } from '../../../src/sync/contract/pull.ts';
import { NotReached, Problem, problemOf } from '../../../src/web/api/problem.ts';
import { newId } from '../../../src/web/field/rules/uuid.ts';
import { type HeldShipment, openField } from '../../../src/web/field/store/database.ts';
import { heldOf } from '../../../src/web/field/store/held.ts';
import { queueOf } from '../../../src/web/field/store/queue.ts';
import { runnerOf, type RunnerNeeds, type Turn, webLock } from '../../../src/web/field/sync/runner.ts';

const NOW = Date.parse('2026-11-27T06:00:00Z');
let databases = 0;

const pageOf = (changes: Partial<Pulled> = {}): Pulled => ({
  ...{ cursor: 'c1', reset: false, more: false, shipments: [], gone: [], reference: null, commands: [] },
  ...{ bytes: 100, remaining: { shipments: 0, bytes: 0 }, asOf: '2026-11-27T06:00:00Z' },
  ...changes,
});

const shipmentOf = (id: string) => ({ id }) as unknown as HeldShipment;

async function phone(
  service: Partial<RunnerNeeds['service']> = {},
  turn: Turn = webLock(`lock-${databases}`),
) {
  const db = await openField(`runner-${databases++}`);
  const [queue, held] = [queueOf(db), heldOf(db)];
  const sent: string[] = [];
  const runner = runnerOf({
    ...{ db, queue, held, turn, changed: () => undefined, now: () => NOW, chance: () => 1 },
    service: {
      whoAmI: async () => 'me',
      send: async ({ commands }) => {
        sent.push(...commands.map(({ body }) => body.id));
        return {
          results: commands.map(({ body: { id } }) => ({
            ...{ id, outcome: 'applied' as const, recordedAt: '2026-11-27T06:00:00Z' },
          })),
        };
      },
      sendFile: async () => undefined,
      pull: async () => pageOf(),
      ...service,
    },
  });
  onTestFinished(() => runner.stop());
  const add = () =>
    queue.add({
      ...{ by: 'me', shipmentId: newId(), about: { waybill: 'WB-1', province: 'AF23' }, files: [] },
      body: { id: newId(), type: 'arrived_hub', occurredAt: '2026-11-27T06:00:00Z' },
    });
  return { db, queue, held, runner, sent, add };
}

test('pauses double while nobody answers; a press sends at once, and begins anew', async () => {
  let isThere = false;
  const { queue, runner, add } = await phone({
    whoAmI: async () => {
      if (!isThere) throw new NotReached();
      return 'me';
    },
  });
  await add();
  await runner.run();
  expect(await runner.attempts()).toEqual({ failures: 1, nextAt: NOW + 5_000, reason: 'notReached' });
  // A page that opens meanwhile does not shorten the pause.
  isThere = true;
  await runner.begin();
  expect(await queue.commands()).toHaveLength(1);
  isThere = false;
  await runner.run();
  expect(await runner.attempts()).toMatchObject({ failures: 2, nextAt: NOW + 10_000 });
  isThere = true;
  await runner.run();
  expect(await queue.commands()).toEqual([]);
  expect(await runner.attempts()).toEqual({ failures: 0, nextAt: null, reason: null });
});

test('a sign-in that ended drops nothing, and the next one sends without waiting', async () => {
  let isIn = false;
  const { queue, runner, add } = await phone({
    whoAmI: async () => {
      if (!isIn) throw new Problem(problemOf(401, { code: 'unauthenticated', status: 401 }));
      return 'me';
    },
  });
  await add();
  await runner.run();
  expect((await runner.attempts()).reason).toBe('signedOut');
  expect(await queue.commands()).toHaveLength(1);
  isIn = true;
  await runner.begin();
  expect(await queue.commands()).toEqual([]);
});

test('of two tabs one sends; what was added while it did is sent by it as well', async () => {
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let asked = 0;
  const lock = `tabs-${databases}`;
  const first = await phone(
    {
      whoAmI: async () => {
        asked += 1;
        await gate;
        return 'me';
      },
    },
    webLock(lock),
  );
  const second = webLock(lock);
  await first.add();
  const running = first.runner.run();
  await vi.waitFor(() => expect(asked).toBe(1));
  expect(await second(async () => expect.unreachable())).toBe(false);
  await first.add();
  await first.runner.run();
  open();
  await running;
  expect(first.sent).toHaveLength(2);
  expect(await second(async () => undefined)).toBe(true);
});

test('a pull goes on where it was broken off, and begins anew for another person', async () => {
  const cursors: (string | undefined)[] = [];
  let fails = false;
  const pages = new Map<string | undefined, Pulled>([
    [
      undefined,
      pageOf({ reset: true, more: true, cursor: 'c1', shipments: [shipmentOf('a'), shipmentOf('b')] }),
    ],
    ['c1', pageOf({ cursor: 'c2', shipments: [shipmentOf('c')], gone: ['a'] })],
    ['c2', pageOf({ cursor: 'c2' })],
  ]);
  let me = 'me';
  const { held, runner } = await phone({
    whoAmI: async () => me,
    pull: async (cursor) => {
      cursors.push(cursor);
      if (cursor === 'c1' && fails) throw new NotReached();
      return pages.get(cursor) ?? pageOf();
    },
  });
  fails = true;
  await runner.run();
  expect((await held.shipments()).map(({ id }) => id)).toEqual(['a', 'b']);
  fails = false;
  await runner.run();
  expect((await held.shipments()).map(({ id }) => id)).toEqual(['b', 'c']);
  expect(cursors).toEqual([undefined, 'c1', 'c1']);
  me = 'another';
  pages.set(undefined, pageOf({ reset: false, shipments: [shipmentOf('z')] }));
  await runner.run();
  expect((await held.shipments()).map(({ id }) => id)).toEqual(['z']);
});

test('what was parked is told by a pull: it leaves the queue, or shows why not', async () => {
  const told = {
    ...{ kind: 'event' as const, subject: newId(), recordedAt: '2026-11-27T06:00:00Z' },
    settledAt: '2026-11-27T07:00:00Z',
  };
  let commands: Pulled['commands'] = [];
  const { queue, runner, add } = await phone({
    send: async ({ commands: sent }) => ({
      results: sent.map(({ body: { id } }) => ({ id, outcome: 'parked', recordedAt: told.recordedAt })),
    }),
    pull: async () => pageOf({ commands }),
  });
  const [one, other] = [await add(), await add()];
  await runner.run();
  expect((await queue.commands()).map(({ state }) => state)).toEqual(['parked', 'parked']);
  const problem = { code: 'unknown_reference', status: 422, title: '', detail: '', errors: [] };
  commands = [
    { ...told, id: one.id, state: 'applied', problem: null },
    { ...told, id: other.id, state: 'refused', problem },
  ];
  await runner.run();
  expect(await queue.commands()).toMatchObject([{ id: other.id, state: 'refused', problem }]);
  expect((await queue.sent()).map(({ id }) => id)).toEqual([one.id]);
});
