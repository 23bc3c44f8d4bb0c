/**
 * The text of a PDF as this service's printer writes it: what a reader finds when it searches, page by page, in reading order. Objects are
 * not compressed, content is, fonts are known by two-byte glyphs, and runs from right to left are marked as reversed.
 */
import { inflateSync } from 'node:zlib';

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** A text without white space and marks of direction, which show nothing. */
export const unspaced = (text: string): string => text.replace(/[\s\u200e\u200f\u2066-\u2069]/g, '');

/** The pages of a PDF, without white space: between words it is often no more than a distance. Of a line from right to left every word is whole. */
export function pagesOf(pdf: Uint8Array): string[] {
  const objects = new Map(
    Array.from(latin1(pdf).matchAll(/^(\d+) 0 obj\n([^]*?)\nendobj/gm), ([, id, body]) => [id!, body!]),
  );
  const streamOf = (id: string): string => {
    const body = objects.get(id) ?? '';
    const start = body.indexOf('stream\n');
    const data = body.slice(start + 7, body.lastIndexOf('\nendstream'));
    const isDeflated = body.slice(0, start).includes('/FlateDecode');
    return isDeflated ? latin1(inflateSync(Buffer.from(data, 'latin1'))) : data;
  };
  return [...objects.values()]
    .filter((body) => /\/Type \/Page\b/.test(body))
    .map((page) => {
      const fonts = new Map(
        Array.from(page.matchAll(/\/(f\d+) (\d+) 0 R/g), ([, name, font]) => {
          const [, unicode] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font!) ?? '') ?? [];
          return [name!, unicode === undefined ? new Map<number, string>() : lettersOf(streamOf(unicode))];
        }),
      );
      const [, content] = /\/Contents (\d+) 0 R/.exec(page) ?? [];
      return content === undefined ? '' : textOf(streamOf(content), fonts);
    });
}

/** What the glyphs of a font stand for. */
function lettersOf(cmap: string): Map<number, string> {
  const letters = new Map<number, string>();
  for (const [, block] of cmap.matchAll(/beginbfchar\n([^]*?)endbfchar/g))
    for (const [, glyph, text] of block!.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g))
      letters.set(Number.parseInt(glyph!, 16), Buffer.from(text!, 'hex').swap16().toString('utf16le'));
  return letters;
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> = new Map();
  let isReversed = false;
  let text = '';
  for (const [operator, name] of content.matchAll(
    /^\/ReversedChars BMC|^\/(f\d+) [\d.]+ Tf|^EMC|^\[.*\] TJ$|^.* Tj$/gm,
  )) {
    if (operator === '/ReversedChars BMC') isReversed = true;
    else if (operator === 'EMC') isReversed = false;
    else if (name !== undefined) font = fonts.get(name) ?? font;
    else {
      const letters = glyphsIn(operator).map((glyph) => font.get(glyph) ?? '');
      text += (isReversed ? letters.reverse() : letters).join('');
    }
  }
  return unspaced(text);
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** A string: written in parentheses, with those in it in pairs or escaped, or in hexadecimal. */
const STRING = /\(((?:\\[^]|[^\\()]|\((?:\\[^]|[^\\()])*\))*)\)|<([0-9A-F]+)>/g;

/** The glyphs of the strings that an operator shows. */
function glyphsIn(operator: string): number[] {
  return [...operator.matchAll(STRING)].flatMap(([, string = '', hexadecimal]) => {
    const bytes =
      hexadecimal === undefined
        ? Buffer.from(string.replace(/\\([0-7]{1,3}|[^])/g, unescaped), 'latin1')
        : Buffer.from(hexadecimal, 'hex');
    return Array.from({ length: bytes.length / 2 }, (_, index) => bytes.readUInt16BE(index * 2));
  });
}

function unescaped(_all: string, code: string): string {
  return /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPED[code] ?? code);
}
