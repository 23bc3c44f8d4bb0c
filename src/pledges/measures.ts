/** What pledge lines come to in dollars and person-months, by the catalogue. */
import { itemOf, sectorOf } from '../catalogue/catalogue.ts';
import { personDaysMilli } from '../platform/quantity.ts';
import type { PledgeLineRow, PledgeRow } from './repo.ts';
import { moneyPersonDaysMilli } from './rules/equivalence.ts';
import { ownParts } from './rules/line-tree.ts';
import { toUsdCents } from './rules/money.ts';

/** An amount of a pledge in US cents. */
export function usdOf(amountMinor: number | null, { currency, ratePerUsd }: PledgeRow): number | null {
  return amountMinor === null ? null : toUsdCents(amountMinor, currency, ratePerUsd);
}

/** What each line promises by itself, in thousandths of its unit and in US cents: the dollars of a line less those of its children. */
export function ownPartsInUsd(
  pledge: PledgeRow,
  lines: readonly PledgeLineRow[],
): Map<string, { quantityMilli: number | null; amountUsd: number | null }> {
  const inUsd = lines.map((line) => ({ ...line, amountMinor: usdOf(line.amountMinor, pledge) }));
  return new Map(
    Array.from(ownParts(inUsd), ([id, { quantityMilli, amountMinor }]) => [
      id,
      // Children are rounded to cents one by one, which may add up to a cent more than their parent.
      { quantityMilli, amountUsd: amountMinor === null ? null : Math.max(0, amountMinor) },
    ]),
  );
}

/** What a quantity, or without an item an amount, of a line covers, in thousandths of a person-day; null for money of no sector. */
export function personDaysOf(
  line: Pick<PledgeLineRow, 'item' | 'sector'>,
  quantityMilli: number | null,
  amountUsd: number | null,
): number | null {
  const item = line.item === null ? undefined : itemOf(line.item);
  if (item && quantityMilli !== null) {
    const { numerator, denominator } = item.coverage;
    return personDaysMilli(quantityMilli, numerator, denominator);
  }
  const sector = sectorOf(line.sector);
  return sector && amountUsd !== null ? moneyPersonDaysMilli(amountUsd, sector.costPerPmUsdCents) : null;
}
