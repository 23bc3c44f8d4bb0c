import { expect, it } from 'vitest';
import { rederiveIfChanged } from '../../src/derivation.ts';
import { dirty } from '../../src/platform/queue/tables.ts';
import { ledgerOf } from '../support/ledger.ts';
import { engines, serviceOfTest } from '../support/service.ts';

const settings = { staleAfterDays: 7, heldAfterDays: 3, overdueGraceDays: 3, expiresSoonDays: 30 };

it.each(engines)('a setting that changes has everything computed again, once (%s)', async (engine) => {
  const service = await serviceOfTest({ engine });
  const ledger = ledgerOf(service);
  const donor = await ledger.organisation();
  await ledger.ship(donor);
  await service.settled();
  const { store, services, clock } = service;
  await rederiveIfChanged(store, services, settings, clock.now());
  await service.settled();
  const evaluated = async () => (await ledger.lane()).asOf;
  const before = await evaluated();
  clock.advance({ hours: 1 });
  await rederiveIfChanged(store, services, settings, clock.now());
  await service.settled();
  expect(await evaluated()).toBe(before);
  await rederiveIfChanged(store, services, { ...settings, staleAfterDays: 8 }, clock.now());
  await service.sweep('deadlines');
  expect(await evaluated()).not.toBe(before);
  expect(await store.read((scope) => scope.db.select().from(scope.of(dirty)))).toEqual([]);
});
