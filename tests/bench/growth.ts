/** How the service's answers grow with what is recorded: everything here runs on SQLite and a real Redis. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { rederiveEverything } from '../../src/derivation.ts';
import { laneKey } from '../../src/places/rules/lane-key.ts';
import { DAY_MS, dayOf } from '../../src/platform/calendar.ts';
import { newId } from '../../src/platform/ids.ts';
import { openStore } from '../../src/platform/storage/open.ts';
import { openConnection } from '../../src/platform/storage/sqlite.ts';
import { composeServices } from '../../src/services.ts';
import { bulkLoad } from './bulk.ts';
import { startTarget } from './children.ts';
import { authorised, KEY, type Lane, recordShipments } from './event-posts.ts';

const WARM_UP_SECONDS = 10;
const settings = { staleAfterDays: 7, heldAfterDays: 3, overdueGraceDays: 3, expiresSoonDays: 30 };

export interface Growth {
  events: number;
  /** Everything derived computed from facts and stored for the first time, in one process: every row is new. */
  recomputedPerSecond: number;
  /** The same once more, as after an upgrade that raises the version of the rules. */
  recomputedAgainPerSecond: number;
  /** Everything derived computed again and compared: `npm run verify`. */
  verifiedPerSecond: number;
  reportMs: Percentiles;
  laneMs: Percentiles;
  forecastMs: Percentiles;
  /** A crossing closed for three months, asked of the whole country. */
  whatIfMs: Percentiles;
  /** From the acknowledgement of an event to the cell that shows it, at the pace given, after ten seconds of it. */
  eventToCellMs: Percentiles;
  pacePerSecond: number;
}

interface Percentiles {
  p50: number;
  p99: number;
}

/** Loads `events`, computes everything, then asks and posts at a steady pace. */
export async function measureGrowth(
  events: number,
  redisUrl: string,
  pace = 200,
  seconds = 15,
): Promise<Growth> {
  const folder = mkdtempSync(join(tmpdir(), 'aid-growth-'));
  const file = join(folder, 'ledger.sqlite');
  const store = await openStore({ engine: 'sqlite', file });
  const now = Date.now();
  await bulkLoad(store, events, now);
  const services = composeServices({ store, clock: { now: () => now }, settings });
  const recomputedPerSecond = await rate(events, () => rederiveEverything(store, services, now));
  const recomputedAgainPerSecond = await rate(events, () => rederiveEverything(store, services, now));
  const verifiedPerSecond = await rate(events, async () => {
    const { differences } = await services.reconciliation.verify();
    if (differences.length > 0) throw new Error(`verification found ${differences.length} differences`);
  });
  await store.close();
  const target = await startTarget('ledger', ['api+worker'], {
    ...{ PORT: '0', BOOTSTRAP_API_KEY: KEY, DATABASE_URL: `file:${file}`, REDIS_URL: redisUrl },
  });
  const timed = (path: string, body?: unknown) =>
    repeated(40, () => authorised(`${target.url}/api/v1${path}`, body));
  const reportMs = await timed('/gaps');
  const laneMs = await timed('/gaps/AF23/food_security');
  const forecastMs = await timed('/forecast');
  const closed = {
    kind: 'crossing_closed',
    crossing: 'hairatan',
    from: dayOf(now),
    until: dayOf(now + 90 * DAY_MS),
  };
  const whatIfMs = await timed('/what-if', { changes: [closed] });
  const eventToCellMs = await eventToCell(target.url, file, pace, seconds);
  await target.stop();
  rmSync(folder, { recursive: true, force: true });
  return {
    events,
    recomputedPerSecond,
    recomputedAgainPerSecond,
    verifiedPerSecond,
    reportMs,
    laneMs,
    forecastMs,
    whatIfMs,
    eventToCellMs,
    pacePerSecond: pace,
  };
}

/**
 * Posts receipts at a steady pace and watches the dirty rows from a connection of its own: an event has reached its cell when its
 * shipment is clean and its lane has been clean since.
 */
async function eventToCell(url: string, file: string, pace: number, seconds: number): Promise<Percentiles> {
  const lanes = await recordShipments(url, 200);
  const connection = openConnection(file, { readonly: true });
  const dirtyRows = connection.prepare<[], { kind: string; key: string; seq: number }>(
    'SELECT kind, key, seq FROM dirty',
  );
  const waiting = new Map<string, { shipment: string; lane: string; since: number; laneSeq?: number }>();
  const taken: number[] = [];
  const watching = new AbortController();
  const look = () => {
    const rows = new Map(dirtyRows.all().map(({ kind, key, seq }) => [`${kind} ${key}`, seq]));
    const at = performance.now();
    for (const [id, event] of waiting) {
      if (event.laneSeq === undefined && rows.has(`shipment ${event.shipment}`)) continue;
      const seq = rows.get(`lane ${event.lane}`);
      // A change raises the number of a dirty lane by one; a lane that was clean in between begins at another one.
      const raised =
        seq !== undefined && seq - (event.laneSeq ?? seq) < 1000 && seq >= (event.laneSeq ?? seq);
      if (raised) {
        event.laneSeq ??= seq;
        continue;
      }
      taken.push(at - event.since);
      waiting.delete(id);
    }
  };
  const watch = (async () => {
    for (; !watching.signal.aborted || waiting.size > 0; await wait(1)) look();
  })();
  const send = async (lane: Lane) => {
    await postReceipt(url, lane);
    const key = laneKey(lane.province, 'food_security');
    waiting.set(newId(), { shipment: lane.shipment, lane: key, since: performance.now() });
  };
  // What recording the shipments left to do is not measured, nor a process that has just started and compiles what it runs.
  while (dirtyRows.all().length > 0) await wait(20);
  const started = performance.now();
  for (let sent = 0; sent < pace * (WARM_UP_SECONDS + seconds); sent++) {
    const lane = lanes[sent % lanes.length] as Lane;
    const due = started + (sent * 1000) / pace;
    if (due > performance.now()) await wait(due - performance.now());
    if (sent === pace * WARM_UP_SECONDS) taken.length = 0;
    void send(lane);
  }
  await wait(500);
  watching.abort();
  await watch;
  connection.close();
  return percentiles(taken);
}

async function postReceipt(url: string, { shipment, line }: Lane): Promise<void> {
  const lines = [{ line, good: 1, damaged: 0, missing: 0 }];
  const body = { id: newId(), type: 'received', occurredAt: new Date().toISOString(), lines };
  await authorised(`${url}/api/v1/shipments/${shipment}/events`, body);
}

async function rate(events: number, work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return Math.round((events / (performance.now() - started)) * 1000);
}

async function repeated(times: number, work: () => Promise<unknown>): Promise<Percentiles> {
  const taken: number[] = [];
  for (let round = 0; round < times + 5; round++) {
    const started = performance.now();
    await work();
    if (round >= 5) taken.push(performance.now() - started);
  }
  return percentiles(taken);
}

function percentiles(taken: readonly number[]): Percentiles {
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 10) / 10;
  return { p50: at(0.5), p99: at(0.99) };
}
