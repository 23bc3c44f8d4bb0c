/**
 * `npm run bench`: prints what was measured on this machine, side by side in one run, as tables and as JSON. Nothing is asserted.
 * `-- --seconds 10` measures longer, `-- --only Express --only 'API process'` only what has one of these in its name, `-- --events 1000000` sets the size of
 * the large ledger, `-- --skip growth` leaves that part out, as it does `posts` and `day`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres, startRedis } from '../support/servers.ts';
import { bareInserts, coldStart } from './footprint.ts';
import { type Day, measureDay } from './day.ts';
import { type Growth, measureGrowth } from './growth.ts';
import { measureThroughput, type Throughput } from './throughput.ts';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    events: { type: 'string', default: '1000000' },
    only: { type: 'string', multiple: true },
    connections: { type: 'string', multiple: true, default: ['1', '32'] },
    skip: { type: 'string', multiple: true, default: [] },
  },
});
const seconds = Number(options.seconds);
const rounds = Number(options.rounds);
const folder = mkdtempSync(join(tmpdir(), 'aid-bench-'));
const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);

const model = cpus()[0]?.model ?? 'unknown processor';
console.log(
  `${cpus().length} × ${model}, Node ${process.version}; medians of ${rounds} rounds of ${seconds} s\n`,
);

const posts: Throughput[] = [];
if (!options.skip.includes('posts')) {
  const plan = {
    folder,
    seconds,
    rounds,
    postgresUrl: postgres?.url,
    redisUrl: redis?.url,
    only: options.only,
  };
  for (const connections of options.connections)
    posts.push(...(await measureThroughput(plan, Number(connections))));
  printPosts(posts);
}
const inserts = bareInserts(folder, seconds);
console.log(`bare better-sqlite3 inserts, same pragmas, a COMMIT each: ${inserts}/s`);
const cold = await coldStart(folder, redis ? { REDIS_URL: redis.url } : {});
console.log(
  `cold start to listening, API and workers: ${cold.readyMs} ms; resident memory idle: ${cold.residentMb} MB\n`,
);

const growth: Growth[] = [];
if (redis && !options.skip.includes('growth')) {
  for (const events of sizesUpTo(Number(options.events))) growth.push(await measureGrowth(events, redis.url));
  printGrowth(growth);
}
const days: Day[] = [];
if (redis && !options.skip.includes('day')) {
  days.push(await measureDay('SQLite', redis.url));
  const empty = await startPostgres();
  if (empty) days.push(await measureDay('PostgreSQL', redis.url, empty.url));
  await empty?.stop();
  printDays(days);
}
await Promise.all([postgres?.stop(), redis?.stop()]);
rmSync(folder, { recursive: true, force: true });
console.log(JSON.stringify({ posts, bareInsertsPerSecond: inserts, coldStart: cold, growth, days }));
process.exit(0);

/** Ten thousand, and ten times as many again up to the largest. */
function sizesUpTo(largest: number): number[] {
  const sizes = [];
  for (let size = 10_000; size < largest; size *= 10) sizes.push(size);
  return [...sizes, largest];
}

function printTable(header: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const widths = header.map((name, at) =>
    Math.max(name.length, ...rows.map((row) => String(row[at]).length)),
  );
  const lineOf = (row: readonly (string | number)[]) =>
    row.map((cell, at) =>
      at === 0 ? String(cell).padEnd(widths[0] ?? 0) : String(cell).padStart(widths[at] ?? 0),
    );
  for (const row of [header, ...rows]) console.log(lineOf(row).join('  '));
  console.log();
}

function printPosts(rows: readonly Throughput[]): void {
  printTable(
    [
      'durable event posts',
      'connections',
      'posts/s',
      'p50 ms',
      'p99 ms',
      'of the first',
      'CPU µs each',
      'refused',
    ],
    rows.map(({ what, connections, perSecond, p50Ms, p99Ms, cpuUsPerPost, refused }) => {
      const first = rows.find((row) => row.connections === connections)?.perSecond ?? perSecond;
      return [
        what,
        connections,
        perSecond,
        p50Ms,
        p99Ms,
        `${Math.round((perSecond / first) * 100)} %`,
        cpuUsPerPost,
        refused,
      ];
    }),
  );
}

function printDays(rows: readonly Day[]): void {
  printTable(
    ['a day on', 'events', 'posts/s', 'quiet after the last, ms', 'verified', 'differences'],
    rows.map((row) => [
      ...[row.what, row.events, row.postedPerSecond, row.quietAfterMs, row.verified, row.differences],
    ]),
  );
}

function printGrowth(rows: readonly Growth[]): void {
  const pair = ({ p50, p99 }: { p50: number; p99: number }) => `${p50} / ${p99}`;
  printTable(
    [
      'recorded events',
      'recomputed/s',
      'again/s',
      'verified/s',
      'report ms p50 / p99',
      'lane ms',
      'forecast ms',
      'what-if ms',
      'event to cell ms',
      'at posts/s',
    ],
    rows.map((row) => [
      row.events,
      row.recomputedPerSecond,
      row.recomputedAgainPerSecond,
      row.verifiedPerSecond,
      pair(row.reportMs),
      pair(row.laneMs),
      pair(row.forecastMs),
      pair(row.whatIfMs),
      pair(row.eventToCellMs),
      row.pacePerSecond,
    ]),
  );
}
