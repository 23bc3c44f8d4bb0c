/** What the disk allows, and what a start costs. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { newId } from '../../src/platform/ids.ts';
import { openConnection } from '../../src/platform/storage/sqlite.ts';
import { startTarget } from './children.ts';
import { KEY } from './event-posts.ts';

/** Inserts per second with the ledger's pragmas: one insert, one COMMIT, one fsync. */
export function bareInserts(folder: string, seconds: number): number {
  const connection = openConnection(join(folder, 'inserts.db'));
  connection.exec('CREATE TABLE event (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const insert = connection.prepare('INSERT INTO event VALUES (?, ?)');
  const body = JSON.stringify({ lines: [{ line: newId(), good: 0.96, damaged: 0.03, missing: 0.01 }] });
  const until = performance.now() + seconds * 1000;
  let count = 0;
  for (; performance.now() < until; count++) insert.run(newId(), body);
  connection.close();
  return Math.round(count / seconds);
}

/** From spawning the process to listening, and resident memory after two idle seconds; the median of three starts. */
export async function coldStart(
  folder: string,
  env: Record<string, string>,
): Promise<{ readyMs: number; residentMb: number }> {
  const samples: { readyMs: number; residentMb: number }[] = [];
  for (let round = 0; round < 3; round++) {
    const target = await startTarget('ledger', ['api+worker'], {
      ...{ PORT: '0', BOOTSTRAP_API_KEY: KEY, DATA_DIR: join(folder, 'cold'), ...env },
    });
    await wait(2000);
    const residentBytes = await target.ask<number>('memory');
    samples.push({ readyMs: Math.round(target.readyMs), residentMb: Math.round(residentBytes / 1e6) });
    await target.stop();
  }
  return samples.toSorted((a, b) => a.readyMs - b.readyMs)[1] as { readyMs: number; residentMb: number };
}
