import { expect, test } from 'vitest';
import { BEGINNING, seal } from '../../../src/audit/rules/chain.ts';
import { isWhole } from '../../../src/web/audit/rules/recompute.ts';
import { queryOf, searchOf } from '../../../src/web/audit/rules/search.ts';

test('keeps of an address what it knows', () => {
  expect(
    searchOf({ principal: ' gul ', outcome: 'refused', from: '2026-11-01', entry: 7, other: 1 }),
  ).toEqual({
    ...{ principal: 'gul', outcome: 'refused', from: '2026-11-01', entry: 7 },
  });
  expect(searchOf({ principal: '', key: {}, from: 'yesterday', to: '2026-13-01', entry: -1 })).toEqual({});
  // The address has a number where a text looks like one.
  expect(searchOf({ key: 42 })).toEqual({ key: '42' });
});

test('asks for the days of Kabul, the last one with all its hours', () => {
  expect(queryOf({ from: '2026-11-27', to: '2026-11-27', kind: 'event' })).toEqual({
    from: '2026-11-26T19:30:00.000Z',
    to: '2026-11-27T19:30:00.000Z',
    kind: 'event',
  });
});

const entry = {
  ...{ id: 'a', at: 1_700_000_000_000, principal: 'gul', role: 'manager', organisation: null },
  ...{ operation: 'recordEvent', requestId: 'r', kind: 'event', key: 'e', outcome: 'done' },
  ...{ contentHash: 'x', address: null, times: null },
};

test('computes the hash of an entry as the service sealed it, and sees a change', async () => {
  const refusal = { ...entry, kind: 'request', outcome: 'forbidden', address: '192.0.2.1', times: 3 };
  for (const sealed of seal(BEGINNING, [entry, refusal])) {
    const answered = { ...sealed, at: new Date(sealed.at).toISOString(), times: sealed.times ?? 1 };
    expect(await isWhole(answered)).toBe(true);
    expect(await isWhole({ ...answered, principal: 'somebody else' })).toBe(false);
  }
});
