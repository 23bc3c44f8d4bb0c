import type { Item } from './catalogue.ts';

/** An item as the API tells it. */
export function toItem({ coverage, monthsOfUse, ...item }: Item) {
  const personDays: [number, number] = [coverage.numerator, coverage.denominator];
  return { ...item, coverage: { personDays, monthsOfUse } };
}
