import type { EditableLine } from './edit.ts';

interface LineNow extends EditableLine {
  /** None: with the pledge. */
  recordedAt: number | null;
}

interface LineThen extends Pick<
  EditableLine,
  'sector' | 'province' | 'item' | 'quantityMilli' | 'amountMinor'
> {
  line: string;
  version: number;
}

/**
 * What the lines of a pledge said in one of its versions: each what it said before the first change that ended this version or a later
 * one, else what it says now. Lines that were added later were not there.
 */
export function saidIn(
  lines: readonly LineNow[],
  superseded: readonly LineThen[],
  { version, supersededAt }: { version: number; supersededAt: number },
): EditableLine[] {
  return lines
    .filter(({ recordedAt }) => recordedAt === null || recordedAt < supersededAt)
    .map((line) => {
      const then = superseded
        .filter((row) => row.line === line.id && row.version >= version)
        .reduce<LineThen | undefined>(
          (a, b) => (a === undefined || b.version < a.version ? b : a),
          undefined,
        );
      if (!then) return line;
      const { sector, province, item, quantityMilli, amountMinor } = then;
      return { ...line, sector, province, item, quantityMilli, amountMinor };
    });
}
