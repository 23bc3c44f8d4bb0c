import { itemOf, sectorOf } from '../catalogue/catalogue.ts';
import { toIso } from '../platform/calendar.ts';
import { fromMilli, personDaysMilli, toPersonMonths } from '../platform/quantity.ts';
import type { Pledge } from './contract.ts';
import type { PledgeFacts, PledgeLineRow, PledgeRow } from './repo.ts';
import { toUsdCents } from './rules/money.ts';
import { isFirm, latestStatus, statusOn } from './rules/pledge.ts';
import { moneyPersonDaysMilli } from './rules/equivalence.ts';

/** What became of a pledge line, in thousandths of its unit. */
export interface Fulfilment {
  shippedMilli: number;
  deliveredMilli: number;
  returnedMilli: number;
}

const NOTHING: Fulfilment = { shippedMilli: 0, deliveredMilli: 0, returnedMilli: 0 };

/** A pledge as the API shows it: facts, what they come to in USD and person-months, and how far its goods have come. */
export function toPledge(
  { pledge, lines, statuses }: PledgeFacts,
  fulfilled: ReadonlyMap<string, Fulfilment>,
  today: string,
): Pledge {
  const status = statusOn(latestStatus(statuses), pledge.expiresOn, today);
  const { id, reference, donor, recipient, contributionType, flowType, earmarking } = pledge;
  const { decidedOn, firstReportedOn, expectedBy, expiresOn, currency, rateDate, version } = pledge;
  const goods = lines
    .filter(({ quantityMilli }) => quantityMilli !== null)
    .map((line) => ({ promised: line.quantityMilli ?? 0, ...(fulfilled.get(line.id) ?? NOTHING) }));
  return {
    ...{ id, reference, donor, recipient, status, contributionType, flowType, earmarking },
    ...{ decidedOn, firstReportedOn, expectedBy, expiresOn, currency, rateDate, version },
    ratePerUsd: Number(pledge.ratePerUsd),
    lines: lines.map((line) => toLine(line, pledge, fulfilled.get(line.id) ?? NOTHING)),
    stages: {
      firm: isFirm(status) ? 'complete' : 'none',
      shipped: stageOf(goods.map(({ promised, shippedMilli }) => [promised, shippedMilli])),
      delivered: stageOf(goods.map(({ promised, deliveredMilli }) => [promised, deliveredMilli])),
    },
    recordedAt: toIso(pledge.recordedAt),
  };
}

function toLine(line: PledgeLineRow, pledge: PledgeRow, fulfilment: Fulfilment): Pledge['lines'][number] {
  const { id, parent, province, item } = line;
  const amountUsd =
    line.amountMinor === null ? null : toUsdCents(line.amountMinor, pledge.currency, pledge.ratePerUsd);
  const typed = line.quantityMilli !== null;
  return {
    ...{ id, parent, province, item, amountUsd },
    sector: line.sector as Pledge['lines'][number]['sector'],
    quantity: line.quantityMilli === null ? null : fromMilli(line.quantityMilli),
    amount: line.amountMinor,
    pm: personMonthsOf(line, amountUsd),
    shipped: typed ? fromMilli(fulfilment.shippedMilli) : null,
    delivered: typed ? fromMilli(fulfilment.deliveredMilli) : null,
  };
}

function personMonthsOf(line: PledgeLineRow, amountUsd: number | null): number | null {
  const item = line.item === null ? undefined : itemOf(line.item);
  if (item && line.quantityMilli !== null) {
    const { numerator, denominator } = item.coverage;
    return toPersonMonths(personDaysMilli(line.quantityMilli, numerator, denominator));
  }
  const sector = sectorOf(line.sector);
  return sector && amountUsd !== null
    ? toPersonMonths(moneyPersonDaysMilli(amountUsd, sector.costPerPmUsdCents))
    : null;
}

/** `complete` when every line has reached the stage in full, `partial` when anything has. */
function stageOf(
  lines: readonly (readonly [promised: number, reached: number])[],
): 'none' | 'partial' | 'complete' {
  if (lines.every(([, reached]) => reached <= 0)) return 'none';
  return lines.every(([promised, reached]) => reached >= promised) ? 'complete' : 'partial';
}
