/** A count becomes entries that the service's own rule accepts, whatever was counted and however it is explained. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkReceipt } from '../../../src/shipments/rules/receipt.ts';
import { REASON_CODES, RESPONSIBILITIES } from '../../../src/shipments/rules/codes.ts';
import {
  type CountedLine,
  type DifferenceKind,
  differencesOf,
  entriesOf,
  type Explanation,
  faultsOf,
  KINDS,
  unexplained,
} from '../../../src/web/field/rules/receipt.ts';

const LINE = '01890000-0000-7000-8000-000000000001';
const none = { damaged: [], missing: [], excess: [] };
const counted = (changes: Partial<CountedLine>): CountedLine => ({
  ...{ line: LINE, item: 'wheat_flour', good: 0, damaged: 0, packFactor: null },
  ...{ expected: 0, restFollows: false, explained: none },
  ...changes,
});
const wet = (quantity: number): Explanation => ({
  ...{ quantity, reason: 'wet_damage', reasonText: '', responsibility: 'carrier' },
});
const short = (quantity: number): Explanation => ({ ...unexplained(quantity), reason: 'short_loaded' });

test('what came as expected is one entry without a reason', () => {
  expect(entriesOf(counted({ good: 50_000_000, expected: 50_000_000, packFactor: 50_000 }))).toEqual([
    { line: LINE, good: 50_000, damaged: 0, missing: 0, excess: 0, against: 50_000, packs: 1000 },
  ]);
});

test('damaged and missing are an entry each, and settle all that was expected', () => {
  const line = counted({
    ...{ good: 48_000_000, damaged: 1_500_000, expected: 50_000_000 },
    explained: { damaged: [wet(1_500_000)], missing: [short(500_000)], excess: [] },
  });
  expect(entriesOf(line)).toEqual([
    { line: LINE, good: 48_000, damaged: 0, missing: 0, excess: 0, against: 48_000 },
    {
      ...{ line: LINE, good: 0, damaged: 1500, missing: 0, excess: 0, against: 1500 },
      ...{ reason: 'wet_damage', responsibility: 'carrier' },
    },
    { line: LINE, good: 0, damaged: 0, missing: 500, excess: 0, against: 500, reason: 'short_loaded' },
  ]);
});

test('a rest that follows is not missing: only what came is settled', () => {
  const line = counted({ good: 20_000, expected: 50_000, restFollows: true });
  expect(differencesOf(line).missing).toBe(0);
  expect(entriesOf(line)).toMatchObject([{ good: 20, missing: 0, against: 20 }]);
});

test('nothing came at all, and all is missing', () => {
  const line = counted({ expected: 9000, explained: { ...none, missing: [short(9000)] } });
  expect(entriesOf(line)).toMatchObject([{ good: 0, missing: 9, against: 9 }]);
});

test('what keeps it from being recorded is named where it is to be mended', () => {
  const line = counted({
    ...{ good: 40_000, damaged: 2000, expected: 50_000 },
    explained: {
      ...none,
      damaged: [{ ...wet(2000), reason: 'other' }],
      missing: [unexplained(3000), short(4000)],
    },
  });
  expect(faultsOf(line)).toEqual([
    { kind: 'damaged', position: 0, fault: 'reasonText' },
    { kind: 'missing', position: 0, fault: 'reason' },
    { kind: 'missing', position: null, fault: 'sum' },
  ]);
});

const quantity = fc.integer({ min: 0, max: 200 }).map((packs) => packs * 500);

/** A difference split in up to three parts, each with a reason. */
const explained = (total: number): fc.Arbitrary<Explanation[]> =>
  fc
    .array(
      fc.record({
        share: fc.integer({ min: 1, max: 5 }),
        reason: fc.constantFrom(...REASON_CODES),
        responsibility: fc.option(fc.constantFrom(...RESPONSIBILITIES)),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => {
      let left = total;
      const whole = parts.map(({ share, ...why }, index) => {
        const part = index === parts.length - 1 ? left : Math.min(left, Math.floor((total * share) / 15));
        left -= part;
        return { ...why, quantity: part, reasonText: why.reason === 'other' ? 'as told' : '' };
      });
      return whole.filter((part) => part.quantity > 0);
    });

const line: fc.Arbitrary<CountedLine> = fc
  .record({
    ...{ good: quantity, damaged: quantity, expected: quantity, restFollows: fc.boolean() },
    packFactor: fc.constantFrom(null, 500, 50_000),
    line: fc.constantFrom(LINE, null),
  })
  .chain((counts) => {
    const differences = differencesOf(counts);
    return fc
      .record({
        ...{ damaged: explained(differences.damaged), missing: explained(differences.missing) },
        excess: explained(differences.excess),
      })
      .map((why) => counted({ ...counts, explained: why }));
  });

test('every count gives entries the service accepts, which add up to what was counted', () => {
  fc.assert(
    fc.property(line, (one) => {
      expect(faultsOf(one)).toEqual([]);
      const entries = entriesOf(one);
      expect(checkReceipt(entries)).toEqual([]);
      const sum = (name: 'good' | 'against' | DifferenceKind) =>
        Math.round(entries.reduce((all, entry) => all + (entry[name] ?? 0) * 1000, 0));
      const differences = differencesOf(one);
      expect(sum('good')).toBe(one.good);
      for (const kind of KINDS) expect(sum(kind)).toBe(differences[kind]);
      // All that was expected is settled, unless the rest is still to come.
      const came = one.good + one.damaged;
      expect(sum('against')).toBe(one.restFollows ? Math.min(came, one.expected) : one.expected);
      const packs = entries.map((entry) => entry.packs ?? 0);
      const inPacks = packs.reduce((all, count) => all + count, 0) * (one.packFactor ?? 0);
      expect([0, came]).toContain(inPacks);
    }),
    { numRuns: 500 },
  );
});
