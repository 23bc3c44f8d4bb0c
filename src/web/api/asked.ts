/**
 * What `boot.js` asked of the service when the document came, long before the application was here on a slow line. Each answer is taken once, and
 * only at the start: whatever is changed, and whoever signs in or out, makes what was asked before worth nothing.
 */

type Asked = Record<string, Promise<Response> | undefined>;
const begun = globalThis as { asked?: Asked };

/** Until the application runs on the slowest line; a page that is open longer asks anew. */
const FRESH_MS = 60_000;

/** The answer to a GET that is on its way already, if it is. */
export function takeAsked(url: string): Promise<Response> | undefined {
  const answer = begun.asked?.[url];
  if (begun.asked) delete begun.asked[url];
  return performance.now() < FRESH_MS ? answer : undefined;
}

export function forgetAsked(): void {
  delete begun.asked;
}
