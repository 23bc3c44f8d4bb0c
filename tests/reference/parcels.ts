import type { ShipmentEvent, ShipmentFacts } from '../../src/shipments/rules/facts.ts';
import { balances, bound } from './balance.ts';
import type { Balance, Entry } from './balance.ts';
import { dayEnds, etasOf, isMovement, monthAt, plannedProvince, sum } from './history.ts';

export interface Coverage {
  sector: string;
  numerator: number;
  denominator: number;
  monthsOfUse: number;
}

/** A parcel as §8 words it, with its lane and the line it comes from. */
export interface ReferenceParcel {
  line: string | null;
  item: string | null;
  class: string;
  province: string | null;
  sector: string;
  arrivalMonth: string;
  dueMonth: string;
  monthsOfUse: number;
  quantityMilli: number | null;
  amountUsd: number | null;
  personDaysMilli: number;
}

/** Rounded half to even, the slow way. */
export function halfEven(numerator: bigint, denominator: bigint): number {
  const floor = numerator / denominator;
  const rest = (numerator % denominator) * 2n;
  const up = rest > denominator || (rest === denominator && floor % 2n === 1n);
  return Number(up ? floor + 1n : floor);
}

type Portion = Pick<ReferenceParcel, 'class' | 'province' | 'arrivalMonth' | 'dueMonth'> & {
  units: number;
};

/**
 * What of each entry is excess: its own, from good units first; then what exceeds the dispatched quantity, from good
 * units first, of the latest receipts.
 */
function excessOf(line: Balance): Map<Entry, { good: number; damaged: number; missing: number }> {
  const taken = new Map(
    line.entries.map((entry) => {
      const good = Math.min(entry.good, entry.excess);
      return [entry, { good, damaged: entry.excess - good, missing: 0 }];
    }),
  );
  let beyond = line.excess - sum(line.entries.map((entry) => entry.excess));
  for (const part of ['good', 'damaged', 'missing'] as const) {
    for (const entry of [...line.entries].reverse()) {
      const more = Math.min(beyond, entry[part] - taken.get(entry)![part]);
      taken.get(entry)![part] += more;
      beyond -= more;
    }
  }
  return taken;
}

function delivered(line: Balance, due: string | null): Portion[] {
  const taken = excessOf(line);
  return line.entries.flatMap((entry) => {
    const here = { class: 'delivered', province: entry.province, arrivalMonth: entry.month };
    const excess = entry.misdelivered ? entry.good : taken.get(entry)!.good;
    return [
      { ...here, dueMonth: due ?? entry.month, units: entry.good - excess },
      { ...here, dueMonth: entry.month, units: excess },
    ];
  });
}

/** Damaged, missing, lost and misdelivered, without excess. */
function lostUnits(line: Balance): number {
  const taken = excessOf(line);
  const perEntry = line.entries.map((entry) => {
    const excess = taken.get(entry)!;
    const astray = entry.misdelivered ? entry.good - excess.good : 0;
    return entry.damaged - excess.damaged + entry.missing - excess.missing + astray;
  });
  return sum(perEntry) + line.lost;
}

function wayClass(first: string | null, current: string | null, flags: readonly string[], now: number) {
  if (flags.includes('stale')) return 'stale';
  if (flags.includes('held')) return 'held';
  if (first !== null && now >= dayEnds(first)) return 'late';
  if (first !== null && current!.slice(0, 7) > first.slice(0, 7)) return 'late';
  return 'inTransit';
}

function promised(status: string | null): string | null {
  if (status === 'cancelled' || status === 'expired') return null;
  return status === 'pledge' ? 'pledged' : 'firm';
}

/** The parcels of a shipment at an instant; `list` are its counted events, `pledges` the statuses by pledge line. */
export function parcelsOf(
  shipment: ShipmentFacts,
  list: readonly ShipmentEvent[],
  flags: readonly string[],
  pledges: ReadonlyMap<string, string>,
  coverage: Readonly<Record<string, Coverage>>,
  now: number,
): ReferenceParcel[] {
  const moving = list.some(isMovement);
  const first = etasOf(shipment, list).at(0) ?? null;
  const current = etasOf(shipment, list).at(-1) ?? null;
  const due = first?.slice(0, 7) ?? null;
  const arrival = current === null ? null : [current.slice(0, 7), monthAt(now)].sort()[1]!;
  const expected = { arrivalMonth: arrival ?? '', dueMonth: due ?? current?.slice(0, 7) ?? '' };

  return balances(shipment, list).flatMap((line) => {
    const portions: Portion[] = delivered(line, due);
    const toward = arrival === null ? null : bound(shipment, list, line.line);
    const ahead = { ...expected, province: toward };
    if (moving) {
      portions.push({ ...ahead, class: wayClass(first, current, flags, now), units: line.outstanding });
    } else if (line.line !== null && !list.some((event) => event.type === 'cancelled')) {
      const pledge = shipment.lines.find(({ id }) => id === line.line)!.pledgeLine;
      const kind = promised(pledge === null ? null : (pledges.get(pledge) ?? null));
      if (kind !== null) portions.push({ ...ahead, class: kind, units: line.planned });
    }
    const home = expected.dueMonth === '' ? null : plannedProvince(shipment, line.line);
    const dueMonth = expected.dueMonth;
    portions.push({
      class: 'lost',
      province: home,
      arrivalMonth: dueMonth,
      dueMonth,
      units: lostUnits(line),
    });
    return merged(portions).map(({ units, ...portion }) => {
      const { numerator, denominator, sector, monthsOfUse } = coverage[line.item]!;
      const personDaysMilli = halfEven(BigInt(units) * BigInt(numerator), BigInt(denominator));
      const goods = { quantityMilli: units, amountUsd: null, personDaysMilli };
      return { line: line.line, item: line.item, sector, monthsOfUse, ...portion, ...goods };
    });
  });
}

/** "The quantity of one line in one class, month, due month and province, rounded half-even once." */
function merged(portions: readonly Portion[]): Portion[] {
  const result: Portion[] = [];
  for (const portion of portions.filter(({ units }) => units > 0)) {
    const same = result.find(
      (other) =>
        other.class === portion.class &&
        other.province === portion.province &&
        other.arrivalMonth === portion.arrivalMonth &&
        other.dueMonth === portion.dueMonth,
    );
    if (same) same.units += portion.units;
    else result.push({ ...portion });
  }
  return result;
}
