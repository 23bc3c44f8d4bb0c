/** The lines of a pledge as a tree: parts that were allocated stand under the line they were taken from. */
import type { Pledge } from '../../../pledges/contract.ts';

export type PledgeLine = Pledge['lines'][number];

export interface Branch {
  line: PledgeLine;
  depth: number;
  /** What is not allocated further; null where the line has none. */
  left: { quantity: number | null; amount: number | null };
}

/** Depth first, in the order in which the service lists them. */
export function branches(lines: readonly PledgeLine[]): Branch[] {
  const known = new Set(lines.map(({ id }) => id));
  const childrenOf = (id: string | null) =>
    lines.filter(({ parent }) => (parent !== null && known.has(parent) ? parent : null) === id);
  const below = (id: string | null, depth: number): Branch[] =>
    childrenOf(id).flatMap((line) => [
      { line, depth, left: leftOf(line, childrenOf(line.id)) },
      ...below(line.id, depth + 1),
    ]);
  return below(null, 0);
}

function leftOf(line: PledgeLine, parts: readonly PledgeLine[]): Branch['left'] {
  const less = (of: 'quantity' | 'amount') => {
    const whole = line[of];
    if (whole === null) return null;
    // Quantities have at most 3 decimals; sums of them in floating point have more.
    return Number((whole - parts.reduce((sum, part) => sum + (part[of] ?? 0), 0)).toFixed(3));
  };
  return { quantity: less('quantity'), amount: less('amount') };
}
