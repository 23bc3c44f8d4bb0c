/** Receipts that tell the same twice, side by side. */
import type { HeldShipment } from '../store/database.ts';

export type Receipt = Extract<HeldShipment['events'][number], { type: 'received' }>;

export interface LineSum {
  line: string | null;
  item: string | null;
  good: number;
  damaged: number;
  missing: number;
  excess: number;
}

/** What a receipt says of each line, over all of its reasons. */
export function sumsOf({ lines }: Pick<Receipt, 'lines'>, items?: ReadonlyMap<string, string>): LineSum[] {
  const sums = new Map<string, LineSum>();
  for (const { line, item, good, damaged, missing, excess } of lines) {
    const key = line ?? item ?? '';
    const known = sums.get(key) ?? {
      ...{ line, item: item ?? items?.get(line ?? '') ?? null },
      ...{ good: 0, damaged: 0, missing: 0, excess: 0 },
    };
    sums.set(key, {
      ...known,
      ...{ good: known.good + good, damaged: known.damaged + damaged },
      ...{ missing: known.missing + missing, excess: known.excess + excess },
    });
  }
  return [...sums.values()];
}

const contentOf = ({ lines }: Pick<Receipt, 'lines'>): string =>
  JSON.stringify(sumsOf({ lines }).toSorted((a, b) => ((a.line ?? '') < (b.line ?? '') ? -1 : 1)));

/** Each disputed receipt with the earlier one from another device that it repeats. */
export function disputesOf({ events }: Pick<HeldShipment, 'events'>): { first: Receipt; second: Receipt }[] {
  const receipts = events.filter((event) => event.type === 'received');
  return receipts.flatMap((second, at) => {
    if (second.standing !== 'disputed') return [];
    const first = receipts
      .slice(0, at)
      .findLast(
        (one) =>
          one.standing !== 'voided' &&
          one.deviceId !== second.deviceId &&
          contentOf(one) === contentOf(second),
      );
    return first ? [{ first, second }] : [];
  });
}
