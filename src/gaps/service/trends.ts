import { laneKey } from '../../places/rules/lane-key.ts';
import { addMonths, monthOf } from '../../platform/calendar.ts';
import type { GapCell, GapReport } from '../contract.ts';
import type { LaneTrends, TrendQuery } from '../contract/trends.ts';
import { trendOf } from '../rules/trend.ts';

type ReportOf = (query: {
  sector?: string | undefined;
  region?: string | undefined;
  province?: string | undefined;
  from: string;
  to: string;
  asKnownOn?: string | undefined;
}) => Promise<GapReport>;

const keyOf = ({ province, sector }: GapCell) => laneKey(province, sector);
const coveredOf = (cell: GapCell | undefined) => cell?.coverage?.inTransit ?? null;

/** Where the coverage of each lane is going: two readings of the same report. */
export async function trendsOf(
  reportOf: ReportOf,
  { month: asked, back, since, sector, region, province }: TrendQuery,
  now: number,
): Promise<LaneTrends> {
  const month = asked ?? monthOf(now);
  const first = addMonths(month, -back);
  const lanesOf = { sector, region, province };
  const report = await reportOf({ ...lanesOf, from: first, to: month });
  const then =
    since === undefined ? null : await reportOf({ ...lanesOf, from: month, to: month, asKnownOn: since });
  const thenOf = new Map(then?.cells.map((cell) => [keyOf(cell), cell]));
  const items = [...Map.groupBy(report.cells, keyOf)].flatMap(([key, cells]): LaneTrends['items'] => {
    const cell = cells.find((one) => one.month === month);
    if (!cell) return [];
    const covered = coveredOf(cell);
    const compared = (before: number | null) => ({ covered: before, ...trendOf(covered, before) });
    return [
      {
        ...{ province: cell.province, sector: cell.sector, level: cell.level, covered },
        months: cells.map((one) => ({ month: one.month, needPm: one.needPm, covered: coveredOf(one) })),
        earlier: { month: first, ...compared(coveredOf(cells.find((one) => one.month === first))) },
        since: then && { asOf: then.asOf, ...compared(coveredOf(thenOf.get(key))) },
      },
    ];
  });
  const loss = ({ earlier, since: told }: LaneTrends['items'][number]) =>
    (since === undefined ? earlier.change : told?.change) ?? Infinity;
  items.sort((a, b) => (loss(a) === loss(b) ? 0 : loss(a) - loss(b)));
  return { asOf: report.asOf, month, items, nextCursor: null };
}
