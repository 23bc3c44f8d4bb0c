import closeWithGrace from 'close-with-grace';
import { type Config, ConfigError, configOfProcess } from './config.ts';
import { createLog, type Log } from './platform/log.ts';
import { giveBackMemory } from './platform/memory.ts';
import { type Roles, type RunningProcess, startProcess } from './process.ts';

/** Runs the roles of this process until SIGTERM or SIGINT, then ends cleanly. A wrong configuration stops the start and names itself. */
export async function runUntilSignal(roles: Roles): Promise<void> {
  const config = configOrExit();
  await serveUntilSignal(config, { roles, log: createLog({ level: config.logLevel }) });
  giveBackMemory();
}

export interface ServingProcess extends RunningProcess {
  /** Aborted once a signal or an unexpected error has begun to end the process. */
  stopping: AbortSignal;
}

/** Starts the roles and arranges for a clean end on SIGTERM or SIGINT. Returns when everything is started. */
export async function serveUntilSignal(
  config: Config,
  { roles, log }: { roles: Roles; log: Log },
): Promise<ServingProcess> {
  const running = await startOrExit(config, roles, log);
  const { url, uses } = running;
  const stopping = new AbortController();
  // The grace is given to requests and to jobs, one after the other, and then a little to close.
  closeWithGrace({ delay: config.shutdownGraceSeconds * 2000 + 5000 }, async ({ signal, err }) => {
    stopping.abort();
    if (err) log.fatal({ err }, 'an unexpected error ends the process');
    else log.info({ signal }, 'stopping');
    await running.close();
    log.info('stopped');
  });
  // Said last: whoever waits for this line may send a signal at once.
  log.info(
    { ...uses, ...(url && { url }), api: roles.api, worker: roles.worker, pid: process.pid },
    'started',
  );
  return { ...running, stopping: stopping.signal };
}

/**
 * The configuration of this process, above `defaults` of its own; a wrong one is told on standard error and ends it.
 */
export function configOrExit(defaults: Readonly<Record<string, string>> = {}): Config {
  try {
    return configOfProcess(defaults);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    return process.exit(1);
  }
}

/** An address that cannot be had is the operator's to mend: it is told in a sentence that names the variable. */
async function startOrExit(config: Config, roles: Roles, log: Log): Promise<RunningProcess> {
  try {
    return await startProcess(config, { roles, log });
  } catch (error) {
    const advice = adviceOn(error, config);
    if (advice === undefined) throw error;
    console.error(advice);
    return process.exit(1);
  }
}

function adviceOn(error: unknown, { host, port }: Config): string | undefined {
  if (error instanceof ConfigError) return error.message;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} of ${host} is taken by another program: stop it, or set PORT to another one, for example PORT=${port + 1}.`;
  }
  if (code === 'EACCES') return `Port ${port} may not be opened by this user: set PORT to one above 1023.`;
  return `Nothing can listen on ${host}: set HOST to an address of this machine (${code}).`;
}
