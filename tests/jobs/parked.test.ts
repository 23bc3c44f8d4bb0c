/** What is given up is told once, with the reason, and left alone until its cause may be gone: `architecture.md` §1, P3. */
import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/platform/log.ts';
import { newId } from '../../src/platform/ids.ts';
import { addOutbox } from '../../src/platform/queue/outbox/repo.ts';
import { markDirty } from '../../src/platform/queue/repo.ts';
import { engines } from '../support/stores.ts';
import { backlogs, brokers, newBroker, registryWith, setup, until } from './rig.ts';

const LANE = 'AF23/food_security';

describe.each(engines)('what is given up on %s', (engine) => {
  it('is told as an error at that moment, once, with what it is and why', async () => {
    const { start } = await setup(engine);
    const errors: Record<string, unknown>[] = [];
    const log = createLog({
      level: 'error',
      destination: { write: (line) => void errors.push(JSON.parse(line) as Record<string, unknown>) },
    });
    const fail = (reason: string) => async () => {
      throw new Error(reason);
    };
    const { recompute } = registryWith();
    const { store } = await start(
      await newBroker(brokers.at(-1)!),
      registryWith({
        recompute: { ...recompute, lane: fail('the cell has no need') },
        deliver: { letter: fail('mailbox full') },
      }),
      {},
      log,
    );
    const letter = newId();
    await store.write(async (scope) => {
      await markDirty(scope, 'lane', LANE, 0);
      await addOutbox(scope, { id: letter, topic: 'letter', key: 'WB-850', payload: {}, availableAt: 0 });
    });
    const parked = async () => {
      const { dirty, outbox } = await backlogs(store);
      return dirty.parked + outbox.parked;
    };
    await until(async () => (await parked()) === 2 && errors.length >= 2, 'both are given up and told');

    // A change of something else does not have it told again.
    await store.write((scope) => markDirty(scope, 'shipment', 'another', 0));
    await until(async () => (await backlogs(store)).dirty.due === 0, 'the other is done');
    expect(errors.map(({ kind, key, reason }) => ({ kind, key, reason }))).toEqual(
      expect.arrayContaining([
        { kind: 'lane', key: LANE, reason: 'Error: the cell has no need' },
        { kind: 'letter', key: letter, reason: 'Error: mailbox full' },
      ]),
    );
    expect(errors).toHaveLength(2);
  });
});
