import type { Item } from '../../catalogue/catalogue.ts';
import { type GapFlag, gapFlag } from '../../gaps/contract/flags.ts';
import type { Discrepancy } from '../../reconciliation/contract.ts';
import type { NettingHint } from '../../reconciliation/contract/netting.ts';
import { CASE_STATES } from '../../reconciliation/rules/case.ts';
import { DISCREPANCY_KINDS } from '../../reconciliation/rules/discrepancies.ts';
import { LINE_STATES } from '../../reconciliation/rules/line-state.ts';
import { SHIPMENT_FLAGS, SHIPMENT_STATUSES } from '../../shipments/rules/codes.ts';
import type { Shipment, ShipmentSummary } from '../../shipments/contract.ts';
import { type Api, inParallel } from '../client.ts';
import { type Column, figure, listed, table, words } from './layout.ts';

const LIMIT = 8;
const LABEL_WIDTH = 18;

const QUANTITIES = [
  'dispatched',
  'good',
  'damaged',
  'missing',
  'lost',
  'returned',
  'outstanding',
  'excess',
] as const;
type Quantity = (typeof QUANTITIES)[number];

/** Units of UN/ECE Recommendation 20 in words; kilograms are shown as tonnes. */
const UNITS: Readonly<Record<string, { name: string; per: number; decimals: number }>> = {
  KGM: { name: 'tonnes', per: 1000, decimals: 2 },
  H87: { name: 'pieces', per: 1, decimals: 0 },
  SET: { name: 'sets', per: 1, decimals: 0 },
};

const COLUMNS: readonly Column[] = [
  { title: 'Cargo', align: 'left' },
  { title: 'in', align: 'left' },
  ...QUANTITIES.map((title): Column => ({ title, align: 'right' })),
];

/** What became of the cargo: shipments by status and flag, lines by state, what disagrees and what is short, and the balance of every sector. */
export async function reconciled(api: Api): Promise<string[]> {
  const summaries = await api.list<ShipmentSummary>('/shipments');
  const shipments: Shipment[] = [];
  await inParallel(summaries, LIMIT, async ({ id }) => {
    shipments.push(await api.get<Shipment>(`/shipments/${id}`));
  });
  const open = (await api.list<Discrepancy>('/discrepancies')).filter(({ closedAt }) => closedAt === null);
  const hints = await api.list<NettingHint>('/netting-hints?state=proposed');
  const flags = await api.get<{ items: GapFlag[] }>('/gap-flags');
  const short = flags.items.filter(({ closedAt }) => closedAt === null);
  const { items } = await api.get<{ items: Pick<Item, 'code' | 'sector'>[] }>('/items');
  const lines = shipments.flatMap((shipment) => shipment.lines);
  const tally = (label: string, codes: readonly string[], found: readonly string[]) =>
    listed(label, countsOf(codes, found), LABEL_WIDTH);
  return [
    ...tally(
      `${shipments.length} shipments`,
      SHIPMENT_STATUSES,
      shipments.map(({ status }) => status),
    ),
    ...tally(
      'with flags',
      SHIPMENT_FLAGS,
      shipments.flatMap(({ flags }) => flags),
    ),
    ...tally(
      `${lines.length} lines`,
      LINE_STATES,
      lines.map(({ state }) => state),
    ),
    ...tally(
      `${open.length} discrepancies`,
      DISCREPANCY_KINDS,
      open.map(({ kind }) => kind),
    ),
    ...tally(
      'as cases',
      CASE_STATES,
      open.map(({ state }) => state),
    ),
    ...hints.flatMap(toldOf),
    ...tally(
      `${short.length} lanes short`,
      gapFlag.shape.severity.options,
      short.map(({ severity }) => severity),
    ),
    '',
    ...table(COLUMNS, balances(lines, new Map(items.map(({ code, sector }) => [code, sector])))),
    '  dispatched + excess = good + damaged + missing + lost + returned + outstanding, for every line.',
  ];
}

/** What a netting hint says, in a line. */
function toldOf({ quantity, unit, item, excessWaybill, shortWaybill }: NettingHint): string[] {
  const { name, per, decimals } = UNITS[unit] ?? { name: unit, per: 1, decimals: 0 };
  const much = `${figure(quantity / per, decimals)} ${name} of ${words(item)}`;
  const told = `${much}: too many on ${excessWaybill}, missing on ${shortWaybill}`;
  return listed('netting hint', [told], LABEL_WIDTH);
}

/** How often each code was found, in the order of the list; what was not found is not mentioned. */
function countsOf(codes: readonly string[], found: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const code of found) counts.set(code, (counts.get(code) ?? 0) + 1);
  return codes.flatMap((code) => {
    const count = counts.get(code);
    return count === undefined ? [] : [`${words(code)} ${count}`];
  });
}

/** One row per sector and unit: kits and kilograms are not added up. */
function balances(lines: Shipment['lines'], sectorOf: ReadonlyMap<string, string>): string[][] {
  const groups = Map.groupBy(lines, ({ item, unit }) => `${sectorOf.get(item) ?? '?'} ${unit}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, members]) => {
      const [sector = '', code = ''] = group.split(' ');
      const { name, per, decimals } = UNITS[code] ?? { name: code, per: 1, decimals: 0 };
      const total = (quantity: Quantity) => members.reduce((sum, line) => sum + line[quantity], 0) / per;
      return [words(sector), name, ...QUANTITIES.map((quantity) => figure(total(quantity), decimals))];
    });
}
