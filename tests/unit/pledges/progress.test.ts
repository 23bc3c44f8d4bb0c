import { describe, expect, it } from 'vitest';
import { firmStage, type LineProgress, reachedIn } from '../../../src/pledges/rules/progress.ts';
import { asKnownOn } from '../../../src/pledges/rules/as-known.ts';
import { namesVersion } from '../../../src/platform/precondition.ts';

type Amounts = [quantity: number | null, usd: number | null, personDays: number | null];
const measured = ([quantityMilli, amountUsd, personDaysMilli]: Amounts) => ({
  quantityMilli,
  amountUsd,
  personDaysMilli,
});
const line = (pledged: Amounts, shipped: Amounts, delivered: Amounts): LineProgress => ({
  pledged: measured(pledged),
  shipped: measured(shipped),
  delivered: measured(delivered),
});

describe('how far a pledge has come', () => {
  it.each<[string, LineProgress[], object]>([
    [
      'nothing yet',
      [line([100, 10, 5], [0, 0, 0], [0, 0, 0])],
      { shipped: 0, stages: { firm: 'complete', shipped: 'none', delivered: 'none' } },
    ],
    [
      'all shipped, some delivered',
      [line([100, 10, 5], [100, 10, 5], [1, 0, 0])],
      {
        pledged: 100,
        firm: 100,
        shipped: 100,
        delivered: 1,
        stages: { firm: 'complete', shipped: 'complete', delivered: 'partial' },
      },
    ],
    [
      'too much of one line does not cover another',
      [line([100, 10, 5], [200, 20, 10], [0, 0, 0]), line([100, 10, 5], [99, 10, 5], [0, 0, 0])],
      { shipped: 299, stages: { firm: 'complete', shipped: 'partial', delivered: 'none' } },
    ],
    [
      'what was all allocated holds nothing up',
      [line([0, 0, 0], [0, 0, 0], [0, 0, 0]), line([100, 10, 5], [100, 10, 5], [100, 10, 5])],
      { stages: { firm: 'complete', shipped: 'complete', delivered: 'complete' } },
    ],
    [
      'a line that cannot be told',
      [line([100, 10, 5], [100, 10, 5], [0, 0, 0]), line([null, 10, 5], [null, null, 5], [null, null, 0])],
      { pledged: null, shipped: null, stages: { firm: null, shipped: null, delivered: null } },
    ],
  ])('%s', (_what, lines, expected) => {
    expect(reachedIn('quantityMilli', lines, 'complete')).toMatchObject(expected);
  });

  it.each([
    [true, false, 'complete'],
    [false, true, 'partial'],
    [false, false, 'none'],
  ] as const)('is firm itself: %s, a part of it: %s → %s', (self, part, expected) => {
    expect(firmStage(self, part)).toBe(expected);
  });
});

describe('what was known on a moment', () => {
  const now = { reference: 'C' };
  const versions = [
    { version: 2, reference: 'B', supersededAt: 20 },
    { version: 1, reference: 'A', supersededAt: 10 },
  ];
  it.each([
    [0, 'A'],
    [9, 'A'],
    [10, 'B'],
    [19, 'B'],
    [20, 'C'],
    [99, 'C'],
  ])('%d: %s', (moment, reference) => {
    expect(asKnownOn(now, versions, moment).reference).toBe(reference);
  });
});

describe('If-Match names a version', () => {
  it.each<[header: string, version: number, isNamed: boolean]>([
    ['"3"', 3, true],
    ['"3"', 4, false],
    ['"3-a_B-9"', 3, true],
    ['W/"12"', 12, true],
    ['"1", "2-x"', 2, true],
    ['*', 7, true],
    [' * ', 7, true],
    ['"*"', 7, false],
    ['3', 3, false],
    ['"three"', 3, false],
  ])('%s, %d: %j', (header, version, isNamed) => {
    expect(namesVersion(header, version)).toBe(isNamed);
  });
});
