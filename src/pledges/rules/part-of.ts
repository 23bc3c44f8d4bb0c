import type { FieldError } from '../../platform/errors.ts';
import type { FieldCode } from '../../platform/field-codes.ts';
import { fromMilli, mulDivHalfEven } from '../../platform/quantity.ts';
import { apportion } from './apportion.ts';
import type { OwnPart, TreeLine } from './line-tree.ts';
import { fromUsdCents, toUsdCents } from './money.ts';
import { RANK, type StatusFact } from './pledge.ts';
import { type SplitOff, withDescendants } from './split.ts';

export interface ParentLine extends TreeLine {
  province: string | null;
}

/** A line of the part as it was sent. Quantities in thousandths of the item's unit, money in minor units of the part's currency. */
export type PartLine = Pick<ParentLine, 'sector' | 'province' | 'item' | 'quantityMilli' | 'amountMinor'>;

interface Rated {
  currency: string;
  ratePerUsd: string;
}

interface Taking {
  errors: FieldError[];
  /** What each line of the whole gives, with what the lines allocated from it give, by id. */
  given: Map<string, SplitOff>;
  /** The amounts of the part's lines: goods that were sent without one have the value they had in the whole. */
  amounts: (number | null)[];
}

/** Why a pledge cannot become a part of another: nothing of that is open, or the part would be less certain than the whole. */
export function checkPartOf(
  whole: { id: string; status: string },
  part: { status: Exclude<StatusFact['status'], 'cancelled'> },
): FieldError[] {
  const { id, status } = whole;
  if (status === 'cancelled' || status === 'expired') {
    const detail = `pledge ${id} is ${status}: nothing can be taken out of it`;
    return [{ pointer: '/duplicateAnswer', code: 'not_open', detail }];
  }
  if (RANK[part.status] < RANK[status as StatusFact['status']]) {
    const detail = `pledge ${id} is ${status}: a part of it cannot be less certain`;
    return [{ pointer: '/status', code: 'not_forward', detail }];
  }
  return [];
}

/**
 * What a pledge takes out of the one it is part of, so that the two promise together what that one promised alone. Goods take the
 * same goods, with the value the part names; what the whole does not hold as the same goods is taken by value. Another currency goes
 * by value in USD, half-even. Lines for the same sector and province give first; among lines equally near by largest remainder. Only
 * what is a line's own, and on no waybill, can be taken.
 *
 * @param room what of each line's own part is on no waybill, by id
 */
export function takeOut(
  whole: Rated & { id: string; lines: readonly ParentLine[] },
  room: ReadonlyMap<string, OwnPart>,
  part: Rated & { lines: readonly PartLine[] },
): Taking {
  const purse = new Purse(whole.lines, room);
  const isSameCurrency = whole.currency === part.currency;
  const inWhole = (amount: number) =>
    isSameCurrency ? amount : fromUsdCents(usd(amount, part), whole.currency, whole.ratePerUsd);
  const inPart = (amount: number) =>
    isSameCurrency ? amount : fromUsdCents(usd(amount, whole), part.currency, part.ratePerUsd);
  const errors: FieldError[] = [];
  const amounts = part.lines.map((line, index): number | null => {
    const refuse = (field: string, code: FieldCode, detail: string) => {
      errors.push({ pointer: `/lines/${index}/${field}`, code, detail: `pledge ${whole.id} ${detail}` });
      return line.amountMinor;
    };
    const { item, quantityMilli, amountMinor } = line;
    const same = whole.lines.filter((one) => item !== null && one.item === item);
    if (same.length > 0 && quantityMilli !== null) {
      const left = purse.quantityIn(same);
      if (quantityMilli > left) {
        return refuse('quantity', 'exceeds_parent', `has ${fromMilli(left)} of ${item} left to take`);
      }
      const value = purse.takeGoods(tiers(line, same), quantityMilli, amountMinor, inWhole);
      if (value.isBeyond) return refuse('amount', 'exceeds_parent', 'has less value left in these goods');
      return amountMinor ?? (value.taken === null ? null : inPart(value.taken));
    }
    if (amountMinor === null) {
      return refuse('amount', 'no_value', `promises no ${item}: say what part of its value this is`);
    }
    const wanted = inWhole(amountMinor);
    const left = purse.amountIn(whole.lines);
    if (wanted > left)
      return refuse('amount', 'exceeds_parent', `has ${left} ${whole.currency} left to take`);
    purse.takeValue(tiers(line, whole.lines), wanted);
    return amountMinor;
  });
  return { errors, given: withDescendants(whole.lines, purse.given), amounts };
}

