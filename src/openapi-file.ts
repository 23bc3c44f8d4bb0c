/** Writes `docs/openapi.json`, the committed copy of the OpenAPI document; with `--check` only says whether it is fresh. */
import { fileURLToPath } from 'node:url';
import { loadConfig } from './config.ts';
import { systemClock } from './platform/clock.ts';
import { openTail } from './platform/feed/tail.ts';
import type { RouteSpec } from './platform/http/contract.ts';
import { syncOpenApiFile } from './platform/http/openapi-file.ts';
import { createLog } from './platform/log.ts';
import type { Store } from './platform/storage/store.ts';
import { apiInfo } from './process.ts';
import { composeServices, routesOf } from './services.ts';

export const OPENAPI_FILE = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));

/** Operations are described without being carried out: nothing reads or writes. */
const noStore: Store = {
  engine: 'sqlite',
  read: () => Promise.reject(new Error('there is no storage here')),
  write: () => Promise.reject(new Error('there is no storage here')),
  close: async () => {},
};

/** The contract of every operation the service has, in the order it serves them. */
export function ledgerSpecs(): RouteSpec[] {
  const services = composeServices({ store: noStore, clock: systemClock, settings: loadConfig({}) });
  const tail = openTail(noStore, createLog({ level: 'silent' }));
  // Described, never taken.
  const steps = {} as Parameters<typeof routesOf>[2]['steps'];
  return routesOf(services, tail, { steps }).map(({ spec }) => spec);
}

if (import.meta.main) {
  const check = process.argv.includes('--check');
  if (!syncOpenApiFile(OPENAPI_FILE, ledgerSpecs(), apiInfo, { check })) {
    process.stderr.write('docs/openapi.json is stale: run `node src/openapi-file.ts`\n');
    process.exitCode = 1;
  }
}
