import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Log } from '../log.ts';
import type { StreamedBody } from './contract.ts';

/** Who takes nothing for so long is disconnected: what is to be told waits where it comes from, not in our memory. */
const STALLED_MS = 30_000;

/**
 * Writes a streamed body to its end, no faster than it is taken: while the other side does not read, nothing more is asked of the
 * source. Never throws; a source that fails ends the connection in the middle, so that nobody takes the part for the whole.
 */
export async function pour(
  res: ServerResponse,
  body: StreamedBody,
  log: Log,
  stalledMs: number = STALLED_MS,
): Promise<void> {
  const gone = new AbortController();
  res.once('close', () => gone.abort());
  // Whoever goes away in the middle is no failure of ours.
  res.on('error', () => gone.abort());
  try {
    for await (const chunk of body(gone.signal)) {
      if (gone.signal.aborted) return;
      if (!res.write(chunk) && !(await taken(res, gone.signal, stalledMs))) {
        res.destroy();
        return;
      }
    }
    res.end();
  } catch (error) {
    if (!gone.signal.aborted) log.error({ err: error }, 'a streamed answer broke off');
    res.destroy();
  }
}

/** Waits until what was written is taken; false when it is not in time, or nobody is there any more. */
async function taken(res: ServerResponse, gone: AbortSignal, stalledMs: number): Promise<boolean> {
  try {
    await once(res, 'drain', { signal: AbortSignal.any([gone, AbortSignal.timeout(stalledMs)]) });
    return true;
  } catch {
    return false;
  }
}
