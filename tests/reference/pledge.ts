import { dayAt, dayEnds, monthAt, sum } from './history.ts';
import { halfEven } from './parcels.ts';
import type { Coverage, ReferenceParcel } from './parcels.ts';

/** A pledge as it is recorded: its status facts that stand, and its lines. */
export interface PledgeRecord {
  statuses: readonly { id: string; status: string; on: string; recordedAt: number }[];
  expectedBy: string | null;
  expiresOn: string | null;
  /** Units of the currency (with hundredths) per US dollar. */
  ratePerUsd: string;
  lines: readonly PledgeLineRecord[];
}

export interface PledgeLineRecord {
  id: string;
  parent: string | null;
  sector: string;
  province: string | null;
  item: string | null;
  quantityMilli: number | null;
  amountMinor: number | null;
}

/** What an uncancelled shipment line took from the pledge line it names: what was loaded, else planned; and what came back. */
export interface Use {
  pledgeLine: string;
  item: string;
  sent: number;
  returned: number;
}

/** What a sector's person-month costs, in US cents, and over how many months it is used. */
export type SectorCosts = Readonly<Record<string, { costPerPmCents: number; monthsOfUse: number }>>;

const WAY = ['pledge', 'commitment', 'paid', 'cancelled'];

/** The latest status fact; a promise whose last day has ended in Kabul has expired. */
export function pledgeStatusOf(pledge: PledgeRecord, now: number): string {
  const [latest] = [...pledge.statuses].sort((a, b) => {
    if (a.on !== b.on) return a.on < b.on ? 1 : -1;
    if (a.recordedAt !== b.recordedAt) return b.recordedAt - a.recordedAt;
    return WAY.indexOf(b.status) - WAY.indexOf(a.status);
  });
  const { status } = latest!;
  const isOver = pledge.expiresOn !== null && dayAt(now) > pledge.expiresOn;
  return isOver && ['pledge', 'commitment'].includes(status) ? 'expired' : status;
}

/** `usd = original / rate`, rounded half-even to the cent. */
function usdCents(minor: number, rate: string): number {
  const [whole = '0', decimals = ''] = rate.split('.');
  return halfEven(BigInt(minor) * 10n ** BigInt(decimals.length), BigInt(whole + decimals));
}

const covers = ({ numerator, denominator }: Coverage, milli: number): number =>
  halfEven(BigInt(milli) * BigInt(numerator), BigInt(denominator));

interface Remainder {
  quantityMilli: number | null;
  amountUsd: number | null;
  personDaysMilli: number;
  sector: string;
  monthsOfUse: number;
}

/** `quantity − children − shipped + returned`; negative when more was shipped than promised. */
function goodsLeft(line: PledgeLineRecord, pledge: PledgeRecord, uses: readonly Use[]): number {
  const children = pledge.lines.filter(({ parent }) => parent === line.id);
  const own = uses.filter(({ pledgeLine }) => pledgeLine === line.id);
  const split = sum(children.map(({ quantityMilli }) => quantityMilli ?? 0));
  return line.quantityMilli! - split - sum(own.map(({ sent, returned }) => sent - returned));
}

function moneyLeft(line: PledgeLineRecord, pledge: PledgeRecord): number {
  const children = pledge.lines.filter(({ parent }) => parent === line.id);
  const usd = (minor: number | null) => usdCents(minor ?? 0, pledge.ratePerUsd);
  return usd(line.amountMinor) - sum(children.map(({ amountMinor }) => usd(amountMinor)));
}

