/** Builds the web application when it is missing or older than what it is made of: before `npm start`, `npm run demo` and the tests of pages. */
import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const DIST = join(ROOT, 'dist');
const BUILT = join(DIST, 'web');
/** Inside of the build, so that it goes when the build is replaced: what it was made of. Not served, having no known ending. */
const MARK = '.made-of';
/** Held while one process builds; a process that died holding it is waited for no longer than this. */
const LOCK = join(DIST, 'web.lock');
const LONGEST_BUILD_MS = 300_000;

/** A digest of every file the build reads, besides the packages, which the lock file stands for. */
export function madeOf(root: string): string {
  const files = [...globSync('src/web/**/*.*', { cwd: root }).sort(), 'package-lock.json'];
  return hash(
    'sha256',
    files.map((file) => `${file} ${hash('sha1', readFileSync(join(root, file)))}`).join('\n'),
  );
}

function isFresh(): boolean {
  const mark = join(BUILT, MARK);
  return existsSync(mark) && readFileSync(mark, 'utf8') === madeOf(ROOT);
}

/** One process at a time builds; the others wait, and find it built. */
async function locked(work: () => Promise<void>): Promise<void> {
  mkdirSync(DIST, { recursive: true });
  for (;;) {
    try {
      mkdirSync(LOCK);
      break;
    } catch {
      const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs;
      if (since !== undefined && Date.now() - since > LONGEST_BUILD_MS)
        rmSync(LOCK, { recursive: true, force: true });
      await wait(200);
    }
  }
  try {
    await work();
  } finally {
    rmSync(LOCK, { recursive: true, force: true });
  }
}

/** In a process of its own: whoever starts the service as `test` or `development` gets the same pages as everybody. */
async function vite(outDir: string): Promise<void> {
  const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
  const config = join(ROOT, 'src/web/vite.config.ts');
  await promisify(execFile)(
    process.execPath,
    [vite, 'build', '--config', config, '--outDir', outDir, '--logLevel', 'warn'],
    { cwd: ROOT, env: { ...process.env, NODE_ENV: 'production' } },
  );
}

/** Builds beside, then puts it in place at once: a service that starts meanwhile finds one build or the other, never half of one. */
async function build(): Promise<void> {
  const made = madeOf(ROOT);
  const [fresh, old] = [`${BUILT}.new`, `${BUILT}.old`];
  rmSync(fresh, { recursive: true, force: true });
  await vite(fresh);
  writeFileSync(join(fresh, MARK), made);
  rmSync(old, { recursive: true, force: true });
  if (existsSync(BUILT)) renameSync(BUILT, old);
  renameSync(fresh, BUILT);
  rmSync(old, { recursive: true, force: true });
}

/**
 * @param anew also when what is there is made of the same
 * @returns whether it was built
 */
export async function ensureBuilt({ anew = false } = {}): Promise<boolean> {
  if (isFresh() && !anew) return false;
  let hadTo = false;
  await locked(async () => {
    hadTo = anew || !isFresh();
    if (hadTo) await build();
  });
  return hadTo;
}

async function main(): Promise<void> {
  const startedAt = performance.now();
  const anew = process.argv.includes('--anew');
  try {
    if (await ensureBuilt({ anew })) {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      console.error(`The web application was built in ${seconds} s.`);
    }
  } catch (error) {
    // What the build said is what has to be mended; where it was called from is nothing to anybody.
    console.error((error as { stderr?: string }).stderr ?? error);
    // Before a start it is no reason not to start: the API answers without pages, and says so.
    if (anew) process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
