/** What was given up shows where operators look, and does not keep the rest from being served. */
import { expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { NEVER } from '../../src/platform/queue/names.ts';
import { addOutbox, failOutbox } from '../../src/platform/queue/outbox/repo.ts';
import { dirtyRow, failDirty, markDirty } from '../../src/platform/queue/repo.ts';
import { ledgerOf } from '../support/ledger.ts';
import { engines, type Service, serviceOfTest } from '../support/service.ts';
import { verifyNow } from '../support/verify.ts';

const LANE = 'AF23/food_security';

/** Gives one recomputation and one effect up, as the last attempt does. */
async function giveUp({ store }: Service): Promise<{ letter: string }> {
  const letter = newId();
  const error = (reason: string) => ({ error: reason, now: 0, retryAt: NEVER });
  await store.write(async (scope) => {
    await markDirty(scope, 'lane', LANE, NEVER);
    const row = await dirtyRow(scope, 'lane', LANE);
    await failDirty(scope, row!, error('Error: the cell has no need'));
    await addOutbox(scope, { id: letter, topic: 'letter', key: 'WB-850', payload: {}, availableAt: NEVER });
    await failOutbox(scope, letter, error('Error: mailbox full'));
  });
  return { letter };
}

it.each(engines)('what was given up is counted, listed and tried again on demand, on %s', async (engine) => {
  const service = await serviceOfTest({ engine });
  await ledgerOf(service).need(['2026-11'], 280_000);
  await service.settled();
  const { letter } = await giveUp(service);
  const { databaseUrl } = service;

  const metrics = (await service.get<string>('/metrics')).body;
  expect(metrics).toMatch(/^recompute_backlog\{state="parked"\} 1$/m);
  expect(metrics).toMatch(/^outbox_backlog\{state="parked"\} 1$/m);
  expect(metrics).toMatch(/^outbox_backlog\{state="due"\} 0$/m);
  expect(await service.get('/readyz')).toMatchObject({ status: 200, body: { status: 'ready' } });

  const given = `lane ${LANE}: given up: Error: the cell has no need`;
  const undelivered = `letter ${letter}: given up: Error: mailbox full`;
  const found = await verifyNow(databaseUrl);
  expect(found.output.split('\n')).toEqual(expect.arrayContaining([given, undelivered]));
  expect(found.output).toMatch(/ 0 differences, 1 waiting to be recomputed, 2 given up\n$/);
  expect(found.code).toBe(1);

  expect((await verifyNow(databaseUrl, { repair: true })).code).toBe(1);
  await service.settled();
  const after = await verifyNow(databaseUrl);
  expect(after.output).not.toContain(given);
  expect(after.output).toContain(undelivered);
  expect(after.output).toMatch(/ 0 differences, 0 waiting to be recomputed, 1 given up\n$/);
});
