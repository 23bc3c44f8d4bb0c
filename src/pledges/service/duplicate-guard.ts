import type { Asker } from '../../access/rules.ts';
import { seenAmong } from '../../access/service.ts';
import { mergersOf } from '../../accounts/service.ts';
import { dayOf } from '../../platform/calendar.ts';
import { DomainError } from '../../platform/errors.ts';
import { fromMilli, toMilli } from '../../platform/quantity.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { foldText } from '../../places/rules/matcher.ts';
import type { NewPledge } from '../contract.ts';
import type { DuplicateCandidate } from '../contract/duplicates.ts';
import { comparable } from '../repo/duplicates.ts';
import {
  addedGoods,
  decisionWindow,
  type KnownPromise,
  type Promised,
  resembling,
  type Suspicion,
} from '../rules/duplicates.ts';
import { toUsdCents } from '../rules/money.ts';
import { statusOn } from '../rules/pledge.ts';

type Comparable = Awaited<ReturnType<typeof comparable>>[number];

/** More than a person can tell apart on one screen; the first are the likeliest. */
const MOST_SHOWN = 20;

/**
 * The duplicate guard (`domain.md` §4), for every way in which a pledge is logged: the recorded pledges that this one resembles, the
 * likeliest first. It holds under concurrency because it reads in the unit of work that records the pledge.
 *
 * @throws DomainError duplicate_suspected, with the candidates, when there are some and nothing was answered
 */
export async function guardAgainstDuplicates(
  scope: ReadScope,
  asker: Asker,
  command: NewPledge,
  now: number,
): Promise<Suspicion[]> {
  const referenceFolded = foldText(command.reference);
  const { donor, decidedOn } = command;
  const { today: standing, family } = await mergersOf(scope);
  const donors = family(donor);
  const recorded = (await comparable(scope, { donors, referenceFolded, ...decisionWindow(decidedOn) })).map(
    (one) => ({ ...one, pledge: { ...one.pledge, donor: standing(one.pledge.donor) } }),
  );
  const seen: ReadonlySet<string> = new Set(
    await seenAmong(
      scope,
      asker,
      'pledge',
      recorded.map(({ pledge }) => pledge.id),
    ),
  );
  // A pledge that may not be seen is not resembled either: its reference would tell that it exists.
  const found = recorded.filter(({ pledge }) => seen.has(pledge.id));
  const suspicions = resembling(
    promisedBy({ ...command, donor: standing(donor) }, referenceFolded),
    found.map(known),
  ).sort((a, b) => b.why.length - a.why.length || a.why[0]!.localeCompare(b.why[0]!) * -1);
  if (suspicions.length === 0 || typeof command.duplicateAnswer === 'string') return suspicions;
  const byId = new Map(found.map((one) => [one.pledge.id, one]));
  const today = dayOf(now);
  const candidates = suspicions
    .slice(0, MOST_SHOWN)
    .map(({ id, why }) => candidateOf(byId.get(id)!, why, today));
  const which = candidates.map(({ reference }) => reference).join(', ');
  throw new DomainError(
    'duplicate_suspected',
    `it resembles ${which}: answer in duplicateAnswer whether it is the same, a part of it, or different`,
    { data: { candidates } },
  );
}

function promisedBy(command: NewPledge, reference: string): Promised {
  const { donor, decidedOn, currency, lines } = command;
  const typed = lines.map(({ item, quantity, amount }) => ({
    item: item ?? null,
    quantityMilli: typeof quantity === 'number' ? toMilli(quantity) : null,
    amountMinor: amount ?? null,
  }));
  return { donor, decidedOn, reference, ...measured(typed, currency, String(command.ratePerUsd)) };
}

function known({ pledge, lines }: Comparable): KnownPromise {
  const { id, parent, donor, decidedOn, currency, ratePerUsd } = pledge;
  return {
    ...{ id, parent, donor, decidedOn, reference: pledge.referenceFolded ?? '' },
    isCancelled: pledge.status === 'cancelled',
    ...measured(lines, currency, ratePerUsd),
  };
}

function measured(
  lines: readonly Pick<Comparable['lines'][number], 'item' | 'quantityMilli' | 'amountMinor'>[],
  currency: string,
  ratePerUsd: string,
): Pick<Promised, 'amountUsd' | 'goods'> {
  const amount = wholeAmountOf(lines);
  return {
    amountUsd: amount === null ? null : toUsdCents(amount, currency, ratePerUsd),
    goods: addedGoods(
      lines.flatMap(({ item, quantityMilli }) =>
        item === null || quantityMilli === null ? [] : [[item, quantityMilli] as const],
      ),
    ),
  };
}

function wholeAmountOf(lines: readonly { amountMinor: number | null }[]): number | null {
  return lines.reduce<number | null>(
    (sum, { amountMinor }) => (sum === null || amountMinor === null ? null : sum + amountMinor),
    0,
  );
}

function candidateOf(
  { pledge, lines }: Comparable,
  why: Suspicion['why'],
  today: string,
): DuplicateCandidate {
  const { id, reference, donor, decidedOn, currency } = pledge;
  return {
    ...{ id, reference, donor, decidedOn, currency, why },
    status: statusOn(pledge.status, pledge.expiresOn, today),
    amount: wholeAmountOf(lines),
    lines: lines.map(({ sector, province, item, quantityMilli, amountMinor }) => ({
      ...{ sector, province, item },
      quantity: quantityMilli === null ? null : fromMilli(quantityMilli),
      amount: amountMinor,
    })),
  };
}
