/** A busy day: 20,000 events over 2,000 shipments, told out of order by several devices, until nothing is left to reconcile. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../../src/platform/ids.ts';
import { openStore } from '../../src/platform/storage/open.ts';
import type { StorageTarget } from '../../src/platform/storage/open.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { composeServices } from '../../src/services.ts';
import { verifyLedger } from '../../src/verification.ts';
import { dirtyOutlook } from '../../src/platform/queue/repo.ts';
import { startTarget } from './children.ts';
import { authorised, KEY, type Lane, recordShipments } from './event-posts.ts';

const SHIPMENTS = 2_000;
const AT_ONCE = 32;
const settings = { staleAfterDays: 7, heldAfterDays: 3, overdueGraceDays: 3, expiresSoonDays: 30 };

export interface Day {
  what: string;
  events: number;
  postedPerSecond: number;
  /** From the acknowledgement of the last event to nothing being dirty. */
  quietAfterMs: number;
  verified: number;
  differences: number;
}

/** Posts a day's events as fast as 32 devices can, waits until the queues are quiet, and verifies everything derived. */
export async function measureDay(what: string, redisUrl: string, databaseUrl?: string): Promise<Day> {
  const folder = mkdtempSync(join(tmpdir(), 'aid-day-'));
  const file = join(folder, 'ledger.sqlite');
  const target = await startTarget('ledger', ['api+worker'], {
    ...{ PORT: '0', BOOTSTRAP_API_KEY: KEY, REDIS_URL: redisUrl },
    DATABASE_URL: databaseUrl ?? `file:${file}`,
  });
  const storage: StorageTarget = databaseUrl
    ? { engine: 'postgres', url: databaseUrl }
    : { engine: 'sqlite', file };
  const store = await openStore(storage);
  const lanes = await recordShipments(target.url, SHIPMENTS);
  const events = shuffled(lanes.flatMap(dayOf));
  const started = performance.now();
  const post = async () => {
    for (let next = events.pop(); next; next = events.pop()) {
      await authorised(`${target.url}/api/v1/shipments/${next.shipment}/events`, next.body);
    }
  };
  const count = events.length;
  await Promise.all(Array.from({ length: AT_ONCE }, post));
  const posted = performance.now();
  while (!(await store.read(async (scope) => isQuiet(await dirtyOutlook(scope))))) await wait(5);
  const quietAfterMs = Math.round(performance.now() - posted);
  await target.stop();
  const services = composeServices({ store, clock: systemClock, settings });
  const { checked, differences } = await verifyLedger(store, services, Date.now());
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    ...{ what, events: count, quietAfterMs, verified: checked, differences: differences.length },
    postedPerSecond: Math.round((count / (posted - started)) * 1000),
  };
}

function isQuiet({ availableAt, leaseEndsAt }: Awaited<ReturnType<typeof dirtyOutlook>>): boolean {
  return availableAt === null && leaseEndsAt === null;
}

/** Ten events of a shipment's life: two partial receipts, one of them entered wrongly and voided, a part lost, a rest returned. */
function dayOf({ shipment, line }: Lane): { shipment: string; body: object }[] {
  const at = (hour: number) => `2026-11-20T${String(hour).padStart(2, '0')}:10:00Z`;
  const mistaken = newId();
  const told = [
    { type: 'dispatched', lines: [{ line, quantity: 49_000 }] },
    { type: 'arrived_border' },
    { type: 'customs_held' },
    { type: 'customs_released' },
    { type: 'departed_hub' },
    { type: 'received', id: mistaken, lines: [{ line, good: 40_000 }] },
    { type: 'voided', voids: mistaken },
    {
      type: 'received',
      lines: [
        { line, good: 30_000, damaged: 1_000, missing: 500, reason: 'wet_damage', responsibility: 'carrier' },
      ],
    },
    { type: 'lost', lines: [{ line, quantity: 500, reason: 'theft_pilferage' }] },
    { type: 'returned', lines: [{ line, quantity: 2_000, reason: 'wrong_item' }] },
  ];
  return told.map((event, index) => ({
    shipment,
    body: {
      id: newId(),
      occurredAt: at(index + 1),
      deviceId: `phone-${index % 3}`,
      deviceSeq: index,
      ...event,
    },
  }));
}

/** In an order of its own each time: what arrives first is chance in life too. */
function shuffled<T>(rows: readonly T[]): T[] {
  return rows
    .map((row) => ({ row, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row);
}
