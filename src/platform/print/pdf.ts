import { thread } from '../thread/thread.ts';
import type { PrintDocument } from './document.ts';

export const PDF_TYPE = 'application/pdf';

/**
 * A document as a tagged PDF (PDF/UA-1) on A4 landscape.
 *
 * @throws DomainError unavailable when too many are printed at once, or it takes too long
 */
export const toPdf = thread<PrintDocument, Uint8Array>({
  script: new URL('pdf-worker.ts', import.meta.url),
  // Enough for a statement of hundreds of lines on a phone's processor.
  patienceMs: 30_000,
  busy: 'Too many documents are being printed at the same moment.',
  late: 'Printing took too long; try again.',
  failed: 'a document could not be printed',
});
