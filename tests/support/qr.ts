/**
 * Reads a QR code as a phone does once it has found the squares (ISO/IEC 18004), versions 2 to 6 of level M: what is needed to say that a code
 * holds what it should. A clean picture needs no correction, so none is done; a code that is wrong reads as something else.
 */

/** By version: data blocks as [how many, data bytes in each]. */
const BLOCKS: Readonly<Record<number, readonly [number, number]>> = {
  ...{ 2: [1, 28], 3: [1, 44], 4: [2, 32], 5: [2, 43], 6: [4, 27] },
};
const MASKS: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_r, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
];
const FORMAT_MASK = 0b101010000010010;
const LEVEL_M = 0b00;

/** What the QR code of an SVG picture says. */
export function readQr(svg: string): string {
  return textOf(modulesOf(svg));
}

/** The dark modules of a picture made of runs `M x y h n v1 H x z`, without its white border. */
function modulesOf(svg: string): boolean[][] {
  const runs = [...svg.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)].map((run) => run.slice(1, 4).map(Number));
  const from = Math.min(...runs.map(([x]) => x!));
  const size = Math.max(...runs.map(([x, , n]) => x! + n!)) - from;
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [x, y, n] of runs) modules[y! - from]!.fill(true, x! - from, x! - from + n!);
  return modules;
}

function textOf(modules: boolean[][]): string {
  const size = modules.length;
  const version = (size - 17) / 4;
  const [blocks, length] = BLOCKS[version] ?? fail(`version ${version}`);
  // Beside the upper left finder, from the end.
  const places = [0, 1, 2, 3, 4, 5, 7, 8].map((row) => [row, 8] as const);
  const format = [...places, ...[7, 5, 4, 3, 2, 1, 0].map((column) => [8, column] as const)].reduce(
    (bits, [row, column], index) => bits | (Number(modules[row]![column]) << index),
    0,
  );
  const [level, mask] = [(format ^ FORMAT_MASK) >> 13, ((format ^ FORMAT_MASK) >> 10) & 7];
  if (level !== LEVEL_M) fail(`level ${level}`);
  const bits = zigzag(size, version).map(
    ([row, column]) => modules[row]![column] !== MASKS[mask]!(row, column),
  );
  const bytes = Array.from({ length: blocks * length }, (_, index) => byteAt(bits, index * 8));
  // The blocks are dealt out byte by byte.
  const data = Array.from({ length: blocks }, (_, block) => bytes.filter((_byte, i) => i % blocks === block));
  const stream = data
    .flat()
    .flatMap((byte) => Array.from({ length: 8 }, (_, i) => ((byte >> (7 - i)) & 1) === 1));
  if (byteAt(stream, 0) >> 4 !== 0b0100) fail('mode');
  const count = byteAt(stream, 4);
  return Buffer.from(Array.from({ length: count }, (_, i) => byteAt(stream, 12 + i * 8))).toString('utf8');
}

function byteAt(bits: readonly boolean[], at: number): number {
  return bits.slice(at, at + 8).reduce((byte, bit) => byte * 2 + Number(bit), 0);
}

/** The modules that hold data, in the order it is written: two columns at a time, up and down, from the right. */
function zigzag(size: number, version: number): [number, number][] {
  const alignment = 4 * version + 10;
  const isFixed = (row: number, column: number) =>
    (row < 9 && (column < 9 || column >= size - 8)) ||
    (row >= size - 8 && column < 9) ||
    row === 6 ||
    column === 6 ||
    (Math.abs(row - alignment) <= 2 && Math.abs(column - alignment) <= 2);
  const found: [number, number][] = [];
  let up = true;
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const row = up ? size - 1 - step : step;
      for (const column of [right, right - 1]) if (!isFixed(row, column)) found.push([row, column]);
    }
    up = !up;
  }
  return found;
}

function fail(what: string): never {
  throw new Error(`a QR code of another kind: ${what}`);
}
