import { DAYS_PER_PERSON_MONTH, mulDivHalfEven } from '../../platform/quantity.ts';

/**
 * What money covers, in thousandths of a person-day, at a sector's cost of one person-month (`domain.md` §8): always an
 * estimate, and shown as one.
 */
export function moneyPersonDaysMilli(amountUsdCents: number, costPerPmUsdCents: number): number {
  return mulDivHalfEven(amountUsdCents, DAYS_PER_PERSON_MONTH * 1000, costPerPmUsdCents);
}
