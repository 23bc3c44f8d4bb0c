/** Effects outside the database: at least once, under a stable id, or parked with a reason. */
import { UnrecoverableError } from 'bullmq';
import { describe, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { addOutbox, outboxRow, parkedOutbox } from '../../src/platform/queue/outbox/repo.ts';
import type { OutboxMessage } from '../../jobs/registry.ts';
import { backlogs, combinations, newBroker, registryWith, setup, until } from './rig.ts';

const letter = (id: string) => ({
  id,
  topic: 'letter',
  key: 'WB-850',
  payload: { missing: 25 },
  availableAt: 0,
});

describe.each(combinations)('deliveries on $engine with the $broker broker', ({ engine, broker }) => {
  it('an effect announced twice under one id is had once, with what was recorded', async () => {
    const { start, allDone } = await setup(engine);
    const had: OutboxMessage[] = [];
    const { store } = await start(
      await newBroker(broker),
      registryWith({ deliver: { letter: async (message) => void had.push(message) } }),
    );
    const id = newId();
    await store.write((scope) => addOutbox(scope, letter(id)));
    await store.write((scope) => addOutbox(scope, { ...letter(id), payload: 'another' }));
    await allDone();
    expect(had).toEqual([{ id, topic: 'letter', key: 'WB-850', payload: { missing: 25 } }]);
    const row = await store.read((scope) => outboxRow(scope, id));
    expect(row).toMatchObject({ attempts: 0, deadAt: null, leaseUntil: null });
    expect(row?.doneAt).toBeGreaterThan(0);
  });

  it('two processes have 100 effects once each', async () => {
    const { start, allDone } = await setup(engine);
    const had: string[] = [];
    const registry = registryWith({ deliver: { letter: async ({ id }) => void had.push(id) } });
    const shared = await newBroker(broker);
    const { store } = await start(shared, registry);
    await start(shared, registry);
    const ids = Array.from({ length: 100 }, () => newId());
    await store.write(async (scope) => {
      for (const id of ids) await addOutbox(scope, letter(id));
    });
    await allDone();
    expect(had.toSorted()).toEqual(ids.toSorted());
  });

  it('a receiver that is away is tried again under the same id', async () => {
    const { start, allDone } = await setup(engine);
    const tried: string[] = [];
    const { store } = await start(
      await newBroker(broker),
      registryWith({
        deliver: {
          letter: async ({ id }) => {
            tried.push(id);
            if (tried.length < 3) throw new Error('mailbox full');
          },
        },
      }),
    );
    const id = newId();
    await store.write((scope) => addOutbox(scope, letter(id)));
    await allDone();
    expect(tried).toEqual([id, id, id]);
  });

  it('after the last attempt, or at once when trying again is useless, it is parked with the reason', async () => {
    const { start } = await setup(engine);
    const tried: string[] = [];
    const { store } = await start(
      await newBroker(broker),
      registryWith({
        deliver: {
          letter: async ({ key }) => {
            tried.push(key);
            throw key === 'never' ? new UnrecoverableError('no such address') : new Error('mailbox full');
          },
        },
      }),
    );
    const [stubborn, never, orphan] = [newId(), newId(), newId()];
    await store.write(async (scope) => {
      await addOutbox(scope, { ...letter(stubborn), key: 'stubborn' });
      await addOutbox(scope, { ...letter(never), key: 'never' });
      await addOutbox(scope, { ...letter(orphan), topic: 'unheard of' });
    });
    await until(async () => (await backlogs(store)).outbox.parked === 3, 'all three are parked');
    const parked = await store.read(parkedOutbox);
    expect(Object.fromEntries(parked.map((row) => [row.id, [row.attempts, row.lastError]]))).toEqual({
      [stubborn]: [3, 'Error: mailbox full'],
      [never]: [1, 'UnrecoverableError: no such address'],
      [orphan]: [1, 'UnrecoverableError: no handler delivers "unheard of"'],
    });
    expect(tried.filter((key) => key === 'stubborn')).toHaveLength(3);
    expect(tried.filter((key) => key === 'never')).toHaveLength(1);
  });
});
