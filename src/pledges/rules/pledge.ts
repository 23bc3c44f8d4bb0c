import type { FieldError } from '../../platform/errors.ts';
import type { FieldCode } from '../../platform/field-codes.ts';
import type { NewPledge, PledgeStatus } from '../contract.ts';
import { MINOR_DIGITS } from './currencies.ts';
import { minorDigits, rateText } from './money.ts';

/** Ten billion US dollars in one line: more is a slip of the keyboard, and would not fit into exact person-days. */
const MOST_USD = 10_000_000_000;

/** What the rules ask of the catalogue: the sector an item serves, or nothing for an unknown item. */
export type SectorOfItem = (item: string) => string | undefined;

/** Everything that is wrong with a pledge as it was sent; empty when it may be recorded. */
export function checkPledge(pledge: NewPledge, sectorOfItem: SectorOfItem): FieldError[] {
  return [
    ...checkRate(pledge),
    ...checkDates(pledge),
    ...checkLineIds(pledge),
    ...pledge.lines.flatMap((_, i) => checkLine(pledge, i, sectorOfItem)),
  ];
}

function checkRate({ currency, ratePerUsd }: NewPledge): FieldError[] {
  if (!MINOR_DIGITS.has(currency)) {
    return [
      { pointer: '/currency', code: 'unknown_reference', detail: `${currency} is no ISO 4217 currency` },
    ];
  }
  if (rateText(ratePerUsd) === undefined) {
    return [{ pointer: '/ratePerUsd', code: 'rate', detail: 'give a positive rate with at most 9 decimals' }];
  }
  if (currency === 'USD' && ratePerUsd !== 1) {
    return [
      {
        pointer: '/ratePerUsd',
        code: 'rate',
        detail: 'one US dollar is one US dollar: the rate of USD is 1',
      },
    ];
  }
  return [];
}

function checkDates({ decidedOn, expectedBy, expiresOn }: NewPledge): FieldError[] {
  if (expiresOn && expiresOn < decidedOn) {
    return [
      {
        pointer: '/expiresOn',
        code: 'order',
        detail: `it expires on ${expiresOn}, before it was decided on ${decidedOn}`,
      },
    ];
  }
  if (expectedBy && expectedBy < decidedOn) {
    return [
      {
        pointer: '/expectedBy',
        code: 'order',
        detail: `it is expected by ${expectedBy}, before it was decided on ${decidedOn}`,
      },
    ];
  }
  return [];
}

function checkLineIds({ lines }: NewPledge): FieldError[] {
  const seen = new Set<string>();
  return lines.flatMap(({ id }, index) => {
    if (id === undefined) return [];
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [{ pointer: `/lines/${index}/id`, code: 'repeated', detail: `line ${id} is given twice` }];
  });
}

function checkLine(pledge: NewPledge, index: number, sectorOfItem: SectorOfItem): FieldError[] {
  const line = pledge.lines[index];
  if (!line) return [];
  const at = (field: string, code: FieldCode, detail: string): FieldError => ({
    pointer: `/lines/${index}/${field}`,
    code,
    detail,
  });
  const errors: FieldError[] = [];
  const item = line.item ?? null;
  const hasQuantity = typeof line.quantity === 'number';
  const hasAmount = typeof line.amount === 'number';
  if (pledge.contributionType === 'in_kind') {
    if (item === null)
      errors.push(at('item', 'required', 'goods are pledged as an item and a quantity: name the item'));
    if (!hasQuantity) errors.push(at('quantity', 'required', "say how much, in the item's unit"));
  } else {
    if (item !== null)
      errors.push(at('item', 'not_financial', 'a financial pledge names no item: pledge goods as in_kind'));
    if (item === null && hasQuantity)
      errors.push(at('quantity', 'not_financial', 'a quantity needs its item: pledge goods as in_kind'));
    if (!hasAmount)
      errors.push(at('amount', 'required', "say how much, in minor units of the pledge's currency"));
  }
  if (typeof line.amount === 'number' && isBeyondReason(line.amount, pledge)) {
    errors.push(at('amount', 'too_big', 'a line may have at most 10 billion US dollars'));
  }
  if (item !== null) {
    const sector = sectorOfItem(item);
    if (sector === undefined) {
      errors.push(at('item', 'unknown_reference', `${item} is not in the catalogue: see GET /items`));
    } else if (line.sector !== 'unallocated' && line.sector !== sector) {
      errors.push(at('sector', 'sector', `${item} serves ${sector}, not ${line.sector}`));
    }
  }
  return errors;
}

function isBeyondReason(amountMinor: number, { currency, ratePerUsd }: NewPledge): boolean {
  return amountMinor / 10 ** minorDigits(currency) / ratePerUsd > MOST_USD;
}

/** A dated fact about how far a pledge has come. */
export interface StatusFact {
  id: string;
  status: Exclude<PledgeStatus, 'expired'>;
  on: string;
  recordedAt: number;
}

/** The way a pledge goes, and never back. */
export const RANK = { pledge: 0, commitment: 1, paid: 2, cancelled: 3 } as const;

/** The latest status fact by (`on`, `recordedAt`, way gone); voided ones are not given. */
export function currentFact<T extends StatusFact>(facts: readonly T[]): T {
  return facts.reduce((a, b) => (inOrder(a, b) < 0 ? b : a));
}

/** What the latest status fact says. */
export function latestStatus(facts: readonly StatusFact[]): StatusFact['status'] {
  return currentFact(facts).status;
}

/** What a pledge is on a day: a pledge or commitment whose last day has passed has expired; what was paid does not. */
export function statusOn(
  latest: StatusFact['status'],
  expiresOn: string | null,
  today: string,
): PledgeStatus {
  const canExpire = latest === 'pledge' || latest === 'commitment';
  return canExpire && expiresOn !== null && expiresOn < today ? 'expired' : latest;
}

/** Status facts in the order in which they came to be: (`on`, `recordedAt`, way gone, `id`). */
export function inOrder(a: StatusFact, b: StatusFact): number {
  if (a.on !== b.on) return a.on < b.on ? -1 : 1;
  if (a.recordedAt !== b.recordedAt) return a.recordedAt - b.recordedAt;
  if (a.status !== b.status) return RANK[a.status] - RANK[b.status];
  return a.id < b.id ? -1 : 1;
}

/** A pledge counts only when it is firm (FTS rule): committed or paid. */
export function isFirm(status: PledgeStatus): boolean {
  return status === 'commitment' || status === 'paid';
}
