import { mulDivHalfEven } from '../../platform/quantity.ts';
import { MINOR_DIGITS } from './currencies.ts';

/** Digits of a currency's minor unit by ISO 4217: 2 for USD, 0 for JPY, 3 for KWD. A currency that is not in it is refused elsewhere. */
export function minorDigits(currency: string): number {
  return MINOR_DIGITS.get(currency) ?? 2;
}

/** The decimal text of a rate with at most 9 decimals, or nothing when it has more or is not positive. */
export function rateText(rate: number): string | undefined {
  const text = String(rate);
  return rate > 0 && /^\d{1,12}(\.\d{1,9})?$/.test(text) ? text : undefined;
}

/**
 * `usd = original / rate`, rounded half-even to the cent (`domain.md` §4). The rate is in units of the currency per USD, as
 * decimal text; the amount in the currency's minor unit; the result in US cents.
 */
export function toUsdCents(amountMinor: number, currency: string, ratePerUsd: string): number {
  const { rate, scale } = fraction(ratePerUsd);
  return mulDivHalfEven(amountMinor, 100 * scale, 10 ** minorDigits(currency) * rate);
}

/** The way back: US cents in minor units of the currency, `original = usd × rate`, rounded half-even. */
export function fromUsdCents(usdCents: number, currency: string, ratePerUsd: string): number {
  const { rate, scale } = fraction(ratePerUsd);
  return mulDivHalfEven(usdCents, 10 ** minorDigits(currency) * rate, 100 * scale);
}

/** A rate as `rate / scale`, both whole. */
function fraction(ratePerUsd: string): { rate: number; scale: number } {
  const [whole = '0', decimals = ''] = ratePerUsd.split('.');
  return { rate: Number(whole + decimals), scale: 10 ** decimals.length };
}
