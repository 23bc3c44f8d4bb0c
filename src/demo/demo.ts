import type { GapReport } from '../gaps/contract.ts';
import type { Config } from '../config.ts';
import { createLog } from '../platform/log.ts';
import { apiInfo, type RunningProcess } from '../process.ts';
import { configOrExit, serveUntilSignal } from '../run.ts';
import { apiClient, ApiRefusal } from './client.ts';
import { fillLedger, LedgerInUse } from './fill.ts';
import { demoKey, type DemoKey } from './key.ts';
import { demoPeople, whoMaySignIn } from './people.ts';
import { pledgeIdOf } from './sample-pledges.ts';
import { openableUrl, whatToOpen } from './report/open.ts';
import { reconciled } from './report/reconciled.ts';
import { whatWasRecorded } from './report/recorded.ts';
import { unallocatedSupply } from './report/unallocated.ts';
import { worstGaps } from './report/worst.ts';

/**
 * A folder of its own unless one is given, so that `npm start` afterwards serves without samples; and a log that leaves the tables
 * readable.
 */
const DEFAULTS = { DATA_DIR: './data/demo', LOG_LEVEL: 'warn' };

/** A pledge of which something is in almost every column. */
const SAMPLE_STATEMENT = 'SAMPLE-KZ-01';

/** The ordinary service, filled through its own API; prints what there is to see and serves until a signal ends it. */
export async function runDemo(): Promise<void> {
  const config = configOrExit(DEFAULTS);
  const key = demoKey(config.bootstrapApiKey, config.dataDir);
  const log = createLog({ level: config.logLevel });
  const running = await serveUntilSignal(
    { ...config, bootstrapApiKey: key.key },
    { roles: { api: true, worker: true }, log },
  );
  try {
    await show(running, key, config);
  } catch (error) {
    // A signal in the middle of it: the end is being arranged already.
    if (running.stopping.aborted) return;
    const told = error instanceof LedgerInUse || error instanceof ApiRefusal;
    console.error(told ? error.message : error);
    await running.close();
    process.exit(1);
  }
}

async function show(
  { url = '', uses }: RunningProcess,
  key: DemoKey,
  { nodeEnv, dataDir }: Pick<Config, 'nodeEnv' | 'dataDir'>,
): Promise<void> {
  const open = openableUrl(url);
  print(`${apiInfo.title} ${apiInfo.version}: demo on real figures and invented samples`, [
    `  storage  ${uses.storage}`,
    `  broker   ${uses.broker}`,
    `  API      ${url}`,
  ]);
  const api = apiClient(open, key.key);
  const filled = await fillLedger(api, { now: Date.now(), production: nodeEnv === 'production' });
  print('', whatWasRecorded(filled));
  const report = await api.get<GapReport>('/gaps');
  print('WORST TEN GAPS', await worstGaps(api, report));
  print('WHAT WAS RECONCILED', await reconciled(api));
  print('UNALLOCATED: names no province, date or sector; shown, never spread', unallocatedSupply(report));
  print(
    'SIGN IN, or send the key as `Authorization: Bearer …`',
    whoMaySignIn(await demoPeople(api, open, dataDir)),
  );
  print('OPEN', whatToOpen(open, key, pledgeIdOf(SAMPLE_STATEMENT)));
  console.log('\nServing until Ctrl-C. Names and cargo beginning with SAMPLE are invented; nothing else is.');
}

function print(title: string, lines: readonly string[]): void {
  console.log(['', ...(title === '' ? [] : [title]), ...lines].join('\n'));
}
