import type { LineAccount } from './balance.ts';
import type { ReasonCode, Responsibility } from './codes.ts';
import type { HistoryEntry } from './history.ts';
import type { ReceivedPart } from './receipts.ts';

/** Everything that makes less or more of a line than was planned, in the order of the way it goes. */
export const ADJUSTMENT_KINDS = [
  'short_loaded',
  'over_loaded',
  'lost',
  'damaged',
  'missing',
  'excess',
  'returned',
] as const;
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number];

/** One reason why a line is not what it was planned to be: who said it, when, and whose fault it was. */
export interface Adjustment {
  kind: AdjustmentKind;
  /** In thousandths of the item's unit, above 0. */
  quantityMilli: number;
  reason: ReasonCode | null;
  reasonText: string | null;
  responsibility: Responsibility | null;
  /** The event that says so. */
  event: string;
  /** The instant it counts at. */
  at: number;
}

interface Said {
  reason?: ReasonCode | null;
  reasonText?: string | null;
  responsibility?: Responsibility | null;
}

/**
 * The loss & adjustment figures of a line, in the order of its history. Those of a kind add up to its column of the balance, so that
 * planned − short loaded + over loaded = dispatched, and dispatched + excess = good + damaged + missing + lost + returned +
 * outstanding. Losses count in the order they happened, up to what the balance counts of them; what was accounted for beyond the
 * dispatched quantity is excess that nobody explained, of the latest receipts and then of the latest returns.
 */
export function adjustmentsOf(account: LineAccount, history: readonly HistoryEntry[]): Adjustment[] {
  const { line } = account;
  const counted = history.filter(({ standing }) => standing === 'counted');
  const surplus = surplusOf(account, counted);
  const loading = counted.findLast((entry) => loads(entry, line?.id));
  const found: Adjustment[] = [];
  let lossLeft = account.lost;
  for (const entry of counted) {
    const { event, at } = entry;
    const add = (kind: AdjustmentKind, quantityMilli: number, said: Said = {}) => {
      if (quantityMilli <= 0) return;
      const { reason = null, reasonText = null, responsibility = null } = said;
      found.push({ kind, quantityMilli, reason, reasonText, responsibility, event: event.id, at });
    };
    if (entry === loading && line !== null) {
      add('short_loaded', line.quantityMilli - account.dispatched);
      add('over_loaded', account.dispatched - line.quantityMilli);
    }
    if (event.type === 'received') {
      for (const part of account.receipts) {
        if (part.receipt !== event.id) continue;
        for (const kind of ['damaged', 'missing', 'excess'] as const) add(kind, part[kind], part.entry);
        add('excess', surplus.get(part) ?? 0);
      }
    }
    if (event.type !== 'lost' && event.type !== 'returned') continue;
    for (const said of event.lines) {
      if (said.line !== line?.id) continue;
      const quantity = event.type === 'lost' ? Math.min(said.quantityMilli, lossLeft) : said.quantityMilli;
      if (event.type === 'lost') lossLeft -= quantity;
      add(event.type, quantity, said);
      add('excess', surplus.get(said) ?? 0);
    }
  }
  return found;
}

function loads({ event }: HistoryEntry, line: string | undefined): boolean {
  return event.type === 'dispatched' && event.lines.some((loaded) => loaded.line === line);
}

/** Of which entries the units are that were accounted for beyond what was dispatched. */
function surplusOf(account: LineAccount, counted: readonly HistoryEntry[]): Map<object, number> {
  const taken = new Map<object, number>();
  let left = account.excess - account.receipts.reduce((sum, { excess }) => sum + excess, 0);
  const take = (from: object, quantityMilli: number) => {
    const units = Math.min(left, quantityMilli);
    if (units > 0) taken.set(from, units);
    left -= units;
  };
  for (const part of account.receipts.toReversed()) take(part, settledBy(part));
  for (const { event } of counted.toReversed()) {
    if (event.type !== 'returned') continue;
    for (const said of event.lines.toReversed())
      if (said.line === account.line?.id) take(said, said.quantityMilli);
  }
  return taken;
}

function settledBy({ good, damaged, missing, excess }: ReceivedPart): number {
  return good + damaged + missing - excess;
}
