/** What can be told to be wrong before anything is sent, in the language of whoever writes; the service decides. */
import type { ContributionType, Draft, DraftLine } from './draft.ts';
import { rateOf } from './body.ts';

export type Wrong =
  | 'wrong.reference'
  | 'wrong.donor'
  | 'wrong.decidedOn'
  | 'wrong.rate'
  | 'wrong.item'
  | 'wrong.quantity'
  | 'wrong.amount'
  | 'wrong.sector'
  | 'wrong.expectedBefore'
  | 'wrong.expiresBefore';

/** Where, as the contract of the service points to it: `/lines/0/quantity`. */
export type Wrongs = ReadonlyMap<string, Wrong>;

export function wrongIn(draft: Draft): Wrongs {
  const wrongs = new Map<string, Wrong>();
  const { decidedOn, expectedBy, expiresOn } = draft;
  if (draft.reference.trim() === '') wrongs.set('/reference', 'wrong.reference');
  if (draft.donor === undefined) wrongs.set('/donor', 'wrong.donor');
  if (decidedOn === undefined) wrongs.set('/decidedOn', 'wrong.decidedOn');
  const rate = rateOf(draft);
  if (rate === undefined || rate <= 0) wrongs.set('/ratePerUsd', 'wrong.rate');
  if (decidedOn !== undefined && expectedBy !== undefined && expectedBy < decidedOn)
    wrongs.set('/expectedBy', 'wrong.expectedBefore');
  if (decidedOn !== undefined && expiresOn !== undefined && expiresOn < decidedOn)
    wrongs.set('/expiresOn', 'wrong.expiresBefore');
  draft.lines.forEach((line, index) => {
    for (const [field, wrong] of wrongInLine(line, draft.contributionType))
      wrongs.set(`/lines/${index}/${field}`, wrong);
  });
  return wrongs;
}

/** The same of one line, by its field. */
export function wrongInLine(
  { item, quantity, amount, sector }: DraftLine,
  contributionType: ContributionType,
): [keyof DraftLine, Wrong][] {
  const wrongs: [keyof DraftLine, Wrong][] = [];
  if (contributionType === 'in_kind') {
    if (item === undefined) wrongs.push(['item', 'wrong.item']);
    if (quantity === undefined || quantity <= 0) wrongs.push(['quantity', 'wrong.quantity']);
    if (amount !== undefined && amount < 0) wrongs.push(['amount', 'wrong.amount']);
  } else {
    if (sector === undefined) wrongs.push(['sector', 'wrong.sector']);
    if (amount === undefined || amount <= 0) wrongs.push(['amount', 'wrong.amount']);
  }
  return wrongs;
}
