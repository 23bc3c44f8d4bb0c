import { Worker } from 'node:worker_threads';
import { DomainError } from '../errors.ts';
import type { PrintDocument } from './document.ts';
import type { PdfJob, PdfResult } from './pdf-worker.ts';

export const PDF_TYPE = 'application/pdf';

/** The thread ends after so long without work, and with it what the compiler holds. */
const IDLE_MS = 30_000;
/** Enough for a statement of hundreds of lines on a phone's processor. */
const PATIENCE_MS = 30_000;
/** More waiting at once than anybody would wait for. */
const MOST_WAITING = 50;

interface Waiting {
  resolve: (pdf: Uint8Array) => void;
  reject: (error: Error) => void;
  deadline: NodeJS.Timeout;
}

/** One thread for the whole process, started by the first document: it compiles one after the other, and never in a request's way. */
let printer: Printer | undefined;
let jobs = 0;

class Printer {
  readonly #worker = new Worker(new URL('pdf-worker.ts', import.meta.url));
  readonly #waiting = new Map<number, Waiting>();
  #idle: NodeJS.Timeout | undefined;

  constructor() {
    // The process may end while it idles.
    this.#worker.unref();
    this.#worker.on('message', (result: PdfResult) => this.#settle(result));
    this.#worker.on('error', (error) => this.#stop(error as Error));
    this.#worker.on('exit', () => this.#stop(new Error('the printing thread ended')));
  }

  print(document: PrintDocument): Promise<Uint8Array> {
    if (this.#waiting.size >= MOST_WAITING) {
      throw new DomainError('unavailable', 'Too many documents are being printed at the same moment.');
    }
    clearTimeout(this.#idle);
    const id = (jobs += 1);
    return new Promise((resolve, reject) => {
      const deadline = setTimeout(() => {
        this.#stop(new DomainError('unavailable', 'Printing took too long; try again.'));
      }, PATIENCE_MS);
      this.#waiting.set(id, { resolve, reject, deadline });
      this.#worker.postMessage({ id, document } satisfies PdfJob);
    });
  }

  #settle(result: PdfResult): void {
    const waiting = this.#waiting.get(result.id);
    this.#waiting.delete(result.id);
    clearTimeout(waiting?.deadline);
    if ('pdf' in result) waiting?.resolve(result.pdf);
    else waiting?.reject(new Error(`a document could not be printed: ${result.failure}`));
    if (this.#waiting.size > 0) return;
    this.#idle = setTimeout(() => this.#stop(new Error('idle')), IDLE_MS);
    this.#idle.unref();
  }

  #stop(reason: Error): void {
    if (printer === this) printer = undefined;
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
 * A document as a tagged PDF (PDF/UA-1) on A4 landscape.
 *
 * @throws DomainError unavailable when too many are printed at once, or it takes too long
 */
export async function toPdf(document: PrintDocument): Promise<Uint8Array> {
  printer ??= new Printer();
  return printer.print(document);
}
