import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from '../../platform/password-length.ts';

/** Digits and signs around the letters are the first thing a guesser tries. */
const AROUND = /^[^a-z]+|[^a-z]+$/g;
/** Words nobody should build on here, beside the person's own. */
const OURS = ['afghanistan', 'aidledger', 'humanitarian'];
/** A password mostly made of one of these is refused; shorter ones may be anywhere by chance. */
const SHORTEST_WORD = 4;

/**
 * Why a password is refused, or null (NIST SP 800-63B: a length, a list of common ones, nothing of the person's own; no rule about kinds of
 * characters). What stands around the letters does not count: `Password2026!` is `password`.
 */
export function passwordFault(
  password: string,
  { email, name }: { email: string; name: string },
  common: ReadonlySet<string>,
): string | null {
  if (password.length < SHORTEST_PASSWORD) return `must have at least ${SHORTEST_PASSWORD} characters`;
  if (password.length > LONGEST_PASSWORD) return `must have at most ${LONGEST_PASSWORD} characters`;
  const folded = password.normalize('NFKC').toLowerCase();
  const bare = folded.replaceAll(AROUND, '');
  if (new Set(folded).size < 4) return 'is made of too few different characters';
  if (common.has(folded) || common.has(bare)) return 'is a common password with something around it';
  const own = [
    email.toLowerCase(),
    ...email.toLowerCase().split(/[@.]/),
    ...name.toLowerCase().split(/\s+/),
    ...OURS,
  ];
  const word = own.find((one) => one.length >= SHORTEST_WORD && isMostly(folded, bare, one));
  return word === undefined ? null : 'is mostly your name, your address or the name of this service';
}

/** What is left of a password without a word is too short to protect anything. */
function isMostly(folded: string, bare: string, word: string): boolean {
  return bare === word || folded.replaceAll(word, '').length < SHORTEST_PASSWORD / 2;
}
