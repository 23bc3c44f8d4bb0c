/** Catalogues of texts, to be held against each other. */

/** Every text of a catalogue with where it stands. */
export function textsOf(value: unknown, at = ''): [string, string][] {
  if (typeof value === 'string') return [[at, value]];
  return Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, `${at}/${key}`));
}

export const placeholders = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join();
