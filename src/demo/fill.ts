import { dayOf } from '../platform/calendar.ts';
import { isInUse, recordedAnchor } from './anchor.ts';
import { handleCases } from './cases.ts';
import type { Api } from './client.ts';
import { untilQuiet } from './quiet.ts';
import { recordStory } from './record.ts';
import type { Tally } from './tally.ts';

/** Many times what it takes on a small machine. */
const PATIENCE_MS = 120_000;

export interface Filled {
  /** The Kabul day of the first run, from which the story is told. */
  anchor: string;
  isFirstRun: boolean;
  /** Pledges or shipments that are none of the demo's were there before its first run. */
  metOthers: boolean;
  tally: Tally;
  recordingMs: number;
  reconcilingMs: number;
}

/** What was recorded cannot be taken back, so invented cargo has no place beside real cargo. */
export class LedgerInUse extends Error {
  constructor() {
    super(
      "This ledger holds records that are not the demo's, and NODE_ENV is production: samples are not mixed with them. Give the demo a DATA_DIR or DATABASE_URL of its own.",
    );
    this.name = 'LedgerInUse';
  }
}

/** Records the story, or finds it recorded, and waits until the workers are done with it. */
export async function fillLedger(
  api: Api,
  { now, production }: { now: number; production: boolean },
): Promise<Filled> {
  const recorded = await recordedAnchor(api);
  const metOthers = recorded === null && (await isInUse(api));
  if (metOthers && production) throw new LedgerInUse();
  const anchor = recorded ?? dayOf(now);
  const startedAt = performance.now();
  const tally = await recordStory(api, anchor);
  const recordedAt = performance.now();
  await untilQuiet(api, PATIENCE_MS);
  await handleCases(api, tally);
  return {
    ...{ anchor, metOthers, tally, isFirstRun: recorded === null },
    recordingMs: recordedAt - startedAt,
    reconcilingMs: performance.now() - recordedAt,
  };
}
