/** Editing together: only what was changed is sent, and only what both changed is put to a person. */
import { expect, test } from 'vitest';
import type { Pledge } from '../../../src/pledges/contract.ts';
import type { PledgeVersion } from '../../../src/pledges/contract/changes.ts';
import { conflictsOf, editFrom, type EditValues } from '../../../src/web/pledges/rules/edits.ts';
import { branches, type PledgeLine } from '../../../src/web/pledges/rules/line-tree.ts';
import { filtersIn, isFiltered, searchOf } from '../../../src/web/pledges/rules/list-search.ts';
import { sorted } from '../../../src/web/pledges/rules/sorted.ts';
import { changesOf } from '../../../src/web/pledges/rules/version-changes.ts';

const values: EditValues = {
  ...{ reference: 'KZ-1', recipient: null, earmarking: 3, flowType: 'standard' },
  ...{ firstReportedOn: null, expectedBy: '2026-12-01', expiresOn: null },
  ...{ plan: null, usageYear: null },
  ...{ ratePerUsd: 520, rateDate: '2026-10-01', attachments: [] },
  lines: [
    { id: 'a', province: 'AF23', quantity: 500, amount: null },
    { id: 'b', province: null, quantity: 20, amount: 100 },
  ],
};

test('an edit names what was changed and nothing else', () => {
  expect(editFrom(values, { ...values })).toBeUndefined();
  expect(editFrom(values, { ...values, expectedBy: null })).toEqual({ expectedBy: null });
  expect(editFrom(values, { ...values, ratePerUsd: 530 })).toEqual({
    ...{ ratePerUsd: 530, rateDate: '2026-10-01' },
  });
  const lines = values.lines.map((line) => (line.id === 'b' ? { ...line, quantity: 25 } : line));
  expect(editFrom(values, { ...values, lines })).toEqual({ lines: [{ id: 'b', quantity: 25 }] });
});

test('what both changed to something else is a conflict; the same change twice is none', () => {
  const theirs = { ...values, earmarking: 4, expectedBy: '2026-12-20', reference: 'KZ-01' };
  const mine = { ...values, earmarking: 2, expectedBy: '2026-12-20', expiresOn: '2027-01-01' };
  expect(conflictsOf(values, theirs, mine)).toEqual([{ field: 'earmarking', before: 3, theirs: 4, mine: 2 }]);
});

test('the history says of each change what stood before and after it', () => {
  const version = (number: number, changes: Partial<EditValues>): PledgeVersion => ({
    ...values,
    ...changes,
    ...{ version: number, attachments: [], lines: [] },
    ...{ supersededAt: '2026-11-01T00:00:00.000Z', supersededBy: 'gul' },
  });
  const now = { ...values, earmarking: 4, reference: 'KZ-3' };
  const told = changesOf(now as unknown as Pledge, [
    version(2, { earmarking: 4, reference: 'KZ-2' }),
    version(1, { reference: 'KZ-2' }),
  ]);
  expect(told.map(({ version: number, fields }) => [number, fields])).toEqual([
    [2, [{ field: 'reference', before: 'KZ-2', after: 'KZ-3' }]],
    [1, [{ field: 'earmarking', before: 3, after: 4 }]],
  ]);
});

test('allocated parts stand under their line, which says what is left of it', () => {
  const line = (id: string, parent: string | null, quantity: number | null, amount: number | null) =>
    ({ id, parent, quantity, amount }) as PledgeLine;
  const tree = branches([
    line('whole', null, 500, 1_000),
    line('other', null, null, 50),
    line('part', 'whole', 200.1, 400),
    line('deep', 'part', 100, null),
  ]);
  expect(tree.map(({ line: { id }, depth, left }) => [id, depth, left.quantity, left.amount])).toEqual([
    ['whole', 0, 299.9, 600],
    ['part', 1, 100.1, 400],
    ['deep', 2, 100, null],
    ['other', 0, null, 50],
  ]);
});

test('the address keeps filters and order, and what is none is left out', () => {
  const search = searchOf({ q: 2026, status: 'paid', sector: 'water', province: 'AF99x', sort: '-pm', x: 1 });
  expect(search).toEqual({ q: '2026', status: 'paid', sort: '-pm' });
  expect(filtersIn(search)).toEqual({ q: '2026', status: 'paid' });
  expect([isFiltered({ sort: 'pm' }), isFiltered(search)]).toEqual([false, true]);
});

test('an order puts what has no value last, whichever way', () => {
  const pledge = (reference: string, pm: number | null) =>
    ({ reference, progress: { pm: { pledged: pm } } }) as Pledge;
  const all = [pledge('KZ-10', 5), pledge('KZ-9', null), pledge('KZ-2', 7)];
  const named = (by: string, descending: boolean) =>
    sorted(all, by, descending).map(({ reference }) => reference);
  expect(named('pm', true)).toEqual(['KZ-2', 'KZ-10', 'KZ-9']);
  expect(named('pm', false)).toEqual(['KZ-10', 'KZ-2', 'KZ-9']);
  expect(named('reference', false)).toEqual(['KZ-2', 'KZ-9', 'KZ-10']);
});
