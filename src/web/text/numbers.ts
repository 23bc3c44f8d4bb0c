/** Numbers as they are shown: in the digits of the language, grouped, never more exact than they are. */
import { fromMinor, minorDigitsOf } from './currencies.ts';
import { INTL_LOCALES, type Language } from './language.ts';

const formats = new Map<string, Intl.NumberFormat>();

function format(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(INTL_LOCALES[language], options);
  formats.set(key, made);
  return made;
}

/** A count or quantity; at most 3 decimals, as the service keeps it, unless fewer are asked for. */
export const formatNumber = (value: number, language: Language, decimals = 3): string =>
  format(language, { maximumFractionDigits: decimals }).format(value);

/** Person-months, to the whole one. */
export const formatPm = (pm: number, language: Language): string => formatNumber(pm, language, 0);

/** For a label on a map or chart: 1.9 M, 363 K. */
export const formatShort = (value: number, language: Language): string =>
  format(language, { notation: 'compact', maximumSignificantDigits: 3 }).format(value);

/** For a sentence that is read at a glance: 9.33 million. */
export const formatRounded = (value: number, language: Language): string =>
  format(language, { notation: 'compact', compactDisplay: 'long', maximumSignificantDigits: 3 }).format(
    value,
  );

/** A share from 0 to 1, to the whole percent; rounded down, so that nothing is called complete that is not. */
export function formatShare(share: number, language: Language): string {
  // 0.29 × 100 is 28.999…: what is a whole percent to 9 decimals is one.
  const percent = Math.floor(Number((share * 100).toFixed(9)));
  return format(language, { style: 'percent', maximumFractionDigits: 0 }).format(percent / 100);
}

/** Minor units of a currency, `295000` cents → `US$2,950`; whole units unless there are parts of one. */
export function formatMoney(minor: number, currency: string, language: Language): string {
  const value = fromMinor(minor, currency);
  const shown = Number.isInteger(value) ? 0 : minorDigitsOf(currency);
  return format(language, {
    ...{ style: 'currency', currency, currencyDisplay: 'code' },
    ...{ minimumFractionDigits: shown, maximumFractionDigits: shown },
  }).format(value);
}

export const formatUsd = (cents: number, language: Language): string => formatMoney(cents, 'USD', language);

/** A year: its digits are not grouped. */
export const plainYear = (year: number, language: Language): string =>
  format(language, { useGrouping: false }).format(year);
