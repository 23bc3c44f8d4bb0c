/** A database locked by another process: writes wait for it, up to a deadline, and nothing else does. `architecture.md` §1, P6. */
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Client as PostgresClient } from 'pg';
import { expect, it, onTestFinished } from 'vitest';
import { ledgerOf } from '../support/ledger.ts';
import type { Target } from '../support/stores.ts';
import { expectBooks, expectLanes, loadConvoys, reportsOf } from './convoys.ts';
import { devicesOf } from './devices.ts';
import { engines, install, type Installation } from './installation.ts';

const HELD_MS = 2_000;
/** What may be asked of a service whose writes wait. */
const ALIVE_MS = 1_500;

/** Takes a lock that keeps every writer out, as another program on the same database would. Answers how to give it back. */
async function lock({ target }: Target): Promise<() => Promise<void>> {
  if (target.engine === 'sqlite') {
    const other = new Database(target.file);
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    return async () => void other.exec('COMMIT');
  }
  const other = new PostgresClient({ connectionString: target.url });
  other.on('error', () => {});
  await other.connect();
  onTestFinished(() => other.end());
  await other.query('BEGIN');
  await other.query('LOCK TABLE shipment_events IN EXCLUSIVE MODE');
  return async () => void (await other.query('COMMIT'));
}

/** Asks again and again whether the service is alive, until told to stop. Answers how long each answer took. */
function keepAsking({ client }: Installation, paths: readonly string[]) {
  const stopped = new AbortController();
  const tookMs: number[] = [];
  const asking = (async () => {
    while (!stopped.signal.aborted) {
      for (const path of paths) {
        const began = performance.now();
        expect((await client.get(path)).status).toBe(200);
        tookMs.push(performance.now() - began);
      }
      await wait(20);
    }
  })();
  return async () => {
    stopped.abort();
    await asking;
    return tookMs;
  };
}

async function setup(engine: (typeof engines)[number]) {
  const installation = await install({ engine });
  await installation.start('all');
  const ledger = ledgerOf(installation.client);
  const convoys = await loadConvoys(ledger, 16, 8);
  const devices = devicesOf(installation.client, { concurrency: 32 });
  await installation.settled();
  return { installation, ledger, convoys, reports: reportsOf(convoys), devices };
}

it.each(engines)(
  `writes wait for a lock of ${HELD_MS} ms and succeed; the process is alive meanwhile (%s)`,
  async (engine) => {
    const { installation, ledger, convoys, reports, devices } = await setup(engine);
    const release = await lock(installation.place);
    const asked = keepAsking(installation, ['/livez', `/shipments/${convoys[0]?.shipment}`]);
    const sent = devices.send(reports);
    await wait(HELD_MS);
    expect(devices.acknowledged.size).toBe(0);
    await release();
    await sent;
    const tookMs = await asked();

    expect(devices.refusals).toEqual([]);
    expect(tookMs.length).toBeGreaterThan(20);
    expect(tookMs.filter((ms) => ms > ALIVE_MS)).toEqual([]);
    const there = await expectBooks(ledger, convoys, devices.acknowledged);
    expect(there.size).toBe(reports.length);
    await installation.settled();
    await expectLanes(ledger, convoys, there);
    await installation.verified();
  },
);

it.each(engines)(
  'writes that waited too long are refused as retryable, leave nothing behind, and succeed later (%s)',
  async (engine) => {
    const { installation, ledger, convoys, reports, devices } = await setup(engine);
    const release = await lock(installation.place);
    const asked = keepAsking(installation, ['/livez', `/shipments/${convoys[0]?.shipment}`]);
    const impatient = devicesOf(installation.client, { concurrency: 32, insist: false });
    await impatient.send(reports.slice(0, 32));
    const tookMs = await asked();

    expect(impatient.refusals).toHaveLength(32);
    for (const { status, body, headers } of impatient.refusals) {
      expect({ status, code: body.code, retryAfter: headers.get('retry-after') }).toEqual({
        ...{ status: 503, code: 'unavailable', retryAfter: '2' },
      });
    }
    expect(tookMs.length).toBeGreaterThan(20);
    expect(tookMs.filter((ms) => ms > ALIVE_MS)).toEqual([]);
    expect(await expectBooks(ledger, convoys, new Set())).toEqual(new Set());

    await release();
    await devices.send(reports);
    expect(devices.refusals).toEqual([]);
    const there = await expectBooks(ledger, convoys, devices.acknowledged);
    expect(there.size).toBe(reports.length);
    await installation.settled();
    await expectLanes(ledger, convoys, there);
    await installation.verified();
  },
);
