import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { textsPlugin } from './src/web/build/texts.ts';

// Processes of tests, and what they start, compile once for all what they import; where programs of `src` keep it too.
process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache');

/** One project per folder of `tests/`. */
const project = (name: string, timeoutSeconds: number) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    pool: 'forks' as const,
    // Files of a project that run after one another in a process share its modules: importing the service takes longer than most files.
    isolate: false,
    setupFiles: [fileURLToPath(new URL('tests/support/file-end.ts', import.meta.url))],
    testTimeout: timeoutSeconds * 1000,
    hookTimeout: Math.max(60, timeoutSeconds) * 1000,
    // Real servers on a machine that others use too: there a test is asked once more, and the report says that it was.
    retry: process.env['CI'] && name !== 'unit' && name !== 'contract' ? 1 : 0,
  },
});

export default defineConfig({
  test: {
    globalSetup: ['tests/support/servers.ts'],
    // Most tests wait, for a broker or another process, more than they compute: one file beyond the processors keeps these busy.
    maxWorkers: availableParallelism() + 1,
    projects: [
      project('unit', 20),
      project('lint', 60),
      project('contract', 60),
      project('api', 60),
      project('jobs', 60),
      project('e2e', 120),
      // The pages' texts are compiled as in the build; what a page comes to is awaited as long as the browser is asked to wait for it.
      {
        plugins: [textsPlugin(fileURLToPath(new URL('src/web', import.meta.url)))],
        test: {
          ...project('web', 300).test,
          globalSetup: ['tests/support/pages.ts'],
          expect: { poll: { timeout: 30_000 } },
        },
      },
      project('faults', 300),
    ],
  },
});
