/** Builds the pages before the first test that looks at them: a service reads them when it starts, and one that found none shows none. */
import { ensureBuilt } from '../../src/web/build/ensure.ts';

export const setup = async (): Promise<void> => {
  await ensureBuilt();
};
