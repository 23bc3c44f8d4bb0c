/** Names from outside are matched after folding, exactly or not at all: `domain.md` §3. */

/** Letters written in several ways in Arabic script, each brought to the Persian one. */
const LETTERS: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک', ګ: 'گ', ة: 'ه', ہ: 'ه', ھ: 'ه' };

/** Arabic-Indic (U+0660) and Persian (U+06F0) digits, as typed on a Dari or Pashto keyboard. */
const DIGIT_ZEROS = [0x0660, 0x06f0];

/**
 * A text without what keyboards and scripts differ in: case, width, diacritics, zero-width characters, Arabic or Persian forms
 * of one letter or digit. Spaces and signs stay. For search: folded here, both storage engines find the same.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[يىكګةہھ]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, latinDigit)
    .replace(/[\p{M}\p{Cf}\p{Lm}]/gu, '');
}

/**
 * A name without what spellings differ in: a folded text without spaces, hyphens, apostrophes or other signs. Letters
 * themselves stay: Paktya and Paktika remain two.
 */
export function foldName(text: string): string {
  return foldText(text).replace(/[^\p{L}\p{N}]/gu, '');
}

function latinDigit(digit: string): string {
  const point = digit.charCodeAt(0);
  const zero = DIGIT_ZEROS.find((first) => point >= first && point <= first + 9) ?? point;
  return String(point - zero);
}

export type NameMatch<T> = { readonly found: T } | { readonly suggestions: readonly T[] };

export interface NameIndex<T> {
  /** The entry that bears this name, or the nearest ones as a suggestion: never a guess. */
  match(text: string): NameMatch<T>;
}

/**
 * Indexes entries by every name they bear.
 *
 * @throws Error when two entries share a folded name: a match would then be a guess.
 */
export function indexNames<T>(entries: readonly T[], namesOf: (entry: T) => readonly string[]): NameIndex<T> {
  const byName = new Map<string, T>();
  for (const entry of entries) {
    for (const name of namesOf(entry)) {
      const folded = foldName(name);
      const holder = byName.get(folded);
      if (folded === '') throw new Error(`the name "${name}" holds no letters`);
      if (holder !== undefined && holder !== entry) throw new Error(`two entries share the name "${name}"`);
      byName.set(folded, entry);
    }
  }
  return {
    match(text) {
      const folded = foldName(text);
      const found = byName.get(folded);
      return found === undefined ? { suggestions: nearest(folded, byName) } : { found };
    },
  };
}

const GREATEST_SUGGESTIONS = 3;
/** No name is this long; a whole paragraph in a name's cell must not cost a long comparison. */
const LONGEST_COMPARED = 60;

/** The entries nearest to a folded text: the nearest, and up to two more that are no further than one letter beyond. */
function nearest<T>(folded: string, byName: ReadonlyMap<string, T>): T[] {
  if (folded === '') return [];
  const text = folded.slice(0, LONGEST_COMPARED);
  const distances = new Map<T, number>();
  for (const [name, entry] of byName) {
    const distance = editDistance(text, name);
    if (distance < (distances.get(entry) ?? Infinity)) distances.set(entry, distance);
  }
  const ranked = [...distances].sort(([, a], [, b]) => a - b);
  const least = ranked[0]?.[1] ?? 0;
  return ranked
    .filter(([, distance]) => distance <= least + 1)
    .slice(0, GREATEST_SUGGESTIONS)
    .map(([entry]) => entry);
}

/** Letters to insert, delete, replace or swap with their neighbour to make `b` of `a` (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1);
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
