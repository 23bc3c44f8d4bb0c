/** What in a free text looks like personal data of somebody: domain.md §2.10. It is never refused, only said. */

export const SUSPICIONS = ['phone_number', 'tazkira_number', 'email_address'] as const;
export type Suspicion = (typeof SUSPICIONS)[number];

/** Not inside a word, nor a later part of a code such as WB-0700123456 or 2026/0700123456. */
const BEGINS = String.raw`(?<![\p{L}\d_+]|[\p{L}\d][-_/#.:])`;
const ENDS = String.raw`(?!\d|[-_/.:]?[\p{L}\d])`;
const pattern = (inner: string, flags = 'gu') => new RegExp(`${BEGINS}(?:${inner})${ENDS}`, flags);

/** Ten digits from 0: a mobile 07…, or a town's code 02… to 06…; with +93, 0093 or, of a mobile, 93 instead of the 0. */
const AFGHAN = pattern(
  String.raw`(?:(?:\+|00)[ -]?93[ -]?(?:\(0\)[ -]?)?[2-7]\d|93[ -]?7\d|0[2-7]\d)(?:[ -]?\d){7}`,
);
const INTERNATIONAL = pattern(String.raw`(?:\+|00)[1-9]\d{0,2}(?:[ ().-]{0,2}\d){7,12}`);
/** More than before by so much: +1 500 000 000. */
const THOUSANDS = /^\+\d{1,3}(?:[ .]\d{3})+$/;
/** The number on an electronic identity card; that of a paper one is told by the word beside it. */
const ETAZKIRA = pattern(String.raw`\d{4}-\d{4}-\d{5}`);
const BESIDE_THE_WORD =
  /(?:tazk[ei]ra|tazkera|taskera|تذکر[هې]|پېژندپاڼ[هې])[^\d\n]{0,20}\d(?:[ -]?\d){3,14}(?!\d)/iu;
const EMAIL = /[\p{L}\d][\p{L}\d._%+-]*@[\p{L}\d](?:[\p{L}\d-]*\.)+\p{L}{2,}/u;

/** Persian and Arabic digits as Latin ones: people type whichever their keyboard has. */
function latin(text: string): string {
  return text.replaceAll(/[۰-۹٠-٩]/g, (digit) => {
    const code = digit.charCodeAt(0);
    return String(code - (code >= 0x6f0 ? 0x6f0 : 0x660));
  });
}

function hasPhone(text: string): boolean {
  if (text.search(AFGHAN) >= 0) return true;
  return [...text.matchAll(INTERNATIONAL)].some(([found]) => !THOUSANDS.test(found));
}

/** What a text looks like it holds; quantities, days, waybills and ids do not look like it. */
export function suspicionsIn(text: string): Suspicion[] {
  // Most texts hold neither: then nothing else is looked for.
  if (!/[\d@۰-۹٠-٩]/.test(text)) return [];
  const read = latin(text);
  const found: Suspicion[] = [];
  if (hasPhone(read)) found.push('phone_number');
  if (read.search(ETAZKIRA) >= 0 || BESIDE_THE_WORD.test(read)) found.push('tazkira_number');
  if (EMAIL.test(read)) found.push('email_address');
  return found;
}
