/** An operator's backup of a running SQLite ledger: `node backup-child.ts <how> <file> <copy>`. */
import Database from 'better-sqlite3';

const [how, file, copy] = process.argv.slice(2) as [string, string, string];
const source = new Database(file, { readonly: true });
if (how === 'VACUUM INTO') source.prepare('VACUUM INTO ?').run(copy);
else await source.backup(copy);
source.close();
