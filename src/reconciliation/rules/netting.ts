import { HOUR_MS } from '../../platform/calendar.ts';
import { plannedDestination, type ShipmentFacts } from '../../shipments/rules/facts.ts';
import type { ShipmentState } from '../../shipments/rules/fold.ts';

const NETTED_WITHIN_MS = 48 * HOUR_MS;

export type Side = 'excess' | 'short';

export const HINT_STATES = ['proposed', 'accepted', 'dismissed', 'withdrawn'] as const;
export type HintState = (typeof HINT_STATES)[number];

/** What a line came too many or too few of. Instants are those of the first and the last receipt that say so. */
export interface NettingLine {
  shipment: string;
  /** The planned line or, for an unplanned one, the item. */
  line: string;
  side: Side;
  item: string;
  /** P-code of the destination: its district, or its province when none is named. */
  place: string;
  /** In thousandths of the item's unit. */
  quantityMilli: number;
  firstAt: number;
  lastAt: number;
}

/** So much of an excess may be what is missing elsewhere. */
export interface Pairing {
  excess: NettingLine;
  short: NettingLine;
  quantityMilli: number;
}

/** A hint as it stands, with the quantities of both lines when it was proposed. */
export interface StandingHint {
  id: string;
  state: HintState;
  quantityMilli: number;
  excessShipment: string;
  excessLine: string;
  excessMilli: number;
  shortShipment: string;
  shortLine: string;
  shortMilli: number;
}

/**
 * What of a shipment could be netted with another: what its receipts say came too many, or too few of a planned line. A line that has
 * both is on the side of the greater: what came later may well be what it missed itself.
 */
export function nettingLinesOf(facts: ShipmentFacts, { journey, lines }: ShipmentState): NettingLine[] {
  return lines.flatMap(({ line, item, missing, excess, receipts }): NettingLine[] => {
    const { province, district } = journey.divertedTo ?? plannedDestination(facts, line);
    const about = { shipment: facts.id, line: line?.id ?? item, item, place: district ?? province };
    const short = receipts.filter((part) => part.missing > 0);
    const over = receipts.filter((part) => part.excess > 0);
    // More than was left without any receipt saying so: the latest one was too many.
    const excessive = over.length > 0 ? over : receipts.slice(-1);
    const side = (of: Side, quantityMilli: number, told: readonly { at: number }[]) => {
      if (quantityMilli <= 0 || told.length === 0) return [];
      const instants = told.map(({ at }) => at);
      const between = { firstAt: Math.min(...instants), lastAt: Math.max(...instants) };
      return [{ ...about, side: of, quantityMilli, ...between }];
    };
    if (excess > missing) return side('excess', excess, excessive);
    // What was not planned was not sent either: nobody misses it.
    return line !== null && missing > excess ? side('short', missing, short) : [];
  });
}

/**
 * What the lines of one item at one destination say of its hints: which do not hold any more, and what is to be proposed. What people
 * decided on stands for as long as both lines are as they were: an accepted hint has used its excess, a dismissed one is not
 * proposed again.
 */
export function reviseHints(
  lines: readonly NettingLine[],
  hints: readonly StandingHint[],
): { propose: Pairing[]; withdraw: StandingHint[] } {
  const known = new Map(lines.map((line) => [keyOf(line), line]));
  const live = hints.filter(({ state }) => state !== 'withdrawn');
  const decided = live.filter((hint) => hint.state !== 'proposed' && holds(hint, known));
  const pairs = pairUp(lines, decided);
  const proposed = live.filter(({ state }) => state === 'proposed');
  const stands = (hint: StandingHint, { excess, short, quantityMilli }: Pairing) =>
    pairKeyOf(hint) === `${keyOf(excess)} ${keyOf(short)}` &&
    hint.quantityMilli === quantityMilli &&
    hint.excessMilli === excess.quantityMilli &&
    hint.shortMilli === short.quantityMilli;
  const kept = new Set([
    ...decided,
    ...pairs.flatMap((pair) => proposed.find((hint) => stands(hint, pair)) ?? []),
  ]);
  return {
    propose: pairs.filter((pair) => !proposed.some((hint) => stands(hint, pair))),
    withdraw: live.filter((hint) => !kept.has(hint)),
  };
}

