/** Whatever is told in whatever order, recomputed bit by bit or not: what is stored is what a naive reading of it all gives. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { engines } from '../../support/stores.ts';
import { story } from './commands.ts';
import { openLedger } from './ledger.ts';

/** A few in every run of the suite; thousands by hand. */
const RUNS = {
  sqlite: Number(process.env.PROPERTY_RUNS ?? 12),
  postgres: Number(process.env.PROPERTY_RUNS ?? 4),
};

it.each(engines)('the stored ledger is what the law says of everything told (%s)', async (engine) => {
  await fc.assert(
    fc.asyncProperty(story, async (commands) => {
      const ledger = await openLedger(engine);
      try {
        for (const command of commands) {
          await ledger.tell(command);
          expect(await ledger.unbalanced()).toEqual([]);
        }
        await ledger.settle(0);
        expect(await ledger.stored()).toEqual(await ledger.expected());
        expect(await ledger.verified()).toEqual({ pending: 0, differences: [] });
      } finally {
        await ledger.close();
      }
    }),
    // Shrinking would take longer than a test may: the seed and path that are told are for doing it by hand.
    { numRuns: RUNS[engine], endOnFailure: true },
  );
});
