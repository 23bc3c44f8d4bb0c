/** Seals a trail and ends itself with SIGKILL while it seals: between the COMMITs of its batches, or inside one. */
import { auditService } from '../../src/audit/service.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { loadConfig } from '../../src/config.ts';
import { openStore } from '../../src/platform/storage/open.ts';
import type { Store } from '../../src/platform/storage/store.ts';

const [, , url = '', batches = '1'] = process.argv;
const store = await openStore(loadConfig({ DATABASE_URL: url }).storage);
let begun = 0;
/** The unit after `batches` of them has written everything and dies before its COMMIT. */
const dying: Store = {
  ...store,
  write: (work, writes) =>
    store.write(async (scope) => {
      const value = await work(scope);
      if (begun++ === Number(batches)) process.kill(process.pid, 'SIGKILL');
      return value;
    }, writes),
};
await auditService({ store: dying, clock: systemClock, facts: [] }).seal();