/**
 * Pairs what is too many on one waybill with what is missing on another, within 48 h. A shortage that an excess explains exactly comes
 * first, then what is nearest in time; each excess is used once, and a shortage until nothing of it is left.
 */
function pairUp(lines: readonly NettingLine[], decided: readonly StandingHint[]): Pairing[] {
  const accepted = decided.filter(({ state }) => state === 'accepted');
  const barred = new Set(decided.map(pairKeyOf));
  const used = new Set(accepted.map((hint) => excessKeyOf(hint)));
  const left = new Map(
    lines.filter(({ side }) => side === 'short').map((line) => [keyOf(line), line.quantityMilli]),
  );
  for (const { shortShipment, shortLine, quantityMilli } of accepted) {
    const key = `${shortShipment} ${shortLine} short`;
    left.set(key, (left.get(key) ?? 0) - quantityMilli);
  }
  const candidates = lines
    .filter(({ side }) => side === 'excess')
    .flatMap((excess) =>
      lines
        .filter((short) => short.side === 'short' && mayBeTheSame(excess, short))
        .map((short) => ({ excess, short, key: `${keyOf(excess)} ${keyOf(short)}` })),
    )
    .filter(({ key }) => !barred.has(key))
    .sort((a, b) => gapOf(a.excess, a.short) - gapOf(b.excess, b.short) || (a.key < b.key ? -1 : 1));
  const pairs: Pairing[] = [];
  for (const isExact of [true, false]) {
    for (const { excess, short } of candidates) {
      const open = left.get(keyOf(short)) ?? 0;
      if (used.has(keyOf(excess)) || open <= 0) continue;
      if (isExact && open !== excess.quantityMilli) continue;
      const quantityMilli = Math.min(open, excess.quantityMilli);
      used.add(keyOf(excess));
      left.set(keyOf(short), open - quantityMilli);
      pairs.push({ excess, short, quantityMilli });
    }
  }
  return pairs;
}

function mayBeTheSame(excess: NettingLine, short: NettingLine): boolean {
  return excess.shipment !== short.shipment && gapOf(excess, short) <= NETTED_WITHIN_MS;
}

/** Time between the receipts of two lines; 0 where they overlap. */
function gapOf(a: NettingLine, b: NettingLine): number {
  return Math.max(0, a.firstAt - b.lastAt, b.firstAt - a.lastAt);
}

/** Whether both lines of a hint still are as they were when it was proposed. */
function holds(hint: StandingHint, known: ReadonlyMap<string, NettingLine>): boolean {
  const excess = known.get(excessKeyOf(hint));
  const short = known.get(`${hint.shortShipment} ${hint.shortLine} short`);
  return (
    excess?.quantityMilli === hint.excessMilli &&
    short?.quantityMilli === hint.shortMilli &&
    mayBeTheSame(excess, short)
  );
}

const keyOf = ({ shipment, line, side }: NettingLine): string => `${shipment} ${line} ${side}`;
const excessKeyOf = ({ excessShipment, excessLine }: StandingHint): string =>
  `${excessShipment} ${excessLine} excess`;
const pairKeyOf = (hint: StandingHint): string =>
  `${excessKeyOf(hint)} ${hint.shortShipment} ${hint.shortLine} short`;

/** What hints of one item at one destination are kept under: `AF2301/wheat_flour`. */
export function nettingKey({ place, item }: Pick<NettingLine, 'place' | 'item'>): string {
  return `${place}/${item}`;
}

export function parseNettingKey(key: string): Pick<NettingLine, 'place' | 'item'> {
  const [place = '', item = ''] = key.split('/');
  return { place, item };
}
