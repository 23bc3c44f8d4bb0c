/** Builds the web application when it is missing or older than what it is made of: before `npm start` and `npm run demo`. */
import { hash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const BUILT = join(ROOT, 'dist/web/index.html');
const MARK = join(ROOT, 'dist/web.made-of');

/** A digest of every file the build reads, besides the packages, which the lock file stands for. */
export function madeOf(root: string): string {
  const files = [...globSync('src/web/**/*.*', { cwd: root }).sort(), 'package-lock.json'];
  return hash('sha256', files.map((file) => hash('sha1', readFileSync(join(root, file)))).join('\n'));
}

/** @returns whether it had to be built */
export async function ensureBuilt(): Promise<boolean> {
  const now = madeOf(ROOT);
  if (existsSync(BUILT) && existsSync(MARK) && readFileSync(MARK, 'utf8') === now) return false;
  const { build } = await import('vite');
  await build({ configFile: join(ROOT, 'src/web/vite.config.ts'), logLevel: 'warn' });
  mkdirSync(dirname(MARK), { recursive: true });
  writeFileSync(MARK, now);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const startedAt = performance.now();
  if (await ensureBuilt()) {
    console.error(
      `The web application was built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.`,
    );
  }
}
