import qrcode from 'qrcode';

/** White around a code, in modules: what readers ask for (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/**
 * A QR code as the path of its dark modules, in a square of `size` units. Level M: it is still read when 15 % of it is smudged or torn,
 * as papers in a lorry are.
 */
function qrPath(content: string): { size: number; path: string } {
  const { modules } = qrcode.create([{ data: Buffer.from(content), mode: 'byte' }], {
    errorCorrectionLevel: 'M',
  });
  const runs: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (!modules.get(row, column)) continue;
      const start = column;
      while (column + 1 < modules.size && modules.get(row, column + 1)) column += 1;
      runs.push(`M${start + QUIET_ZONE} ${row + QUIET_ZONE}h${column - start + 1}v1H${start + QUIET_ZONE}z`);
    }
  }
  return { size: modules.size + 2 * QUIET_ZONE, path: runs.join('') };
}

/** A QR code as an SVG picture, black on white. `attributes` are put on it as they are. */
export function qrSvg(content: string, attributes: string): string {
  const { size, path } = qrPath(content);
  return `<svg ${attributes} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}
