import type { FieldError } from '../../platform/errors.ts';
import type { FieldCode } from '../../platform/field-codes.ts';
import { mulDivHalfEven } from '../../platform/quantity.ts';
import { apportion } from './apportion.ts';
import type { OwnPart, TreeLine } from './line-tree.ts';

/** What a line gives to the pledge that is split off. */
export interface SplitOff {
  quantityMilli: number | null;
  amountMinor: number;
}

/** Money in all lines that have no parent; null when one of them has no amount. */
export function wholeAmount(lines: readonly TreeLine[]): number | null {
  return lines
    .filter(({ parent }) => parent === null)
    .reduce<number | null>(
      (sum, { amountMinor }) => (sum === null || amountMinor === null ? null : sum + amountMinor),
      0,
    );
}

/**
 * Why an amount cannot be split off from a pledge; empty when it can.
 *
 * @param room what of each line's own part is on no waybill, by id
 */
export function checkSplit(
  lines: readonly TreeLine[],
  room: ReadonlyMap<string, OwnPart>,
  amountMinor: number,
): FieldError[] {
  const at = (code: FieldCode, detail: string): FieldError[] => [{ pointer: '/amount', code, detail }];
  const unpriced = lines.find((line) => line.amountMinor === null);
  if (unpriced) {
    return at('no_value', `line ${unpriced.id} has no amount: goods can only be divided by their value`);
  }
  const whole = wholeAmount(lines) ?? 0;
  if (amountMinor > whole) return at('exceeds', `the whole pledge is ${whole}`);
  const most = lines.reduce((sum, { id }) => sum + (room.get(id)?.amountMinor ?? 0), 0);
  if (amountMinor <= most) return [];
  return at(
    'on_waybills',
    `only ${most} is not on waybills yet; cargo stays with the pledge it was sent for`,
  );
}

/**
 * Divides an amount over the lines of a pledge by largest remainder: each gives of what is its own and on no waybill, goods in
 * proportion to their value. A line also gives what its children give, so that both pledges have the same tree.
 *
 * @returns what each line gives, by id; what is left with the pledge is the rest, exactly
 */
export function splitOff(
  lines: readonly TreeLine[],
  room: ReadonlyMap<string, OwnPart>,
  amountMinor: number,
): Map<string, SplitOff> {
  const free = lines.map(({ id }) => room.get(id) ?? { quantityMilli: null, amountMinor: 0 });
  const shares = apportion(
    amountMinor,
    free.map((part) => part.amountMinor ?? 0),
  );
  const own = new Map(
    lines.map(({ id }, index): [string, SplitOff] => {
      const { quantityMilli, amountMinor: worth } = free[index]!;
      const share = shares[index]!;
      const goods = quantityMilli === null || !worth ? 0 : mulDivHalfEven(quantityMilli, share, worth);
      return [id, { quantityMilli: quantityMilli === null ? null : goods, amountMinor: share }];
    }),
  );
  return withDescendants(lines, own);
}

/** What each line gives with what the lines allocated from it give, by id, from what each gives of its own. */
export function withDescendants(
  lines: readonly Pick<TreeLine, 'id' | 'parent'>[],
  own: ReadonlyMap<string, SplitOff>,
): Map<string, SplitOff> {
  const childrenOf = Map.groupBy(lines, ({ parent }) => parent);
  const given = new Map<string, SplitOff>();
  const give = (id: string): SplitOff => {
    const sum = { ...own.get(id)! };
    for (const child of childrenOf.get(id) ?? []) {
      const part = give(child.id);
      sum.amountMinor += part.amountMinor;
      if (sum.quantityMilli !== null) sum.quantityMilli += part.quantityMilli ?? 0;
    }
    given.set(id, sum);
    return sum;
  };
  for (const root of childrenOf.get(null) ?? []) give(root.id);
  return given;
}
