import { toMinor } from '../../text/currencies.ts';
import type { Item } from '../../api/reference.ts';
import type { createPledge } from '../../../pledges/contract.ts';
import type { InputOf } from '../../api/request.ts';
import type { Draft, DraftLine, WeightUnit } from './draft.ts';

export type PledgeBody = InputOf<typeof createPledge>['body'];
export type ItemsByCode = ReadonlyMap<string, Item>;

export const WEIGHT = 'KGM';
const KG_PER_TONNE = 1_000;

/** In the unit of the item: tonnes are kilograms in the ledger. */
export function quantityOf({ quantity, weightUnit }: DraftLine, item: Item | undefined): number | undefined {
  if (quantity === undefined) return undefined;
  return item?.unit === WEIGHT && weightUnit === 't'
    ? Number((quantity * KG_PER_TONNE).toFixed(3))
    : quantity;
}

/** The way back: what is recorded, as the form writes it. */
export const shownQuantity = (quantity: number, weightUnit: WeightUnit, item: Item | undefined): number =>
  item?.unit === WEIGHT && weightUnit === 't' ? quantity / KG_PER_TONNE : quantity;

/** Units per US dollar: those of US dollars themselves are one. */
export const rateOf = ({ currency, rate }: Pick<Draft, 'currency' | 'rate'>): number | undefined =>
  currency === 'USD' ? 1 : rate;

/** What is sent. To be asked only of a draft in which `missingIn` finds nothing. */
export function bodyOf(draft: Draft, items: ItemsByCode, answer?: string): PledgeBody {
  const isGoods = draft.contributionType === 'in_kind';
  const { currency, attachments } = draft;
  return {
    reference: draft.reference.trim(),
    donor: draft.donor ?? '',
    recipient: draft.recipient ?? null,
    status: draft.status,
    contributionType: draft.contributionType,
    flowType: draft.flowType,
    earmarking: draft.earmarking,
    decidedOn: draft.decidedOn ?? '',
    firstReportedOn: draft.firstReportedOn ?? null,
    expectedBy: draft.expectedBy ?? null,
    expiresOn: draft.expiresOn ?? null,
    plan: draft.plan?.trim() || null,
    usageYear: draft.usageYear ?? null,
    currency,
    ratePerUsd: rateOf(draft) ?? 0,
    rateDate: draft.rateDate ?? draft.decidedOn ?? '',
    lines: draft.lines.map((line) => {
      const item = line.item === undefined ? undefined : items.get(line.item);
      return {
        sector: isGoods ? (item?.sector ?? 'unallocated') : (line.sector ?? 'unallocated'),
        province: line.province ?? null,
        item: isGoods ? (line.item ?? null) : null,
        quantity: isGoods ? (quantityOf(line, item) ?? null) : null,
        amount: line.amount === undefined ? null : toMinor(line.amount, currency),
      };
    }),
    ...(attachments.length > 0 && { attachments: attachments.map(({ hash }) => hash) }),
    ...(answer !== undefined && { duplicateAnswer: answer }),
  };
}
