import type { LineAccount } from './balance.ts';
import type { PlannedLine, ReceivedLine } from './facts.ts';

/**
 * Whether packs hold a quantity: all of them full but the last, which may be a partial one. 1,000 bags of 50 kg hold more than
 * 49,950 and at most 50,000 kg. Quantities in thousandths of the item's unit.
 */
export function packsHold(packs: number, packFactorMilli: number, quantityMilli: number): boolean {
  return Math.ceil(quantityMilli / packFactorMilli) === packs;
}

/** The packs that entries of one receipt counted of one line; null when none of them counted any. */
export function packsCounted(entries: readonly ReceivedLine[]): number | null {
  return entries.reduce<number | null>(
    (sum, { packs }) => (packs === undefined ? sum : (sum ?? 0) + packs),
    null,
  );
}

/**
 * Whether the packs that one receipt counted of a line do not hold the units it counted in them, good and damaged: torn packs, packs
 * of another size, or a miscount. Entries without packs are left out; without a pack factor on the waybill nothing can be said.
 */
export function entriesDiffer(line: PlannedLine | null, entries: readonly ReceivedLine[]): boolean {
  const packFactor = line?.packFactorMilli ?? null;
  const packed = entries.filter(({ packs }) => packs !== undefined);
  const packs = packsCounted(packed);
  if (packFactor === null || packs === null) return false;
  const units = packed.reduce((sum, { good, damaged }) => sum + good + damaged, 0);
  return !packsHold(packs, packFactor, units);
}

/** Whether the packs of any receipt of a line do not fit. It is flagged and changes nothing else. */
export function packsDiffer({ line, receipts }: Pick<LineAccount, 'line' | 'receipts'>): boolean {
  if (line === null || !receipts.some(({ entry }) => entry.packs !== undefined)) return false;
  const perReceipt = Map.groupBy(receipts, ({ receipt }) => receipt);
  return [...perReceipt.values()].some((parts) =>
    entriesDiffer(
      line,
      parts.map(({ entry }) => entry),
    ),
  );
}
