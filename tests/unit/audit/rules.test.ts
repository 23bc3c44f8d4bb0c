import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { goneFacts, untoldFacts } from '../../../src/audit/rules/agreement.ts';
import { leftAt } from '../../../src/audit/rules/allowance.ts';
import { BEGINNING, canonicalEntry, parseHead, seal } from '../../../src/audit/rules/chain.ts';
import { isRecorded } from '../../../src/audit/rules/refusal.ts';
import { PROBLEMS, type ProblemCode } from '../../../src/platform/errors.ts';

const entry = {
  ...{ id: 'e', at: 1_700_000_000_000, principal: 'gul', role: 'coordinator', organisation: null },
  ...{ operation: 'recordEvent', requestId: 'r', kind: 'event', key: 'k', outcome: 'done' },
  ...{ contentHash: 'd', address: null, times: null },
};

describe('the chain', () => {
  it('hashes what the documents say: whoever reads them can compute it again', () => {
    const text =
      '[1,1,"e",1700000000000,"gul","coordinator",null,"recordEvent","r","event","k","done","d",null,null]';
    expect(canonicalEntry(1, entry)).toBe(text);
    const [first, second] = seal(BEGINNING, [entry, entry]);
    const expected = createHash('sha256').update('0'.repeat(64)).update(text).digest('hex');
    expect(first).toMatchObject({ seq: 1, prev: '0'.repeat(64), hash: expected });
    expect(second).toMatchObject({ seq: 2, prev: expected });
  });

  it.each([
    ['12:', undefined],
    [`12:${'a'.repeat(63)}`, undefined],
    [`x:${'a'.repeat(64)}`, undefined],
    [`12:${'a'.repeat(64)} `, undefined],
    [`12:${'a'.repeat(64)}`, { seq: 12, hash: 'a'.repeat(64) }],
  ])('takes %j for the head %j', (text, head) => expect(parseHead(text)).toEqual(head));
});

describe('an allowance of 10 and 2 a second', () => {
  const allowance = { most: 10, perSecond: 2 };
  it.each([
    ['regains with time', { amount: 1, at: 1_000 }, 2_500, { amount: 4, at: 2_500 }],
    ['never exceeds its most', { amount: 9, at: 0 }, 60_000, { amount: 10, at: 60_000 }],
    ['regains nothing from a clock that went back', { amount: 1, at: 5_000 }, 0, { amount: 1, at: 5_000 }],
  ])('%s', (_what, left, now, then) => expect(leftAt(allowance, left, now)).toEqual(then));
});

describe('refusals', () => {
  it('on record are those of access and of rules, by their status', () => {
    const codes = (Object.keys(PROBLEMS) as ProblemCode[]).filter((code) => isRecorded('op', code));
    const statuses = new Set(codes.map((code) => PROBLEMS[code].status));
    expect(statuses).toEqual(new Set([401, 403, 404, 409, 412, 422, 428]));
    const others = (Object.keys(PROBLEMS) as ProblemCode[]).filter((code) => !codes.includes(code));
    for (const code of others) expect(statuses).not.toContain(PROBLEMS[code].status);
  });

  it('of what does not exist at all are none, but those of strangers asking for it are', () => {
    expect(isRecorded('not_found', 'not_found')).toBe(false);
    expect(isRecorded('not_found', 'unauthenticated')).toBe(true);
  });
});

describe('trail and facts', () => {
  const told = (key: string, contentHash: string | null) => ({ key, contentHash, outcome: 'done' });
  it('agree when one entry of a fact has its digest, whatever was done with it since', () => {
    const facts = [{ id: 'a', contentHash: '1' }];
    expect(untoldFacts('pledge', facts, [told('a', '1'), told('a', '2'), told('b', '3')])).toEqual([]);
    expect(untoldFacts('pledge', facts, [told('a', '2')])).toMatchObject([
      { key: 'a', what: expect.stringMatching(/altered/) as unknown },
    ]);
    expect(untoldFacts('pledge', facts, [told('b', '1')])).toMatchObject([
      { key: 'a', what: expect.stringMatching(/no entry/) as unknown },
    ]);
  });

  it('disagree once about a fact that is gone, however often it was changed', () => {
    expect(goneFacts('pledge', [told('a', '1'), told('a', '2'), told('b', '1')], ['b'])).toMatchObject([
      { kind: 'pledge', key: 'a' },
    ]);
  });
});
