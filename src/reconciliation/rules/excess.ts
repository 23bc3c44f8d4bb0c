import type { LineAccount } from '../../shipments/rules/balance.ts';

/** Which units of a line are the excess ones, in thousandths of the item's unit. */
export interface ExcessUnits {
  /** Of the good units of each receipt, in the order of the account's receipts. */
  good: readonly number[];
  /** Of the damaged and missing units together. */
  damagedOrMissing: number;
}

/**
 * Says which units are excess. An entry's own excess is taken from its good units first, then from its damaged ones.
 * What was accounted for beyond the dispatched quantity comes from the good units of the latest receipts, then from
 * damaged ones, then from missing ones: nothing can be missing that was never sent. What is left was returned.
 */
export function excessUnitsOf(account: LineAccount): ExcessUnits {
  let surplus = account.excess;
  let damagedExcess = 0;
  const good = account.receipts.map((part) => {
    const fromGood = Math.min(part.good, part.excess);
    damagedExcess += part.excess - fromGood;
    surplus -= part.excess;
    return fromGood;
  });
  for (let index = good.length - 1; index >= 0 && surplus > 0; index -= 1) {
    const taken = Math.min(surplus, account.receipts[index]!.good - good[index]!);
    good[index]! += taken;
    surplus -= taken;
  }
  const leftToTake = account.damaged + account.missing - damagedExcess;
  return { good, damagedOrMissing: damagedExcess + Math.min(surplus, leftToTake) };
}
