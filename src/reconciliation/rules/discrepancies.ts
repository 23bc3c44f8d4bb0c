import { endOfDay } from '../../platform/calendar.ts';
import type { LineAccount } from '../../shipments/rules/balance.ts';
import { plannedDestination, type ShipmentEvent, type ShipmentFacts } from '../../shipments/rules/facts.ts';
import type { ShipmentState } from '../../shipments/rules/fold.ts';
import { isMisdelivered } from './misdelivery.ts';
import { promiseClass } from './owned-parcel.ts';
import type { PledgeLineFacts } from './pledge-parcels.ts';

/** Kinds of disagreement between what was promised, sent and received (`domain.md` §7). */
export const DISCREPANCY_KINDS = [
  'short_receipt',
  'excess_receipt',
  'damage',
  'loss',
  'unplanned_item',
  'misdelivery',
  'overdue',
  'stale',
  'suspected_duplicate_receipt',
  'over_shipped_pledge',
  'pledge_overdue',
  'sequence_anomaly',
  'short_loaded',
] as const;

export type DiscrepancyKind = (typeof DISCREPANCY_KINDS)[number];

/** A reason somebody gave, with the quantity it explains in thousandths of the item's unit. */
export interface Cause {
  reason: string;
  responsibility: string | null;
  quantityMilli: number;
}

/** A disagreement that the facts show now. */
export interface Disagreement {
  kind: DiscrepancyKind;
  /** The planned line or, for an unplanned item, the item; null when it is about the whole. */
  line: string | null;
  item: string | null;
  /** The pledge line concerned, if any. */
  pledgeLine: string | null;
  province: string | null;
  /** In thousandths of the item's unit; null when it is about the whole. */
  quantityMilli: number | null;
  /** Of money: what is at stake in US cents, for which sector (none: unallocated). */
  money: { amountUsd: number; sector: string | null; costPerPmUsd: number | null } | null;
  causes: Cause[];
  /** The events that contradict each other, where it is about those. */
  events: string[];
}

const NOTHING_MORE = { money: null, causes: [], events: [] };
const THE_WHOLE = { ...NOTHING_MORE, line: null, item: null, pledgeLine: null, quantityMilli: null };

/** Everything about a shipment that disagrees, as its facts stand. */
export function disagreementsOf(facts: ShipmentFacts, state: ShipmentState): Disagreement[] {
  const events = state.history.filter(({ standing }) => standing === 'counted').map(({ event }) => event);
  const found = state.lines.flatMap((account) => disagreementsOfLine(facts, state, account, events));
  if (state.flags.includes('out_of_sequence')) {
    const province = facts.destination.province;
    found.push({ kind: 'sequence_anomaly', ...THE_WHOLE, province });
  }
  return found;
}

function disagreementsOfLine(
  facts: ShipmentFacts,
  state: ShipmentState,
  account: LineAccount,
  events: readonly ShipmentEvent[],
): Disagreement[] {
  const { journey, flags } = state;
  const { line, item, outstanding } = account;
  const destination = journey.divertedTo ?? plannedDestination(facts, line);
  const found: Disagreement[] = [];
  const add = (
    kind: DiscrepancyKind,
    quantityMilli: number,
    more: Partial<Pick<Disagreement, 'causes' | 'events'>> = {},
  ) => {
    if (quantityMilli <= 0) return;
    const about = { line: line?.id ?? item, item, pledgeLine: line?.pledgeLine ?? null };
    found.push({ ...NOTHING_MORE, kind, ...about, province: destination.province, quantityMilli, ...more });
  };
  const said = (column: Column) => ({ causes: receiptCauses(events, account, column) });
  add('short_receipt', account.missing, said('missing'));
  add('damage', account.damaged, said('damaged'));
  add(line === null ? 'unplanned_item' : 'excess_receipt', account.excess, said('excess'));
  add('loss', account.lost, { causes: lossCauses(events, account) });
  add('misdelivery', misdelivered(facts, state, account));
  const disputed = disputedReceipts(state, account);
  add('suspected_duplicate_receipt', disputed.units, { events: disputed.events });
  if (line !== null && journey.moving) add('short_loaded', line.quantityMilli - account.dispatched);
  if (flags.includes('overdue')) add('overdue', outstanding);
  if (flags.includes('stale')) add('stale', outstanding);
  return found;
}

function misdelivered(facts: ShipmentFacts, { journey }: ShipmentState, { receipts }: LineAccount): number {
  let units = 0;
  for (const part of receipts) if (isMisdelivered(facts, journey, part)) units += part.good + part.damaged;
  return units;
}

/** Units named by receipts that are held apart until a person says which is true; those receipts, and the ones they seem to repeat. */
function disputedReceipts({ history }: ShipmentState, account: LineAccount) {
  let units = 0;
  const events = new Set<string>();
  for (const { event, standing, duplicateOf } of history) {
    if (standing !== 'disputed' || event.type !== 'received') continue;
    for (const entry of event.lines) {
      if (!isAbout(entry, account)) continue;
      units += entry.good + entry.damaged + entry.missing;
      if (duplicateOf !== null) events.add(duplicateOf);
      events.add(event.id);
    }
  }
  return { units, events: [...events] };
}

type Column = 'damaged' | 'missing' | 'excess';

function receiptCauses(events: readonly ShipmentEvent[], account: LineAccount, column: Column): Cause[] {
  return events.flatMap((event) =>
    event.type === 'received'
      ? event.lines.flatMap((entry) => {
          const { reason, responsibility } = entry;
          if (!isAbout(entry, account) || reason === null || entry[column] === 0) return [];
          return [{ reason, responsibility, quantityMilli: entry[column] }];
        })
      : [],
  );
}

function lossCauses(events: readonly ShipmentEvent[], { line }: LineAccount): Cause[] {
  return events.flatMap((event) =>
    event.type === 'lost'
      ? event.lines.flatMap(({ line: of, reason, responsibility = null, quantityMilli }) =>
          of === line?.id && reason !== null ? [{ reason, responsibility, quantityMilli }] : [],
        )
      : [],
  );
}

function isAbout(entry: { line: string | null; item: string | null }, { line, item }: LineAccount): boolean {
  return line === null ? entry.line === null && entry.item === item : entry.line === line.id;
}

/**
 * Everything about a pledge that disagrees at `now`: more shipped and allocated than was promised, or its day has passed with
 * part of it still only a promise — goods not shipped, money not paid.
 */
export function disagreementsOfPledge(lines: readonly PledgeLineFacts[], now: number): Disagreement[] {
  return lines.flatMap((line): Disagreement[] => {
    const { id, province, expectedBy, status } = line;
    if (promiseClass(status) === null) return [];
    const isOverdue = expectedBy !== null && now >= endOfDay(expectedBy);
    const about = { ...NOTHING_MORE, line: id, pledgeLine: id, province };
    if (line.kind === 'financial') {
      const amountUsd = line.amountUsd - line.childrenUsd;
      if (!isOverdue || status === 'paid' || amountUsd <= 0) return [];
      const { costPerPmUsd } = line;
      const money = { amountUsd, sector: costPerPmUsd === null ? null : line.sector, costPerPmUsd };
      return [{ ...about, kind: 'pledge_overdue', item: null, quantityMilli: null, money }];
    }
    const left = line.quantityMilli - line.childrenMilli - line.shippedMilli + line.returnedMilli;
    const goods = { ...about, item: line.item };
    if (left < 0) return [{ ...goods, kind: 'over_shipped_pledge', quantityMilli: -left }];
    return left > 0 && isOverdue ? [{ ...goods, kind: 'pledge_overdue', quantityMilli: left }] : [];
  });
}
