import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkParts, type Part, withValues } from '../../../src/pledges/rules/allocation.ts';
import {
  checkTree,
  type OwnPart,
  ownParts,
  type ProposedLine,
} from '../../../src/pledges/rules/line-tree.ts';
import { roomOf } from '../../../src/pledges/rules/room.ts';
import { total, tree } from './trees.ts';

const line = (changes: Partial<ProposedLine> = {}): ProposedLine => ({
  id: 'line',
  parent: null,
  sector: 'unallocated',
  item: 'wheat_flour',
  quantityMilli: 500_000,
  amountMinor: 29_500,
  pointer: null,
  ...changes,
});
const part = (quantityMilli: number, changes: Partial<Part> = {}): Part => ({
  ...line(),
  id: `part-${quantityMilli}`,
  parent: 'line',
  sector: 'food_security',
  province: 'AF23',
  quantityMilli,
  amountMinor: null,
  pointer: '/parts/0',
  ...changes,
});
/** A part that was allocated before. */
const known = (quantityMilli: number): ProposedLine => ({ ...part(quantityMilli), pointer: null });
const codes = (lines: ProposedLine[]) => checkTree(lines).map(({ pointer, code }) => `${pointer} ${code}`);

describe('lines and what is allocated from them', () => {
  it.each<[string, ProposedLine[], string[]]>([
    ['all of it', [line(), part(500_000)], []],
    ['more than it', [line(), part(500_001)], ['/parts/0/quantity exceeds_parent']],
    ['more than is left', [line(), known(300_000), part(200_001)], ['/parts/0/quantity exceeds_parent']],
    [
      'more value than it has',
      [line(), part(1, { amountMinor: 29_501 })],
      ['/parts/0/amount exceeds_parent'],
    ],
    [
      'value from a line without',
      [line({ amountMinor: null }), part(1, { amountMinor: 1 })],
      ['/parts/0/amount exceeds_parent'],
    ],
    ['another item', [line(), part(1, { item: 'rice' })], ['/parts/0/item other_item']],
    ['another sector', [line({ sector: 'trade' }), part(1)], ['/parts/0/sector other_sector']],
    [
      'a line made smaller than its parts',
      [line({ pointer: '/lines/0', quantityMilli: 1 }), known(2)],
      ['/lines/0/quantity below_children'],
    ],
    ['what stood before, untouched', [line(), known(500_001)], []],
  ])('%s', (_what, lines, expected) => {
    expect(codes(lines)).toEqual(expected);
  });

  it('never exceed them in any order of random allocations', () => {
    fc.assert(
      fc.property(
        tree,
        fc.array(fc.record({ of: fc.nat(20), quantity: fc.nat(600_000_000), amount: fc.nat(30_000_000) })),
        ({ kind, lines }, wishes) => {
          let standing: ProposedLine[] = lines.map((it) => ({ ...it, pointer: null }));
          wishes.forEach(({ of, quantity, amount }, index) => {
            const parent = standing[of % standing.length]!;
            const wish = {
              ...parent,
              id: `wish-${index}`,
              parent: parent.id,
              quantityMilli: kind === 'goods' ? quantity : null,
              amountMinor: kind === 'goods' ? null : amount,
              pointer: '/parts/0',
            };
            const proposed = [...standing, wish];
            if (checkTree(proposed).length === 0) standing = proposed.map((it) => ({ ...it, pointer: null }));
          });
          for (const { quantityMilli, amountMinor } of ownParts(standing).values()) {
            expect(quantityMilli ?? 0).toBeGreaterThanOrEqual(0);
            expect(amountMinor ?? 0).toBeGreaterThanOrEqual(0);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what may be allocated', () => {
  const room: OwnPart = { quantityMilli: 500_000, amountMinor: 29_500 };
  const told = (parts: Part[], left = room, earmarking = 3, province: string | null = null) =>
    checkParts({ ...line(), province }, earmarking, parts, left).map(
      ({ pointer, code }) => `${pointer} ${code}`,
    );

  it('is not on waybills', () => {
    const own = { quantityMilli: 500_000, amountMinor: 29_500 };
    const left = roomOf(own, { quantityMilli: 50_000, personDaysMilli: 0 }, null);
    expect(told([part(450_000)], left)).toEqual([]);
    expect(told([part(400_000), part(50_001, { pointer: '/parts/1' })], left)).toEqual([
      '/parts/1/quantity exceeds_parent',
    ]);
  });

  it('does not leave the province of a tight earmark', () => {
    expect(told([part(1)], room, 4, 'AF20')).toEqual(['/parts/0/province earmarked']);
    expect(told([part(1)], room, 4, 'AF23')).toEqual([]);
    expect(told([part(1)], room, 4)).toEqual([]);
    expect(told([part(1)], room, 3, 'AF20')).toEqual([]);
  });

  it('has its part of the value, and the last part has what is left', () => {
    const parts = [1, 1, 1].map((quantity) => part(quantity));
    const values = withValues(parts, { quantityMilli: 3, amountMinor: 100 }).map((it) => it.amountMinor);
    expect(values).toEqual([33, 34, 33]);
    expect(total(values)).toBe(100);
  });

  it('keeps the value it was given', () => {
    const parts = [part(1, { amountMinor: 90 }), part(1)];
    const values = withValues(parts, { quantityMilli: 2, amountMinor: 100 }).map((it) => it.amountMinor);
    expect(values).toEqual([90, 10]);
  });
});

describe('what is on no waybill of money', () => {
  it.each([
    ['nothing shipped', 0, 1_000],
    ['a quarter of what it covers shipped', 250, 750],
    ['more shipped than it covers', 2_000, 0],
  ])('is with %s', (_what, personDaysMilli, expected) => {
    const own = { quantityMilli: null, amountMinor: 1_000 };
    expect(roomOf(own, { quantityMilli: 0, personDaysMilli }, 1_000).amountMinor).toBe(expected);
  });

  it('is all of it when no sector gives its cargo a price', () => {
    const own = { quantityMilli: null, amountMinor: 1_000 };
    expect(roomOf(own, { quantityMilli: 0, personDaysMilli: 500 }, null).amountMinor).toBe(1_000);
  });
});
