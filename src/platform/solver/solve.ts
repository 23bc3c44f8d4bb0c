import { Worker } from 'node:worker_threads';
import { DomainError } from '../errors.ts';
import type { Programme, Solution } from './programme.ts';
import type { SolveJob, SolveResult } from './solve-worker.ts';

/** The thread ends after so long without work, and with it the solver's memory. */
const IDLE_MS = 30_000;
/** The solver gives up after so long … */
const SECONDS = 20;
/** … and whoever waits behind others, or for a solver that does not, after so long. */
const PATIENCE_MS = 60_000;
/** More waiting at once than anybody would wait for. */
const MOST_WAITING = 50;

interface Waiting {
  resolve: (solution: Solution) => void;
  reject: (error: Error) => void;
  deadline: NodeJS.Timeout;
}

/** One thread for the whole process, started by the first programme: it solves one after the other, and never in a request's way. */
let solver: Solver | undefined;
let jobs = 0;

class Solver {
  readonly #worker = new Worker(new URL('solve-worker.ts', import.meta.url));
  readonly #waiting = new Map<number, Waiting>();
  #idle: NodeJS.Timeout | undefined;

  constructor() {
    // The process may end while it idles.
    this.#worker.unref();
    this.#worker.on('message', (result: SolveResult) => this.#settle(result));
    this.#worker.on('error', (error) => this.#stop(error as Error));
    this.#worker.on('exit', () => this.#stop(new Error('the solving thread ended')));
  }

  solve(programme: Programme): Promise<Solution> {
    if (this.#waiting.size >= MOST_WAITING) {
      throw new DomainError('unavailable', 'Too many plans are being computed at the same moment.');
    }
    clearTimeout(this.#idle);
    const id = (jobs += 1);
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        this.#stop(new DomainError('unavailable', 'Computing took too long; try again.'));
      }, PATIENCE_MS);
      this.#waiting.set(id, { resolve, reject, deadline });
      this.#worker.postMessage({ id, programme, seconds: SECONDS } satisfies SolveJob);
    });
  }

  #settle(result: SolveResult): void {
    const waiting = this.#waiting.get(result.id);
    this.#waiting.delete(result.id);
    clearTimeout(waiting?.deadline);
    if ('solution' in result) waiting?.resolve(result.solution);
    else waiting?.reject(new Error(`a programme could not be solved: ${result.failure}`));
    if (this.#waiting.size > 0) return;
    this.#idle = setTimeout(() => this.#stop(new Error('idle')), IDLE_MS);
    this.#idle.unref();
  }

  #stop(reason: Error): void {
    if (solver === this) solver = undefined;
    clearTimeout(this.#idle);
    for (const { reject, deadline } of this.#waiting.values()) {
      clearTimeout(deadline);
      reject(reason);
    }
    this.#waiting.clear();
    void this.#worker.terminate();
  }
}

/**
 * The amounts that make the most of a programme, found in a thread of its own.
 *
 * @throws DomainError unavailable when too many are asked for at once, or it takes too long; Error when it has no solution
 */
export async function solve(programme: Programme): Promise<Solution> {
  if (programme.columns.length === 0) {
    return { objective: 0, amounts: new Float64Array(), prices: new Float64Array(programme.rows.length) };
  }
  solver ??= new Solver();
  return solver.solve(programme);
}
