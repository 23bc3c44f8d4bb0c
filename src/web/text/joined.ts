/** First strong isolate, and its end: what stands between keeps its own direction and does not disturb its neighbours'. */
const ISOLATE = '\u2068';
const END = '\u2069';

/** Several things said in one line: amounts with the code of their currency, quantities, names; each as by itself, whatever the direction of the next. */
export const joined = (parts: readonly (string | undefined)[]): string =>
  parts
    .filter((part) => part !== undefined)
    .map((part) => `${ISOLATE}${part}${END}`)
    .join(' · ');
