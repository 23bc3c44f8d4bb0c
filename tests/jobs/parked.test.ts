/** What is given up is told once, with the reason, and left alone until its cause may be gone: `architecture.md` §1, P3. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { ledgerRegistry } from '../../jobs/ledger.ts';
import { saveLane } from '../../src/gaps/repo.ts';
import { createLog } from '../../src/platform/log.ts';
import { newId } from '../../src/platform/ids.ts';
import { addOutbox } from '../../src/platform/queue/outbox/repo.ts';
import { NEVER } from '../../src/platform/queue/names.ts';
import { dirtyBacklog, dirtyRow, failDirty, markDirty, parkedDirty } from '../../src/platform/queue/repo.ts';
import { savePledgeState, saveShipmentState } from '../../src/reconciliation/repo.ts';
import { composeServices } from '../../src/services.ts';
import { testClock } from '../support/clock.ts';
import { engines, newStore } from '../support/stores.ts';
import { backlogs, brokers, newBroker, registryWith, setup, until } from './rig.ts';

const LANE = 'AF23/food_security';
const SETTINGS = { staleAfterDays: 7, heldAfterDays: 3, overdueGraceDays: 3, expiresSoonDays: 30 };
const PARKED = [
  ['shipment', 'parked'],
  ['pledge', 'parked'],
  ['lane', LANE],
] as const;

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

  it('is left alone by the sweeps that find it due, month after month', async () => {
    const { store, dispose } = await newStore(engine);
    onTestFinished(dispose);
    const clock = testClock('2026-11-15T06:00:00Z');
    const services = composeServices({ store, clock, settings: SETTINGS });
    const { sweeps } = ledgerRegistry(services, SETTINGS, createLog({ level: 'silent' }));
    const states = { status: 'planned', flags: [], dueAt: 1, evaluatedAt: 0, events: 0 };
    await store.write(async (scope) => {
      for (const shipment of ['parked', 'due']) await saveShipmentState(scope, { shipment, ...states });
      for (const pledge of ['parked', 'due'])
        await savePledgeState(scope, { pledge, status: 'pledge', dueAt: 1, evaluatedAt: 0, version: 1 });
      await saveLane(scope, { province: 'AF23', sector: 'food_security', evaluatedAt: 0 });
      await saveLane(scope, { province: 'AF01', sector: 'food_security', evaluatedAt: 0 });
      for (const [kind, key] of PARKED) {
        await markDirty(scope, kind, key, 0);
        const row = await dirtyRow(scope, kind, key);
        await failDirty(scope, row!, { error: 'Error: the cell has no need', retryAt: NEVER });
      }
    });
    const before = await store.read(parkedDirty);
    expect(before).toHaveLength(3);

    for (const month of ['2026-12', '2027-01']) {
      clock.moveTo(`${month}-15T06:00:00Z`);
      await sweeps.deadlines.run(store, clock.now());
      await sweeps.months.run(store, clock.now());
    }
    expect(await store.read(parkedDirty)).toEqual(before);
    // They did look.
    const { due } = await store.read((scope) => dirtyBacklog(scope, clock.now()));
    expect(due).toBe(3);
  });
});
