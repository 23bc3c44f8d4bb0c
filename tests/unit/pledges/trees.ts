import * as fc from 'fast-check';
import type { TreeLine } from '../../../src/pledges/rules/line-tree.ts';

/** Random pledges of lines and lines allocated from them, none with more than it was allocated from. */
export interface Tree {
  kind: 'goods' | 'money';
  lines: TreeLine[];
}

const share = fc.constantFrom(0, 0.1, 1 / 3, 0.5, 0.999);
const quantity = fc.constantFrom(1, 7, 100, 333_333, 500_000_000);
const amount = fc.constantFrom(0, 1, 99, 10_001, 29_500_000);

export const tree: fc.Arbitrary<Tree> = fc
  .record({
    kind: fc.constantFrom('goods' as const, 'money' as const),
    roots: fc.array(fc.record({ quantity, amount }), { minLength: 1, maxLength: 4 }),
    children: fc.array(fc.record({ of: fc.nat(10), share, worth: share }), { maxLength: 8 }),
  })
  .map(({ kind, roots, children }) => {
    const isGoods = kind === 'goods';
    const lines: TreeLine[] = roots.map((root, index) => ({
      id: `line-${index}`,
      parent: null,
      sector: 'food_security',
      item: isGoods ? 'wheat_flour' : null,
      quantityMilli: isGoods ? root.quantity : null,
      amountMinor: root.amount,
    }));
    const left = new Map(
      lines.map((line) => [line.id, { q: line.quantityMilli ?? 0, a: line.amountMinor ?? 0 }]),
    );
    children.forEach((child, index) => {
      const parent = lines[child.of % lines.length]!;
      const rest = left.get(parent.id)!;
      const q = Math.floor(rest.q * child.share);
      const a = Math.floor(rest.a * child.worth);
      left.set(parent.id, { q: rest.q - q, a: rest.a - a });
      const id = `part-${index}`;
      left.set(id, { q, a });
      lines.push({ ...parent, id, parent: parent.id, quantityMilli: isGoods ? q : null, amountMinor: a });
    });
    return { kind, lines };
  });

export function total(values: Iterable<number | null>): number {
  let sum = 0;
  for (const value of values) sum += value ?? 0;
  return sum;
}
