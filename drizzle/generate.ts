/**
 * Writes the next migration of both engines from the neutral tables: `npm run db:generate -- <name>`.
 * `--check` writes nothing and fails when the committed migrations are stale.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from 'drizzle-kit/api';
import { allTables } from './tables.ts';

const BREAKPOINT = '\n--> statement-breakpoint\n';

interface Dialect {
  engine: 'sqlite' | 'postgres';
  /** The statements that lead from the last snapshot (null: none) to the tables of today, and the new snapshot. */
  next: (last: unknown) => Promise<{ statements: string[]; snapshot: unknown }>;
}

const dialects: Dialect[] = [
  {
    engine: 'sqlite',
    async next(last) {
      const definitions = Object.fromEntries(allTables.map((table) => [table.name, table.sqlite]));
      const empty = await generateSQLiteDrizzleJson({});
      const snapshot = await generateSQLiteDrizzleJson(definitions);
      const statements = await generateSQLiteMigration(last ?? empty, snapshot);
      return { statements: statements.map(asStrict), snapshot };
    },
  },
  {
    engine: 'postgres',
    async next(last) {
      const definitions = Object.fromEntries(allTables.map((table) => [table.name, table.postgres]));
      const empty = generateDrizzleJson({});
      const snapshot = generateDrizzleJson(definitions);
      return { statements: await generateMigration(last ?? empty, snapshot), snapshot };
    },
  },
];

/** SQLite checks column types only in STRICT tables, which drizzle-kit cannot ask for. */
function asStrict(statement: string): string {
  return statement.startsWith('CREATE TABLE') ? statement.replace(/\);\s*$/, ') STRICT;\n') : statement;
}

/** Makes (or, with `check`, only looks for) what is missing; answers the engines whose migrations were stale. */
export async function generate(options: { name: string; check: boolean }): Promise<string[]> {
  const stale: string[] = [];
  for (const { engine, next } of dialects) {
    const folder = new URL(`./${engine}/`, import.meta.url);
    const snapshotFile = new URL('snapshot.json', folder);
    const last: unknown = existsSync(snapshotFile) ? JSON.parse(readFileSync(snapshotFile, 'utf8')) : null;
    const { statements, snapshot } = await next(last);
    if (statements.length === 0) continue;
    stale.push(engine);
    if (options.check) continue;
    const count = readdirSync(folder).filter((file) => file.endsWith('.sql')).length;
    const file = `${String(count).padStart(4, '0')}_${options.name}.sql`;
    writeFileSync(new URL(file, folder), `${statements.map((s) => s.trim()).join(BREAKPOINT)}\n`);
    writeFileSync(snapshotFile, `${JSON.stringify(snapshot, null, 1)}\n`);
    console.log(`drizzle/${engine}/${file}: ${statements.length} statements`);
  }
  return stale;
}

if (import.meta.main) {
  const check = process.argv.includes('--check');
  const name = process.argv.slice(2).find((argument) => /^[a-z0-9_]+$/.test(argument)) ?? 'change';
  const stale = await generate({ name, check });
  if (check && stale.length > 0) {
    console.error(`migrations are stale for: ${stale.join(', ')}; run npm run db:generate -- <name>`);
    process.exitCode = 1;
  }
}
