/** Whether the line is in use: what is only kept for later waits until it is not. */

let underWay = 0;
let lastEndedAt = 0;

/** Something a page waits for is on the line until `work` is over. */
export async function onTheLine<T>(work: () => Promise<T>): Promise<T> {
  underWay += 1;
  try {
    return await work();
  } finally {
    underWay -= 1;
    lastEndedAt = performance.now();
  }
}

/** Nothing is asked, and nothing was for so long. */
export const isQuiet = (forMs: number): boolean => underWay === 0 && performance.now() - lastEndedAt >= forMs;
