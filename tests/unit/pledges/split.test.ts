import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../../../src/pledges/rules/apportion.ts';
import { checkTree, ownParts, type TreeLine } from '../../../src/pledges/rules/line-tree.ts';
import { roomOf } from '../../../src/pledges/rules/room.ts';
import { checkSplit, splitOff, wholeAmount } from '../../../src/pledges/rules/split.ts';
import { total, tree } from './trees.ts';

const runs = { numRuns: 2000 };

describe('dividing a whole by largest remainder', () => {
  it.each<[number, number[], number[]]>([
    [10, [1, 1, 1], [4, 3, 3]],
    [1, [1, 1, 2], [0, 0, 1]],
    [100, [50, 30, 20], [50, 30, 20]],
    [0, [0, 0], [0, 0]],
    [9_007_199_254_740_991, [1, 9_007_199_254_740_990], [1, 9_007_199_254_740_990]],
  ])('gives of %d to %j: %j', (whole, weights, shares) => {
    expect(apportion(whole, weights)).toEqual(shares);
  });

  it('adds up, and gives nobody more than his weight', () => {
    const weights = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(weights, fc.nat(1000), (list, part) => {
        const whole = Math.floor((total(list) * part) / 1000);
        const shares = apportion(whole, list);
        expect(total(shares)).toBe(whole);
        shares.forEach((share, index) => expect(share).toBeLessThanOrEqual(list[index]!));
      }),
      runs,
    );
  });

  it('refuses to lose what nobody may have', () => {
    expect(() => apportion(1, [0, 0])).toThrow(RangeError);
  });
});

const takenOf = fc.array(fc.constantFrom(0, 0, 0.2, 1, 1.5), { minLength: 20, maxLength: 20 });

/** What is on no waybill when of each line's own part this share was shipped. */
function roomAfter(lines: readonly TreeLine[], shares: readonly number[]) {
  const own = ownParts(lines);
  return new Map(
    lines.map(({ id }, index) => {
      const part = own.get(id)!;
      const used = Math.floor((part.quantityMilli ?? part.amountMinor ?? 0) * shares[index]!);
      const taken = { quantityMilli: used, personDaysMilli: used };
      return [id, roomOf(part, taken, part.amountMinor)] as const;
    }),
  );
}

describe('splitting a part off a pledge', () => {
  it('conserves money and goods exactly, line by line, and leaves both pledges in order', () => {
    fc.assert(
      fc.property(tree, takenOf, fc.nat(1000), ({ lines }, shares, part) => {
        const room = roomAfter(lines, shares);
        const most = total(Array.from(room.values(), ({ amountMinor }) => amountMinor));
        const amount = Math.floor((most * part) / 1000);
        fc.pre(amount > 0);
        expect(checkSplit(lines, room, amount)).toEqual([]);
        const given = splitOff(lines, room, amount);

        const off = lines.map((line) => ({ ...line, ...given.get(line.id)! }));
        const left = lines.map((line, index) => ({
          ...line,
          quantityMilli:
            line.quantityMilli === null ? null : line.quantityMilli - (off[index]!.quantityMilli ?? 0),
          amountMinor: (line.amountMinor ?? 0) - off[index]!.amountMinor,
        }));
        expect(wholeAmount(off)).toBe(amount);
        expect((wholeAmount(left) ?? 0) + amount).toBe(wholeAmount(lines));
        for (const side of [off, left]) {
          expect(checkTree(side.map((line) => ({ ...line, pointer: '/lines/0' })))).toEqual([]);
          for (const { quantityMilli, amountMinor } of side) {
            expect(Math.min(quantityMilli ?? 0, amountMinor ?? 0)).toBeGreaterThanOrEqual(0);
          }
        }
        // What is on waybills stays with the pledge it was sent for.
        const ownLeft = ownParts(left);
        const ownOff = ownParts(off);
        for (const { id } of lines) {
          const free = room.get(id)!;
          expect(ownOff.get(id)!.amountMinor).toBeLessThanOrEqual(free.amountMinor ?? 0);
          expect(ownOff.get(id)!.quantityMilli ?? 0).toBeLessThanOrEqual(free.quantityMilli ?? 0);
          expect(ownLeft.get(id)!.quantityMilli ?? 0).toBeGreaterThanOrEqual(0);
        }
      }),
      runs,
    );
  });

  const goods = (id: string, quantityMilli: number, amountMinor: number | null): TreeLine => ({
    ...{ id, parent: null, sector: 'food_security', item: 'wheat_flour', quantityMilli, amountMinor },
  });
  const untouched = (lines: TreeLine[]) => ownParts(lines);

  it('takes goods in proportion to their value', () => {
    const lines = [goods('a', 300_000, 3_000), goods('b', 100_000, 1_000)];
    expect(Object.fromEntries(splitOff(lines, untouched(lines), 1_000))).toEqual({
      a: { quantityMilli: 75_000, amountMinor: 750 },
      b: { quantityMilli: 25_000, amountMinor: 250 },
    });
  });

  it.each<[string, TreeLine[], number, string]>([
    ['goods without a value', [goods('a', 1, null)], 1, 'no_value'],
    ['more than there is', [goods('a', 1, 10)], 11, 'exceeds'],
  ])('is refused for %s, naming the field', (_what, lines, amount, code) => {
    expect(checkSplit(lines, untouched(lines), amount)).toEqual([
      expect.objectContaining({ pointer: '/amount', code }),
    ]);
  });

  it('is refused for what is on waybills already', () => {
    const lines = [goods('a', 100_000, 1_000)];
    const room = new Map([
      ['a', roomOf(ownParts(lines).get('a')!, { quantityMilli: 60_000, personDaysMilli: 0 }, null)],
    ]);
    expect(checkSplit(lines, room, 401).map(({ code }) => code)).toEqual(['on_waybills']);
    expect(checkSplit(lines, room, 400)).toEqual([]);
  });
});
