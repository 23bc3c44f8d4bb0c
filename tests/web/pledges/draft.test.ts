/** Nothing that was written is lost: drafts by person, on this device; and what is told to be wrong before it is sent. */
import { expect, test } from 'vitest';
import { draftsOf } from '../../../src/web/pledges/drafts.ts';
import { type Draft, newDraft, newLine, readDraft } from '../../../src/web/pledges/rules/draft.ts';
import { wrongIn } from '../../../src/web/pledges/rules/missing.ts';

const fresh = () => newDraft('2026-11-27', 'steppe');
const NOW = new Date('2026-11-27T06:00:00Z');

/** A device's storage; a full one takes nothing. */
function storage({ isFull = false } = {}) {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index: number) => [...kept.keys()][index] ?? null,
    getItem: (key: string) => kept.get(key) ?? null,
    removeItem: (key: string) => void kept.delete(key),
    setItem(key: string, value: string) {
      if (isFull) throw new DOMException('no room', 'QuotaExceededError');
      kept.set(key, value);
    },
  };
}

const written: Draft = {
  ...fresh(),
  reference: 'KZ-2026-014',
  recipient: 'wfp',
  lines: [{ ...newLine(), item: 'wheat_flour', quantity: 500.25, province: 'AF23' }],
  attachments: [{ hash: 'a'.repeat(64), name: 'letter.pdf', size: 1_024 }],
};

test('what was written comes back as it was, to whoever wrote it', () => {
  const kept = storage();
  const mine = draftsOf('gul', fresh, kept);
  expect(mine.write('one', written, NOW)).toBe(true);
  expect(draftsOf('gul', fresh, kept).read('one')).toEqual({
    ...{ id: 'one', savedAt: NOW.toISOString(), draft: written },
  });
  expect(draftsOf('ahmad', fresh, kept).all()).toEqual([]);
  expect(draftsOf('gu', fresh, kept).all()).toEqual([]);
});

test('the latest is first, one that is saved is gone, and an empty one is never kept', () => {
  const drafts = draftsOf('gul', fresh, storage());
  drafts.write('early', written, NOW);
  drafts.write('late', { ...written, reference: 'KZ-2' }, new Date(NOW.getTime() + 1));
  drafts.write('empty', fresh(), NOW);
  expect(drafts.all().map(({ id }) => id)).toEqual(['late', 'early']);
  drafts.remove('late');
  // What was written and then taken out again is no draft any more.
  drafts.write('early', fresh(), NOW);
  expect(drafts.all()).toEqual([]);
});

test('a device without room says so, and what is unreadable is no draft', () => {
  expect(draftsOf('gul', fresh, storage({ isFull: true })).write('one', written, NOW)).toBe(false);
  for (const text of [null, '', '{', '[]', 'null', '{"lines":1}'])
    expect(readDraft(text, fresh())).toBeUndefined();
  // A draft of an earlier release lacks what came later.
  const old = readDraft(JSON.stringify({ reference: 'KZ-1', lines: [{ item: 'rice' }] }), fresh());
  expect(old).toMatchObject({
    ...{ reference: 'KZ-1', currency: 'USD', lines: [{ item: 'rice', weightUnit: 't' }] },
  });
  expect(old?.lines[0]?.key).toEqual(expect.any(String));
});

test.each<[string, Partial<Draft>, string[]]>([
  ['what is complete has nothing wrong', {}, []],
  ['a reference', { reference: '  ' }, ['/reference']],
  ['a donor', { donor: undefined }, ['/donor']],
  ['a day of decision', { decidedOn: undefined }, ['/decidedOn']],
  ['a rate of another currency', { currency: 'KZT' }, ['/ratePerUsd']],
  ['dates in order', { expectedBy: '2026-11-26', expiresOn: '2026-11-26' }, ['/expectedBy', '/expiresOn']],
  ['an item and how much of it', { lines: [newLine()] }, ['/lines/0/item', '/lines/0/quantity']],
  [
    'of money a sector and an amount, in each line',
    { contributionType: 'financial', lines: [{ ...newLine(), sector: 'trade', amount: 1 }, newLine()] },
    ['/lines/1/sector', '/lines/1/amount'],
  ],
  ['more than nothing', { lines: [{ ...newLine(), item: 'rice', quantity: 0 }] }, ['/lines/0/quantity']],
])('%s', (_, changes, pointers) => {
  expect([...wrongIn({ ...written, ...changes }).keys()]).toEqual(pointers);
});
