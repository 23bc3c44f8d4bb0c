/** The service itself, in the roles its first argument names, reporting where it listens and how long it took to be ready. */
import { loadConfig } from '../../../src/config.ts';
import { createLog } from '../../../src/platform/log.ts';
import { giveBackMemory } from '../../../src/platform/memory.ts';
import { startProcess } from '../../../src/process.ts';
import { answerMeasurements } from './measurements.ts';

const roles = (process.argv[2] ?? 'api').split('+');
const running = await startProcess(loadConfig(process.env), {
  roles: { api: roles.includes('api'), worker: roles.includes('worker') },
  log: createLog({ level: 'fatal' }),
});
process.send?.({ url: running.url, readyMs: performance.now() });
answerMeasurements();
giveBackMemory();
process.once('SIGTERM', () => {
  void running.close().then(() => process.exit(0));
});
