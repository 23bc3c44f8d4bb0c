/** Editing together: only what was changed is sent, and only what both changed is put to a person. */
import { expect, test } from 'vitest';
import type { Pledge } from '../../../src/pledges/contract.ts';
import type { PledgeVersion } from '../../../src/pledges/contract/changes.ts';
import {
  addedLine,
  differencesOf,
  editFrom,
  type EditValues,
  linesToSend,
  onTopOf,
} from '../../../src/web/pledges/rules/edits.ts';
import { branches, type PledgeLine } from '../../../src/web/pledges/rules/line-tree.ts';
import { filtersIn, isFiltered, searchOf } from '../../../src/web/pledges/rules/list-search.ts';
import { sorted } from '../../../src/web/pledges/rules/sorted.ts';
import { changesOf } from '../../../src/web/pledges/rules/version-changes.ts';

const FLOUR = { sector: 'food_security', item: 'wheat_flour' } as const;
const values: EditValues = {
  ...{ reference: 'KZ-1', recipient: null, earmarking: 3, flowType: 'standard' },
  ...{ firstReportedOn: null, expectedBy: '2026-12-01', expiresOn: null },
  ...{ plan: null, usageYear: null },
  ...{ ratePerUsd: 520, rateDate: '2026-10-01', attachments: [] },
  lines: [
    { id: 'a', ...FLOUR, province: 'AF23', quantity: 500, amount: null },
    { id: 'b', ...FLOUR, province: null, quantity: 20, amount: 100 },
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

test('a new line is sent whole and without a name: the ledger names it', () => {
  const line = { ...addedLine(), sector: 'trade' as const, province: 'AF01', amount: 5_000 };
  const after = { ...values, lines: [...values.lines, line] };
  expect(editFrom(values, after)).toEqual({
    lines: [{ sector: 'trade', province: 'AF01', item: null, quantity: null, amount: 5_000 }],
  });
  expect(linesToSend(values, after)).toEqual([line]);
});

test('what both changed to something else is contested; the same change twice is not', () => {
  const theirs = { ...values, earmarking: 4, expectedBy: '2026-12-20', reference: 'KZ-01' };
  const mine = { ...values, earmarking: 2, expectedBy: '2026-12-20', expiresOn: '2027-01-01' };
  expect(differencesOf(values, theirs, mine)).toEqual([
    { of: 'reference', isContested: false },
    { of: 'earmarking', isContested: true },
    { of: 'expectedBy', isContested: false },
    { of: 'expiresOn', isContested: false },
  ]);
});

/** With one line said otherwise. */
const withLine = (id: string, changes: Partial<EditValues['lines'][number]>): EditValues => ({
  ...values,
  lines: values.lines.map((line) => (line.id === id ? { ...line, ...changes } : line)),
});

test('of a line both may change different things; only the same one is contested', () => {
  expect(
    differencesOf(values, withLine('a', { quantity: 400 }), withLine('a', { province: 'AF01' })),
  ).toEqual([{ of: { line: 'a' }, isContested: false }]);
  expect(differencesOf(values, withLine('a', { quantity: 400 }), withLine('a', { quantity: 300 }))).toEqual([
    { of: { line: 'a' }, isContested: true },
  ]);
  const added = addedLine();
  const theirs = { ...values, lines: [...values.lines, { ...values.lines[0]!, id: 'c' }] };
  const mine = { ...values, lines: [...values.lines, added] };
  expect(differencesOf(values, theirs, mine).map(({ of }) => of)).toEqual([
    { line: 'c' },
    { line: added.id },
  ]);
});

test('on top of theirs, what was written here stands and what was not is theirs', () => {
  const added = { ...addedLine(), ...FLOUR, quantity: 7 };
  const before = { ...values, attachments: ['letter', 'old'] };
  const theirs = {
    ...withLine('a', { quantity: 400 }),
    ...{ earmarking: 4, reference: 'KZ-theirs', attachments: ['letter', 'old', 'theirs'] },
  };
  const mine = {
    ...withLine('a', { province: 'AF01' }),
    ...{ reference: 'KZ-mine', attachments: ['letter', 'mine'] },
  };
  mine.lines = [...mine.lines, added];
  const both = onTopOf(theirs, before, mine);
  expect(both).toEqual({
    ...values,
    ...{ reference: 'KZ-mine', earmarking: 4, attachments: ['letter', 'theirs', 'mine'] },
    lines: [{ ...theirs.lines[0], province: 'AF01' }, values.lines[1], added],
  });
  // Only that is sent.
  expect(editFrom(theirs, both)).toEqual({
    ...{ reference: 'KZ-mine', attachments: ['letter', 'theirs', 'mine'] },
    lines: [
      { id: 'a', province: 'AF01' },
      { ...FLOUR, province: null, quantity: 7, amount: null },
    ],
  });
});

test('whoever wrote nothing gets theirs, and on top of what nobody changed stands what was written', () => {
  const theirs = { ...withLine('b', { amount: null }), plan: 'HAFG26' };
  expect(onTopOf(theirs, values, values)).toEqual(theirs);
  expect(onTopOf(values, values, theirs)).toEqual(theirs);
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
