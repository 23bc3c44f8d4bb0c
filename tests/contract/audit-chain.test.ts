/** The trail is one chain, however many seal it, and whatever is altered in it afterwards is found and named. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { faultOf, BEGINNING, headText, type Head } from '../../src/audit/rules/chain.ts';
import { auditService } from '../../src/audit/service.ts';
import { insertAuditEntries } from '../../src/platform/acts/repo.ts';
import { factsIn } from '../../src/platform/acts/facts.ts';
import { newId } from '../../src/platform/ids.ts';
import { openStore } from '../../src/platform/storage/open.ts';
import type { Store } from '../../src/platform/storage/store.ts';
import { pledges } from '../../src/pledges/tables.ts';
import { behindItsBack, openBehindItsBack, pendingOf, trailOf } from '../support/audit.ts';
import { testClock } from '../support/clock.ts';
import { engines, newStore } from '../support/stores.ts';

const clock = testClock('2026-11-15T06:00:00Z');
const facts = [factsIn('pledge', pledges)];
const auditOf = (store: Store) => auditService({ store, clock, facts });

/** Entries that tell of nothing that is compared with facts. */
const entriesOf = (count: number) =>
  // In the order of their ids, in which they are sealed.
  Array.from({ length: count }, newId)
    .sort()
    .map((id, index) => ({
      ...{ id, at: clock.now(), principal: 'gul', role: 'coordinator' },
      ...{ organisation: index % 2 ? null : 'org', operation: 'recordEvent', requestId: `request-${index}` },
      ...{ kind: 'test', key: `thing ${index}`, outcome: 'done', contentHash: index % 3 ? 'digest' : null },
      ...{ address: index % 5 ? null : '192.0.2.1', times: index % 5 ? null : index + 1 },
    }));

const putOnRecord = (store: Store, count: number) =>
  store.write((scope) => insertAuditEntries(scope, entriesOf(count)));

/** The seq of the first row that is wrong; nothing in a whole chain. */
async function firstWrong(store: Store): Promise<number | undefined> {
  let head: Head = BEGINNING;
  for (const row of await trailOf(store)) {
    if (faultOf(head, row)) return row.seq;
    head = row;
  }
  return undefined;
}

async function setup(engine: (typeof engines)[number]) {
  const { store, target, dispose } = await newStore(engine);
  onTestFinished(dispose);
  return { store, target, audit: auditOf(store) };
}

