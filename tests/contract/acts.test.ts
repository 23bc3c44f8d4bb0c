/** An act is one unit of work: its effect, its entry in the audit trail and what its key is answered, or nothing of it. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { mayAsk, PERMISSIONS, ROLES } from '../../src/platform/access.ts';
import { perform } from '../../src/platform/acts/act.ts';
import { auditPending } from '../../src/platform/acts/tables.ts';
import { dirty } from '../../src/platform/queue/tables.ts';
import type { ReadScope } from '../../src/platform/storage/store.ts';
import { actOf, principalOf } from '../support/acts.ts';
import { testClock } from '../support/clock.ts';
import { engines, newStore } from '../support/stores.ts';

const clock = testClock('2026-11-15T06:00:00Z');
const effects = (scope: ReadScope) => scope.db.select().from(scope.of(dirty));
const entries = (scope: ReadScope) => scope.db.select().from(scope.of(auditPending));

async function setup(engine: (typeof engines)[number]) {
  const { store, dispose } = await newStore(engine);
  onTestFinished(dispose);
  let made = 0;
  return {
    store,
    change: (act: ReturnType<typeof actOf>, fails = false) =>
      perform({ store, clock }, act, async (scope) => {
        const key = `effect ${++made}`;
        const row = { kind: 'test', key, seq: 1, availableAt: 0, attempts: 0 };
        await scope.db.insert(scope.of(dirty)).values(row);
        await scope.record('effect', key, 'digest');
        if (fails) throw new Error('changed my mind');
        return { key };
      }),
  };
}

describe.each(engines)('an act on %s', (engine) => {
  it('is on record with who asked for what', async () => {
    const { store, change } = await setup(engine);
    const { key } = await change(actOf({ id: 'gul', role: 'coordinator', organisation: 'o' }));
    expect(await store.read(entries)).toMatchObject([
      {
        ...{ principal: 'gul', role: 'coordinator', organisation: 'o', operation: 'test', kind: 'effect' },
        ...{ key, outcome: 'done', contentHash: 'digest', at: clock.now() },
      },
    ]);
  });

  it('that fails leaves neither effect nor record, and its key free', async () => {
    const { store, change } = await setup(engine);
    const act = actOf({}, { value: 'k', contentHash: 'a' });
    await expect(change(act, true)).rejects.toThrow('changed my mind');
    expect(await store.read(effects)).toEqual([]);
    expect(await store.read(entries)).toEqual([]);
    await expect(change(act)).resolves.toBeDefined();
  });

  it('under one key has one effect and one answer, however often and also at the same moment', async () => {
    const { store, change } = await setup(engine);
    const act = actOf({}, { value: 'k', contentHash: 'a' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => change(act)));
    answers.push(await change(act));
    expect(new Set(answers.map(({ key }) => key)).size).toBe(1);
    expect(await store.read(effects)).toHaveLength(1);
    expect(await store.read(entries)).toHaveLength(1);
  });

  it('under a key that came with something else is refused; the key of somebody else is another', async () => {
    const { change } = await setup(engine);
    await change(actOf({ id: 'a' }, { value: 'k', contentHash: 'a' }));
    await expect(change(actOf({ id: 'a' }, { value: 'k', contentHash: 'b' }))).rejects.toMatchObject({
      code: 'id_reused',
    });
    await expect(change(actOf({ id: 'b' }, { value: 'k', contentHash: 'b' }))).resolves.toBeDefined();
  });
});

describe('what may be asked', () => {
  it.each(ROLES)('a key limited to one permission may ask for nothing else as %s', (role) => {
    const limited = principalOf({ kind: 'api_key', role, scopes: ['needs:read'] });
    expect(PERMISSIONS.filter((permission) => mayAsk(limited, permission))).toEqual(['needs:read']);
  });

  it('a scope gives nothing that the role has not', () => {
    expect(mayAsk(principalOf({ role: 'viewer', scopes: ['needs:write'] }), 'needs:write')).toBe(false);
  });
});