/** Money has no quantity: what was bought with it is taken off as the coverage it is. */
function ofMoney(
  line: PledgeLineRecord,
  pledge: PledgeRecord,
  uses: readonly Use[],
  coverage: Readonly<Record<string, Coverage>>,
  costs: SectorCosts,
): Remainder | null {
  const amountUsd = moneyLeft(line, pledge);
  if (amountUsd <= 0) return null;
  const cost = costs[line.sector];
  const nothing = { quantityMilli: null, monthsOfUse: cost?.monthsOfUse ?? 1 };
  if (!cost) return { ...nothing, amountUsd, personDaysMilli: 0, sector: 'unallocated' };
  const own = uses.filter(({ pledgeLine }) => pledgeLine === line.id);
  const shipped = [...new Set(own.map(({ item }) => item))].map((item) => {
    const ofItem = own.filter((use) => use.item === item);
    const sent = covers(coverage[item]!, sum(ofItem.map((use) => use.sent)));
    return sent - covers(coverage[item]!, sum(ofItem.map((use) => use.returned)));
  });
  const bought = halfEven(BigInt(amountUsd) * 30_000n, BigInt(cost.costPerPmCents));
  const personDaysMilli = bought - sum(shipped);
  if (personDaysMilli <= 0) return null;
  const worth = halfEven(BigInt(personDaysMilli) * BigInt(cost.costPerPmCents), 30_000n);
  return {
    ...nothing,
    amountUsd: sum(shipped) === 0 ? amountUsd : worth,
    personDaysMilli,
    sector: line.sector,
  };
}

/** The parcels of what a pledge still promises at an instant. */
export function pledgeParcels(
  pledge: PledgeRecord,
  uses: readonly Use[],
  coverage: Readonly<Record<string, Coverage>>,
  costs: SectorCosts,
  now: number,
): ReferenceParcel[] {
  const status = pledgeStatusOf(pledge, now);
  if (status === 'cancelled' || status === 'expired') return [];
  return pledge.lines.flatMap((line) => {
    const left = line.item === null ? 0 : goodsLeft(line, pledge, uses);
    const goods = line.item === null ? null : coverage[line.item]!;
    const remainder: Remainder | null =
      goods === null
        ? ofMoney(line, pledge, uses, coverage, costs)
        : {
            ...goods,
            quantityMilli: left,
            amountUsd: null,
            personDaysMilli: covers(goods, Math.max(0, left)),
          };
    if (remainder === null || (goods !== null && left <= 0)) return [];
    const { sector, monthsOfUse, personDaysMilli, quantityMilli, amountUsd } = remainder;
    const due = pledge.expectedBy?.slice(0, 7) ?? null;
    return {
      ...{ line: line.id, item: line.item, sector, monthsOfUse, personDaysMilli, quantityMilli, amountUsd },
      class: status === 'pledge' ? 'pledged' : 'firm',
      province: due === null || sector === 'unallocated' ? null : line.province,
      arrivalMonth: [due ?? '', monthAt(now)].sort()[1]!,
      dueMonth: due ?? '',
    };
  });
}

/** What of a pledge does not agree: more shipped than promised, or its day has ended and a part is still a promise. */
export function pledgeDiscrepancies(
  pledge: PledgeRecord,
  uses: readonly Use[],
  now: number,
): { kind: string; line: string; quantityMilli: number | null }[] {
  const status = pledgeStatusOf(pledge, now);
  if (status === 'cancelled' || status === 'expired') return [];
  const isPast = pledge.expectedBy !== null && now >= dayEnds(pledge.expectedBy);
  return pledge.lines.flatMap<ReturnType<typeof pledgeDiscrepancies>[number]>(({ id: line, ...rest }) => {
    if (rest.item === null) {
      const open = isPast && status !== 'paid' && moneyLeft({ id: line, ...rest }, pledge) > 0;
      return open ? [{ kind: 'pledge_overdue', line, quantityMilli: null }] : [];
    }
    const left = goodsLeft({ id: line, ...rest }, pledge, uses);
    if (left < 0) return [{ kind: 'over_shipped_pledge', line, quantityMilli: -left }];
    return left > 0 && isPast ? [{ kind: 'pledge_overdue', line, quantityMilli: left }] : [];
  });
}