describe.each(engines)('the audit trail on %s', (engine) => {
  it('seals what waits, in order and once, and its verification agrees', async () => {
    const { store, audit } = await setup(engine);
    expect(await audit.seal()).toBe(0);
    await putOnRecord(store, 600);
    const ids = (await pendingOf(store)).map(({ id }) => id).sort();
    expect(await audit.seal()).toBe(600);
    expect(await pendingOf(store)).toEqual([]);
    expect(await audit.seal()).toBe(0);
    const trail = await trailOf(store);
    expect(trail.map(({ id }) => id)).toEqual(ids);
    expect(trail.map(({ seq }) => seq)).toEqual(Array.from({ length: 600 }, (_, index) => index + 1));
    expect(await audit.verify(clock.now())).toMatchObject({ checked: 600, chain: undefined, factFaults: 0 });
  });

  it('is not forked by several that seal at once while more is put on record', async () => {
    const { store, target, audit } = await setup(engine);
    const other = await openStore(target.target);
    onTestFinished(() => other.close());
    const sealers = [audit, auditOf(other), audit, auditOf(other)];
    const recorded: Promise<void>[] = [];
    for (let round = 0; round < 12; round++) {
      recorded.push(putOnRecord(store, 40), putOnRecord(other, 40));
      await Promise.all(sealers.map(({ seal }) => seal()));
    }
    await Promise.all(recorded);
    await Promise.all(sealers.map(({ seal }) => seal()));
    const trail = await trailOf(store);
    expect(trail).toHaveLength(960);
    expect(new Set(trail.map(({ id }) => id)).size).toBe(960);
    expect(await firstWrong(store)).toBeUndefined();
    expect(await audit.verify(clock.now())).toMatchObject({ checked: 960, chain: undefined });
  });

  it('goes on where it was when whoever sealed was killed', async () => {
    const { store, target, audit } = await setup(engine);
    await putOnRecord(store, 2_000);
    for (let kills = 0; kills < 3; kills++) {
      const child = spawn(process.execPath, [
        fileURLToPath(new URL('../support/killed-sealer.ts', import.meta.url)),
        target.url,
        String(kills + 1),
      ]);
      const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
      expect(signal).toBe('SIGKILL');
      const trail = await trailOf(store);
      expect(trail.length % 250).toBe(0);
      expect(trail.length + (await pendingOf(store)).length).toBe(2_000);
      expect(await firstWrong(store)).toBeUndefined();
    }
    expect((await trailOf(store)).length).toBeGreaterThan(0);
    await audit.seal();
    expect(await audit.verify(clock.now())).toMatchObject({ checked: 2_000, chain: undefined });
  });

  it('shows any byte of any row that was altered, and names the row', async () => {
    const { store, target, audit } = await setup(engine);
    await putOnRecord(store, 30);
    await audit.seal();
    const trail = await trailOf(store);
    const columns = Object.keys(trail[0]!) as (keyof (typeof trail)[number])[];
    const behind = await openBehindItsBack(target.url);
    onTestFinished(behind.close);
    const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(trail.length - 1),
        fc.constantFrom(...columns),
        fc.nat(),
        fc.integer({ min: 1, max: 127 }),
        async (at, column, position, mask) => {
          const row = trail[at]!;
          const before = row[column];
          fc.pre(before !== null && before !== '');
          const set = (seq: number, literal: string) =>
            behind.run(`UPDATE audit_log SET ${snake(column)} = ${literal} WHERE seq = ${seq}`);
          let seqNow = row.seq;
          let old: string;
          if (typeof before === 'number') {
            // One byte of the number as it is stored.
            const altered = Number(BigInt(before) ^ (BigInt(mask) << BigInt((position % 6) * 8)));
            if (column === 'seq') seqNow = altered;
            if (column === 'seq' && trail.some(({ seq }) => seq === altered)) return;
            old = String(before);
            await set(row.seq, String(altered));
          } else {
            const bytes = Buffer.from(before);
            const index = position % bytes.length;
            bytes[index] = bytes[index]! ^ mask;
            // PostgreSQL stores no zero byte; SQLite stores whatever it is given.
            if (bytes[index] === 0) return;
            old = `'${before}'`;
            await set(
              row.seq,
              engine === 'sqlite'
                ? `CAST(x'${bytes.toString('hex')}' AS TEXT)`
                : `convert_from('\\x${bytes.toString('hex')}', 'UTF8')`,
            );
          }
          const { chain } = await audit.verify(clock.now());
          // One that became number 0 is named by that; every other is missed where it was.
          expect([row.seq, ...(seqNow === 0 ? [0] : [])]).toContain(chain?.seq);
          await set(seqNow, old);
        },
      ),
      // Each run walks the trail.
      { numRuns: engine === 'sqlite' ? 150 : 25 },
    );
    expect(await audit.verify(clock.now())).toMatchObject({ chain: undefined });
  });

  it.each<[string, (table: string) => string[], number, RegExp]>([
    ['a row taken out', (t) => [`DELETE FROM ${t} WHERE seq = 7`], 7, /missing/],
    ['the first taken out', (t) => [`DELETE FROM ${t} WHERE seq = 1`], 1, /missing/],
    ['the end cut off', (t) => [`DELETE FROM ${t} WHERE seq > 15`], 16, /ends at 15/],
    ['everything taken out', (t) => [`DELETE FROM ${t}`], 1, /ends at 0/],
    [
      'a row put before the first',
      (t) => [
        `INSERT INTO ${t} SELECT 0, id, at, principal, role, organisation, operation, request_id, kind, key, outcome, content_hash, address, times, prev, hash FROM ${t} WHERE seq = 1`,
      ],
      0,
      /out of place/,
    ],
    [
      'a row put behind the last',
      (t) => [
        `INSERT INTO ${t} SELECT 21, id, at, principal, role, organisation, operation, request_id, kind, key, outcome, content_hash, address, times, prev, hash FROM ${t} WHERE seq = 20`,
      ],
      21,
      /wrong prev/,
    ],
    [
      'two that changed places',
      (t) => [
        `UPDATE ${t} SET seq = -1 WHERE seq = 5`,
        `UPDATE ${t} SET seq = 5 WHERE seq = 6`,
        `UPDATE ${t} SET seq = 6 WHERE seq = -1`,
      ],
      5,
      /wrong prev/,
    ],
    ['none instead of something', (t) => [`UPDATE ${t} SET organisation = NULL WHERE seq = 3`], 3, /altered/],
    ['nothing instead of none', (t) => [`UPDATE ${t} SET organisation = '' WHERE seq = 4`], 4, /altered/],
    ['another end noted', () => [`UPDATE audit_heads SET hash = 'f'`], 20, /not the entry that was known/],
    ['no end noted', () => [`DELETE FROM audit_heads`], 1, /sealed up to 0 only/],
  ])('shows %s', async (_what, statements, seq, what) => {
    const { store, target, audit } = await setup(engine);
    await putOnRecord(store, 20);
    await audit.seal();
    await behindItsBack(target.url, statements('audit_log'));
    const { chain } = await audit.verify(clock.now());
    expect(chain).toEqual({ seq, what: expect.stringMatching(what) as unknown });
  });

  it('that was forged from an entry on and is whole again differs from the head that was written down', async () => {
    const { store, target, audit } = await setup(engine);
    await putOnRecord(store, 10);
    await audit.seal();
    const { head } = await audit.verify(clock.now());
    const [, ...kept] = (await trailOf(store)).toReversed();
    // Whoever knows how takes the end off, with what was noted of it, and lets the service seal something else.
    await behindItsBack(target.url, [
      'DELETE FROM audit_log WHERE seq = 10',
      `UPDATE audit_heads SET seq = 9, hash = '${kept[0]!.hash}'`,
    ]);
    expect(await audit.verify(clock.now())).toMatchObject({ chain: undefined });
    expect((await audit.verify(clock.now(), head)).chain).toMatchObject({ seq: 10 });
    await putOnRecord(store, 5);
    await audit.seal();
    expect(await audit.verify(clock.now())).toMatchObject({ chain: undefined });
    expect((await audit.verify(clock.now(), head)).chain).toEqual({
      seq: 10,
      what: expect.stringContaining(`its hash was ${head.hash}`) as unknown,
    });
    expect(headText(head)).toBe(`10:${head.hash}`);
  });

  it('never seals a second entry under a number', async () => {
    const { store, target, audit } = await setup(engine);
    await putOnRecord(store, 3);
    await audit.seal();
    await behindItsBack(target.url, ['DELETE FROM audit_heads']);
    await putOnRecord(store, 1);
    await expect(audit.seal()).rejects.toThrow('already recorded');
    expect(await pendingOf(store)).toHaveLength(1);
  });
});
