/** What the last verification found is where an alarm can watch it, whichever process ran it. */
import { expect, it } from 'vitest';
import { parcels } from '../../src/reconciliation/tables.ts';
import { ledgerOf } from '../support/ledger.ts';
import { engines, type Service, serviceOfTest } from '../support/service.ts';
import { verifyNow } from '../support/verify.ts';

/** A gauge as scraped; nothing while it is not known. */
async function gauge(service: Service, name: string): Promise<number | undefined> {
  const { body } = await service.get<string>('/metrics');
  const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(body)?.[1];
  return value === undefined ? undefined : Number(value);
}

it.each(engines)('the last verification is measured, by night and by hand, on %s', async (engine) => {
  // Apart: the process that verifies by night answers no scrapes.
  const service = await serviceOfTest({ engine, apart: true });
  const differences = () => gauge(service, 'verification_differences');
  const finishedAt = () => gauge(service, 'verification_finished_timestamp_seconds');
  const secondsSince = async () => Math.abs((await finishedAt())! - service.clock.now() / 1000);
  const ledger = ledgerOf(service);
  await ledger.ship(await ledger.organisation());
  await service.settled();
  expect([await differences(), await finishedAt()]).toEqual([undefined, undefined]);

  await service.sweep('verify');
  expect(await differences()).toBe(0);
  expect(await secondsSince()).toBeLessThan(60);

  await service.store.write((scope) => scope.db.update(scope.of(parcels)).set({ personDaysMilli: 1 }));
  service.clock.advance({ days: 1 });
  await service.sweep('verify');
  expect(await differences()).toBe(2);
  expect(await secondsSince()).toBeLessThan(60);

  // By hand it is by this machine's clock.
  const began = Date.now();
  const { output } = await verifyNow(service.databaseUrl);
  expect(output).toContain(' 2 differences');
  expect(await differences()).toBe(2);
  expect(await finishedAt()).toBeGreaterThanOrEqual(Math.floor(began / 1000));
});
