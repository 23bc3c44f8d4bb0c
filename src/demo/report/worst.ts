import type { GapCell, GapReport } from '../../gaps/contract.ts';
import type { RecordedNeed } from '../../needs/contract.ts';
import type { Api } from '../client.ts';
import { EXTENSION, SAMPLE } from '../needs.ts';
import { type Column, figure, table, words } from './layout.ts';

const WORST = 10;
/** Of each sector that is not among the ten: person-months of different sectors do not compare. */
const WORST_OF_OTHERS = 2;

type KnownCell = GapCell & {
  needPm: number;
  coverage: NonNullable<GapCell['coverage']>;
  waterfall: NonNullable<GapCell['waterfall']>;
};

/** What each class of supply that has not arrived and is not safely on its way says about a gap. */
const CAUSES = {
  late: 'late',
  held: 'held',
  stale: 'no news',
  firm: 'firm but not moving',
  pledged: 'only pledged',
  lost: 'lost',
  unpledged: 'unpledged',
} as const satisfies Partial<Record<keyof KnownCell['waterfall'], string>>;

const COLUMNS: readonly Column[] = [
  { title: 'Province', align: 'left' },
  { title: 'IPC', align: 'right' },
  { title: 'Sector', align: 'left' },
  { title: 'Month', align: 'left' },
  { title: 'Need pm', align: 'right' },
  { title: 'Need is', align: 'left' },
  { title: 'Covered', align: 'right' },
  { title: 'Priority', align: 'right' },
];

interface NamedProvince {
  pcode: string;
  name: { en: string };
  ipcPhase?: number;
}

/** The worst gaps by priority, one line per province and sector: its worst month. */
export async function worstGaps(api: Api, report: GapReport): Promise<string[]> {
  const provinces = new Map(
    (await api.get<{ items: NamedProvince[] }>('/provinces')).items.map((province) => [
      province.pcode,
      province,
    ]),
  );
  const ranked = rankedLanes(report.cells);
  const worst = ranked.slice(0, WORST);
  const shown = new Set<string>(worst.map(({ sector }) => sector));
  const others = [...Map.groupBy(ranked, ({ sector }) => sector)].flatMap(([sector, cells]) =>
    shown.has(sector) ? [] : cells.slice(0, WORST_OF_OTHERS),
  );
  const cells = [...worst, ...others];
  const rows = await Promise.all(
    cells.map(async (cell) => rowOf(cell, provinces, await kindOfNeed(api, cell))),
  );
  const [heading = '', ...body] = table(COLUMNS, rows);
  const gaps = body.map((line, index) => [line, ...causeLine(cells[index])]);
  return [
    heading,
    ...gaps.slice(0, worst.length).flat(),
    ...(others.length > 0
      ? ['  and the worst of the other sectors:', ...gaps.slice(worst.length).flat()]
      : []),
    '  pm: person-months. Covered: arrived, or on its way in time. Priority: severity × uncovered pm × urgency.',
  ];
}

function causeLine(cell: KnownCell | undefined): string[] {
  return cell ? [`      why: ${causesOf(cell).join(' · ')}`] : [];
}

/** The worst month of every province and sector that is short, the worst first. */
export function rankedLanes(cells: readonly GapCell[]): KnownCell[] {
  const known = cells.filter((cell): cell is KnownCell => cell.coverage !== null && cell.priority > 0);
  const lanes = Map.groupBy(known, ({ province, sector }) => `${province} ${sector}`);
  return [...lanes.values()].flatMap((lane) => lane.toSorted(byPriority).slice(0, 1)).sort(byPriority);
}

function byPriority(a: GapCell, b: GapCell): number {
  return b.priority - a.priority || (a.province < b.province ? -1 : 1);
}

function rowOf(cell: KnownCell, provinces: ReadonlyMap<string, NamedProvince>, kind: string): string[] {
  const province = provinces.get(cell.province);
  return [
    province?.name.en ?? cell.province,
    String(province?.ipcPhase ?? '?'),
    words(cell.sector),
    cell.month,
    figure(cell.needPm),
    kind,
    `${figure(cell.coverage.inTransit * 100)} %`,
    figure(cell.priority),
  ];
}

/** The causes of a gap with their shares of need, the greatest first; what is below half a per cent is not worth a word. */
export function causesOf({ needPm, waterfall }: KnownCell): string[] {
  return Object.entries(CAUSES)
    .map(([part, word]) => ({ word, percent: (waterfall[part as keyof typeof CAUSES] / needPm) * 100 }))
    .filter(({ percent }) => percent >= 0.5)
    .sort((a, b) => b.percent - a.percent)
    .map(({ word, percent }) => `${word} ${figure(percent)} %`);
}

/** What kind of figure the need of a cell is, by its source. */
async function kindOfNeed(api: Api, { province, sector, month }: KnownCell): Promise<string> {
  const query = new URLSearchParams({ province, sector, from: month, to: month });
  const [need] = (await api.get<{ items: RecordedNeed[] }>(`/needs?${query.toString()}`)).items;
  if (!need) return 'unknown';
  if (need.source.startsWith(SAMPLE)) return 'SAMPLE';
  if (need.source.startsWith(EXTENSION)) return 'extension';
  return need.isEstimate ? 'estimate' : 'reported';
}
