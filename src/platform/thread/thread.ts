import { Worker } from 'node:worker_threads';
import { DomainError } from '../errors.ts';
import type { Answered, Asked } from './answering.ts';

/** The thread ends after so long without work, and with it the memory of what it works with. */
const IDLE_MS = 30_000;
/** More waiting at once than anybody would wait for. */
const MOST_WAITING = 50;

export interface ThreadOptions {
  /** What runs in it, which calls `answering`. */
  script: URL;
  /** Whoever waits longer, behind others too, is refused, and the thread ended. */
  patienceMs: number;
  /** Sentences for whoever asked: too many do, it takes too long. */
  busy: string;
  late: string;
  /** What of an answer that is a failure, for the log: "a document could not be printed". */
  failed: string;
}

interface Waiting<Answer> {
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
  deadline: NodeJS.Timeout;
}

/**
 * One thread for the whole process, started by the first question: it answers one after the other, and never in a request's way.
 *
 * The function that is answered throws DomainError `unavailable` when too many ask at once or it takes too long, and Error when the
 * answer is a failure.
 */
export function thread<Question, Answer>(options: ThreadOptions): (question: Question) => Promise<Answer> {
  let running: Running<Question, Answer> | undefined;
  const ended = (one: Running<Question, Answer>) => {
    if (running === one) running = undefined;
  };
  return async (question) => {
    running ??= new Running(options, ended);
    return running.ask(question);
  };
}

class Running<Question, Answer> {
  readonly #options: ThreadOptions;
  readonly #ended: (one: Running<Question, Answer>) => void;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting<Answer>>();
  #asked = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: ThreadOptions, ended: (one: Running<Question, Answer>) => void) {
    this.#options = options;
    this.#ended = ended;
    this.#worker = new Worker(options.script);
    // The process may end while it idles.
    this.#worker.unref();
    this.#worker.on('message', (answered: Answered<Answer>) => this.#settle(answered));
    this.#worker.on('error', (error) => this.#stop(error as Error));
    this.#worker.on('exit', () => this.#stop(new Error(`${options.failed}: the thread ended`)));
  }

  ask(question: Question): Promise<Answer> {
    const { busy, late, patienceMs } = this.#options;
    if (this.#waiting.size >= MOST_WAITING) throw new DomainError('unavailable', busy);
    clearTimeout(this.#idle);
    const id = (this.#asked += 1);
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => this.#stop(new DomainError('unavailable', late)), patienceMs);
      this.#waiting.set(id, { resolve, reject, deadline });
      this.#worker.postMessage({ id, question } satisfies Asked<Question>);
    });
  }

  #settle(answered: Answered<Answer>): void {
    const waiting = this.#waiting.get(answered.id);
    this.#waiting.delete(answered.id);
    clearTimeout(waiting?.deadline);
    if ('answer' in answered) waiting?.resolve(answered.answer);
    else waiting?.reject(new Error(`${this.#options.failed}: ${answered.failure}`));
    if (this.#waiting.size > 0) return;
    this.#idle = setTimeout(() => this.#stop(new Error('idle')), IDLE_MS);
    this.#idle.unref();
  }

  #stop(reason: Error): void {
    this.#ended(this);
    clearTimeout(this.#idle);
    for (const { reject, deadline } of this.#waiting.values()) {
      clearTimeout(deadline);
      reject(reason);
    }
    this.#waiting.clear();
    void this.#worker.terminate();
  }
}
