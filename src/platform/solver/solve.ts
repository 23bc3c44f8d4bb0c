import { thread } from '../thread/thread.ts';
import type { Programme, Solution } from './programme.ts';

const solved = thread<Programme, Solution>({
  script: new URL('solve-worker.ts', import.meta.url),
  // The solver itself gives up before: this is for whoever waits behind others, or for a solver that does not.
  patienceMs: 60_000,
  busy: 'Too many plans are being computed at the same moment.',
  late: 'Computing took too long; try again.',
  failed: 'a programme could not be solved',
});

/**
 * The amounts that make the most of a programme, found in a thread of its own.
 *
 * @throws DomainError unavailable when too many are asked for at once, or it takes too long; Error when it has no solution
 */
export async function solve(programme: Programme): Promise<Solution> {
  if (programme.columns.length === 0) {
    return { objective: 0, amounts: new Float64Array(), prices: new Float64Array(programme.rows.length) };
  }
  return solved(programme);
}
