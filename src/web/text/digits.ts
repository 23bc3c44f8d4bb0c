/** Numbers as people write them in Afghanistan: in Latin, Arabic-Indic (٠–٩) or Persian (۰–۹) digits. */

const ARABIC_INDIC_ZERO = 0x06_60;
const PERSIAN_ZERO = 0x06_f0;

/** The same text with Latin digits; nothing else is changed. */
export function latinDigits(text: string): string {
  return text.replaceAll(/[٠-٩۰-۹]/g, (digit) => {
    const point = digit.codePointAt(0) ?? 0;
    return String(point - (point >= PERSIAN_ZERO ? PERSIAN_ZERO : ARABIC_INDIC_ZERO));
  });
}

/** Marks of direction and spaces that come with copied numbers, and the apostrophe some group with. */
const IGNORED = /[\s\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069'\u2019]/g;
const MINUS = /^[-\u2212\u2010\u2013]/;
/** Latin and Arabic commas and the Arabic mark of thousands (U+066C). */
const GROUPED = /^\d{1,3}(?:[,،٬]\d{3})+$/;
const PLAIN = /^\d+$/;

/**
 * What was meant by a number, whatever digits it was written in: `۱۲٬۳۴۵٫۵`, `12,345.5` and `12345.5` are the same. A comma groups
 * thousands and nothing else; the decimal mark is a point or the Arabic one (U+066B).
 *
 * @returns undefined for what is no number, or could be two different ones (`1,5`)
 */
export function parseNumber(text: string): number | undefined {
  const bare = latinDigits(text).replaceAll(IGNORED, '');
  const isNegative = MINUS.test(bare);
  const [whole = '', decimals, ...more] = bare.replace(MINUS, '').split(/[.٫]/);
  if (more.length > 0 || (decimals !== undefined && !PLAIN.test(decimals))) return undefined;
  if (!PLAIN.test(whole) && !GROUPED.test(whole)) return undefined;
  const value = Number(`${whole.replaceAll(/[,،٬]/g, '')}.${decimals ?? '0'}`);
  if (!Number.isFinite(value)) return undefined;
  return isNegative && value !== 0 ? -value : value;
}
