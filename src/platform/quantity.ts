/**
 * Exact arithmetic on stored integers. Quantities are integers in thousandths of the item's unit
 * (`quantityMilli`), coverage integers in thousandths of a person-day (`personDaysMilli`): `domain.md` §6.
 */
export const DAYS_PER_PERSON_MONTH = 30;

/** `numerator × factor / denominator`, rounded half to even. Exact for any safe integers. */
export function mulDivHalfEven(value: number, factor: number, denominator: number): number {
  const product = BigInt(value) * BigInt(factor);
  const divisor = BigInt(denominator);
  let quotient = product / divisor;
  const twiceRemainder = (product % divisor) * 2n;
  const magnitude = twiceRemainder < 0n ? -twiceRemainder : twiceRemainder;
  if (magnitude > divisor || (magnitude === divisor && quotient % 2n !== 0n)) {
    quotient += product < 0n ? -1n : 1n;
  }
  const result = Number(quotient);
  if (!Number.isSafeInteger(result)) throw new RangeError('quantity beyond exact integer range');
  return result;
}

/** Units with at most 3 decimals → integer thousandths. */
export function toMilli(units: number): number {
  return Math.round(units * 1000);
}

/** Integer thousandths → units, for output. */
export function fromMilli(milli: number): number {
  return milli / 1000;
}

/** True when a number has at most 3 decimals and its thousandths are exact. */
export function isMilliExact(units: number): boolean {
  const milli = Math.round(units * 1000);
  return Number.isSafeInteger(milli) && milli / 1000 === units;
}

/** Person-days covered by a quantity of an item whose unit covers `numerator / denominator` person-days. */
export function personDaysMilli(quantityMilli: number, numerator: number, denominator: number): number {
  return mulDivHalfEven(quantityMilli, numerator, denominator);
}

/** Thousandths of a person-day → person-months (30 person-days) rounded to 3 decimals, for output. */
export function toPersonMonths(milliPersonDays: number): number {
  return mulDivHalfEven(milliPersonDays, 1, DAYS_PER_PERSON_MONTH) / 1000;
}

/** People targeted in a month → the need in thousandths of a person-day. */
export function needPersonDaysMilli(people: number): number {
  return people * DAYS_PER_PERSON_MONTH * 1000;
}
