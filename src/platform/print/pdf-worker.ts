/** Thread of `pdf.ts`: the compiler is loaded here, and goes with the thread. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { qrSvg } from './code.ts';
import type { PrintDocument } from './document.ts';
import { fontFile } from './fonts.ts';

export interface PdfJob {
  id: number;
  document: PrintDocument;
}
export type PdfResult = { id: number } & ({ pdf: Uint8Array } | { failure: string });

const TEMPLATE = readFileSync(new URL('document.typ', import.meta.url), 'utf8');
/** So many documents ago a part may have been laid out and still be remembered. */
const REMEMBERED = 3;

const port = parentPort;
if (!port) throw new Error('pdf-worker runs as a thread');
const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontPaths: [dirname(fontFile('ttf/Vazirmatn-Regular.ttf'))] }],
});

port.on('message', ({ id, document }: PdfJob) => {
  port.postMessage(resultOf(id, document));
});

function resultOf(id: number, document: PrintDocument): PdfResult {
  try {
    const { code } = document;
    const picture = code && qrSvg(code.content, 'xmlns="http://www.w3.org/2000/svg"');
    const inputs = { document: JSON.stringify({ ...document, picture }) };
    const compiled = compiler.compile({ mainFileContent: TEMPLATE, inputs });
    const laidOut = compiled.result;
    if (!laidOut) return { id, failure: JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics) };
    // Readable with a screen reader: tags, title and language are demanded and checked.
    const pdf = new Uint8Array(compiler.pdf(laidOut, { pdfStandard: 'ua-1' }));
    compiler.evictCache(REMEMBERED);
    return { id, pdf };
  } catch (error) {
    return { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
