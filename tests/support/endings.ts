/** How what the test file that runs now began is ended, once its tests and suites have. */
export const endings: (() => Promise<unknown>)[] = [];
