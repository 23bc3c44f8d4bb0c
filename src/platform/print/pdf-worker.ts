/** Thread of `pdf.ts`: the compiler is loaded here, and goes with the thread. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { answering } from '../thread/answering.ts';
import { qrSvg } from './code.ts';
import type { PrintDocument } from './document.ts';
import { fontFile } from './fonts.ts';

const TEMPLATE = readFileSync(new URL('document.typ', import.meta.url), 'utf8');
/** So many documents ago a part may have been laid out and still be remembered. */
const REMEMBERED = 3;

const compiler = NodeCompiler.create({
  workspace: import.meta.dirname,
  fontArgs: [{ fontPaths: [dirname(fontFile('ttf/Vazirmatn-Regular.ttf'))] }],
});

answering((document: PrintDocument): Uint8Array => {
  const { code } = document;
  const picture = code && qrSvg(code.content, 'xmlns="http://www.w3.org/2000/svg"');
  const inputs = { document: JSON.stringify({ ...document, picture }) };
  const compiled = compiler.compile({ mainFileContent: TEMPLATE, inputs });
  const laidOut = compiled.result;
  if (!laidOut) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics));
  // Readable with a screen reader: tags, title and language are demanded and checked.
  const pdf = new Uint8Array(compiler.pdf(laidOut, { pdfStandard: 'ua-1' }));
  compiler.evictCache(REMEMBERED);
  return pdf;
});
