/**
 * What a test file began and the next one in the same process must not find: a module that is shared between files is evaluated once,
 * and an `afterAll` in it would be of the first file only. Listed in `vitest.config.ts` as set up before each file.
 */
import { afterAll } from 'vitest';
import { endings } from './endings.ts';

afterAll(async () => {
  // What was begun last stands on what was there before.
  for (const end of endings.splice(0).toReversed()) await end();
});
