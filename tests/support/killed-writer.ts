/** Commits one unit of work and ends itself with SIGKILL in the moment after the COMMIT, before anybody is answered. */
import { dirty } from '../../src/platform/queue/tables.ts';
import { openSqliteStore } from '../../src/platform/storage/sqlite.ts';
import type { WriteScope } from '../../src/platform/storage/store.ts';

let armed = false;
const store = openSqliteStore(process.argv[2] as string, () => {
  if (armed) process.kill(process.pid, 'SIGKILL');
});
const put = (key: string) => (scope: WriteScope) =>
  scope.db.insert(scope.of(dirty)).values({ kind: 'test', key, seq: 1, availableAt: 0, attempts: 0 });

await store.write(put('first'));
armed = true;
await store.write(put('killed'));
process.stdout.write('answered\n');
