import closeWithGrace from 'close-with-grace';
import { type Config, ConfigError, configOfProcess } from './config.ts';
import { createLog } from './platform/log.ts';
import { type Roles, startProcess } from './process.ts';

/** Runs the roles of this process until SIGTERM or SIGINT, then ends cleanly. A wrong configuration stops the start and names itself. */
export async function runUntilSignal(roles: Roles): Promise<void> {
  const config = configOrExit();
  const log = createLog({ level: config.logLevel });
  const running = await startProcess(config, { roles, log });
  const { url, uses } = running;
  log.info(
    { ...uses, ...(url && { url }), api: roles.api, worker: roles.worker, pid: process.pid },
    'started',
  );
  // The grace is given to requests and to jobs, one after the other, and then a little to close.
  closeWithGrace({ delay: config.shutdownGraceSeconds * 2000 + 5000 }, async ({ signal, err }) => {
    if (err) log.fatal({ err }, 'an unexpected error ends the process');
    else log.info({ signal }, 'stopping');
    await running.close();
    log.info('stopped');
  });
}

/** The configuration of this process; a wrong one is told on standard error and ends it. */
export function configOrExit(): Config {
  try {
    return configOfProcess();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    return process.exit(1);
  }
}