function usd(amount: number, { currency, ratePerUsd }: Rated): number {
  return toUsdCents(amount, currency, ratePerUsd);
}

/** Lines in the order in which they give: those nearest to what the part is for first, equally near ones together. */
function tiers(part: PartLine, lines: readonly ParentLine[]): ParentLine[][] {
  const distance = ({ sector, province }: ParentLine): number => {
    const bySector = sector === part.sector ? 0 : sector === 'unallocated' ? 3 : 6;
    return bySector + (province === part.province ? 0 : province === null ? 1 : 2);
  };
  return [...Map.groupBy(lines, distance)].sort(([a], [b]) => a - b).map(([, tier]) => tier);
}

/** What is left to take of each line, and what was taken. */
class Purse {
  readonly given: Map<string, SplitOff>;
  readonly #left: Map<string, { quantityMilli: number | null; amountMinor: number | null }>;

  constructor(lines: readonly ParentLine[], room: ReadonlyMap<string, OwnPart>) {
    this.#left = new Map(
      lines.map(({ id }) => [id, { quantityMilli: null, amountMinor: null, ...room.get(id) }]),
    );
    this.given = new Map(
      lines.map(({ id, quantityMilli }) => [
        id,
        { quantityMilli: quantityMilli === null ? null : 0, amountMinor: 0 },
      ]),
    );
  }

  quantityIn(lines: readonly ParentLine[]): number {
    return lines.reduce((sum, { id }) => sum + (this.#left.get(id)?.quantityMilli ?? 0), 0);
  }

  amountIn(lines: readonly ParentLine[]): number {
    return lines.reduce((sum, { id }) => sum + (this.#left.get(id)?.amountMinor ?? 0), 0);
  }

  /** Goods in proportion to the value taken: a line that gives all its value gives all its goods. */
  takeValue(tiersOfLines: readonly ParentLine[][], wanted: number): void {
    for (const [id, share] of this.#shares(tiersOfLines, wanted, 'amountMinor')) {
      const { quantityMilli, amountMinor } = this.#left.get(id)!;
      const goods =
        quantityMilli === null || !amountMinor ? 0 : mulDivHalfEven(quantityMilli, share, amountMinor);
      this.#take(id, goods, share);
    }
  }

  /**
   * Goods with the value named, or when none is, with the value they have here; null where they have none. `isBeyond` when the
   * lines they come from have less value than was named.
   */
  takeGoods(
    tiersOfLines: readonly ParentLine[][],
    wanted: number,
    named: number | null,
    inWhole: (amount: number) => number,
  ): { taken: number | null; isBeyond: boolean } {
    const shares = this.#shares(tiersOfLines, wanted, 'quantityMilli');
    const valued = [...shares].filter(([id, share]) => share > 0 && this.#left.get(id)!.amountMinor !== null);
    const worth = valued.map(([id, share]) => {
      const { quantityMilli, amountMinor } = this.#left.get(id)!;
      return mulDivHalfEven(amountMinor ?? 0, share, quantityMilli ?? 1);
    });
    const most = valued.map(([id]) => this.#left.get(id)!.amountMinor ?? 0);
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const taken = valued.length === 0 ? null : named === null ? sum(worth) : inWhole(named);
    if (taken !== null && taken > sum(most)) return { taken, isBeyond: true };
    const values = taken === null || taken === sum(worth) ? worth : apportion(taken, most);
    const valueOf = new Map(valued.map(([id], index) => [id, values[index]!]));
    for (const [id, share] of shares) this.#take(id, share, valueOf.get(id) ?? 0);
    return { taken, isBeyond: false };
  }

  #shares(
    tiersOfLines: readonly ParentLine[][],
    wanted: number,
    of: 'quantityMilli' | 'amountMinor',
  ): Map<string, number> {
    const shares = new Map<string, number>();
    let open = wanted;
    for (const tier of tiersOfLines) {
      const left = tier.map(({ id }) => this.#left.get(id)![of] ?? 0);
      const now = Math.min(
        open,
        left.reduce((sum, value) => sum + value, 0),
      );
      apportion(now, left).forEach((share, index) => shares.set(tier[index]!.id, share));
      open -= now;
    }
    return shares;
  }

  #take(id: string, quantityMilli: number, amountMinor: number): void {
    const left = this.#left.get(id)!;
    const given = this.given.get(id)!;
    if (left.quantityMilli !== null) left.quantityMilli -= quantityMilli;
    if (left.amountMinor !== null) left.amountMinor -= amountMinor;
    if (given.quantityMilli !== null) given.quantityMilli += quantityMilli;
    given.amountMinor += amountMinor;
  }
}
