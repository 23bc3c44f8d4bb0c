import { defineConfig } from 'vitest/config';

/** One project per folder of `tests/`; servers are started once, by `tests/support/servers.ts`, and only for those that need them. */
const project = (name: string, options: { servers?: boolean; timeoutSeconds?: number } = {}) => ({
  test: {
    name,
    include: [`tests/${name}/**/*.test.ts`],
    pool: 'forks' as const,
    testTimeout: (options.timeoutSeconds ?? 20) * 1000,
    hookTimeout: 60_000,
    ...(options.servers ? { globalSetup: ['tests/support/servers.ts'] } : {}),
  },
});

export default defineConfig({
  test: {
    projects: [
      project('unit'),
      project('lint', { timeoutSeconds: 60 }),
      project('contract', { servers: true, timeoutSeconds: 60 }),
      project('api', { servers: true, timeoutSeconds: 60 }),
      project('jobs', { servers: true, timeoutSeconds: 60 }),
      project('e2e', { servers: true, timeoutSeconds: 120 }),
      project('faults', { servers: true, timeoutSeconds: 300 }),
    ],
  },
});
