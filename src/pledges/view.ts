import { itemOf, sectorOf } from '../catalogue/catalogue.ts';
import { toIso } from '../platform/calendar.ts';
import { contentHash } from '../platform/content.ts';
import { fromMilli, mulDivHalfEven, personDaysMilli, toPersonMonths } from '../platform/quantity.ts';
import type { Pledge, Progress } from './contract.ts';
import type { ChildRow, PledgeFacts, PledgeLineRow, PledgeRow } from './repo.ts';
import { moneyPersonDaysMilli } from './rules/equivalence.ts';
import { ownParts } from './rules/line-tree.ts';
import { toUsdCents } from './rules/money.ts';
import { inOrder, isFirm, latestStatus, statusOn } from './rules/pledge.ts';
import { firmStage, type LineProgress, type Reached, reachedIn, stageOf } from './rules/progress.ts';

/** What became of a pledge line: in thousandths of its unit, and of a person-day. */
export interface Fulfilment {
  shippedMilli: number;
  deliveredMilli: number;
  returnedMilli: number;
  shippedPersonDaysMilli: number;
  deliveredPersonDaysMilli: number;
}

const NOTHING: Fulfilment = {
  shippedMilli: 0,
  deliveredMilli: 0,
  returnedMilli: 0,
  shippedPersonDaysMilli: 0,
  deliveredPersonDaysMilli: 0,
};

/** A pledge as the API shows it: facts, what they come to in USD and person-months, and how far its goods have come. */
export function toPledge(
  { pledge, lines, statuses, voided }: PledgeFacts,
  children: readonly ChildRow[],
  fulfilled: ReadonlyMap<string, Fulfilment>,
  today: string,
): Pledge {
  const status = statusOn(latestStatus(statuses), pledge.expiresOn, today);
  const { id, reference, donor, recipient, contributionType, flowType, earmarking, parent } = pledge;
  const { decidedOn, firstReportedOn, expectedBy, expiresOn, currency, rateDate, version } = pledge;
  const parts = children.map((child) => ({
    id: child.id,
    status: statusOn(child.status, child.expiresOn, today),
  }));
  const firm = firmStage(
    isFirm(status),
    parts.some((part) => isFirm(part.status)),
  );
  const progress = progressOf(pledge, lines, fulfilled);
  const own = pledge.contributionType === 'in_kind' ? 'quantityMilli' : 'personDaysMilli';
  const reached = (of: 'shipped' | 'delivered') =>
    stageOf(progress.map((line) => [line.pledged[own] ?? Infinity, line[of][own] ?? 0])) ?? 'none';
  return {
    ...{ id, reference, donor, recipient, status, contributionType, flowType, earmarking, parent },
    ...{ decidedOn, firstReportedOn, expectedBy, expiresOn, currency, rateDate, version },
    ratePerUsd: Number(pledge.ratePerUsd),
    lines: lines.map((line) => toLine(line, pledge, fulfilled.get(line.id) ?? NOTHING)),
    stages: { firm, shipped: reached('shipped'), delivered: reached('delivered') },
    progress: toProgress(lines, progress, firm),
    children: parts,
    statuses: [...statuses.map((fact) => ({ ...fact, voidedAt: null })), ...voided]
      .sort(inOrder)
      .map((fact) => ({
        ...{ id: fact.id, status: fact.status, on: fact.on, recordedBy: fact.recordedBy },
        recordedAt: toIso(fact.recordedAt),
        voidedAt: fact.voidedAt === null ? null : toIso(fact.voidedAt),
      })),
    recordedAt: toIso(pledge.recordedAt),
  };
}

/**
 * The version as an entity tag. What cargo and time make of a pledge changes without a new version: a digest of it follows, so
 * that no cache is told that nothing changed when something did.
 */
export function entityTag(pledge: Pledge): string {
  const { version, status, stages, children, lines } = pledge;
  const isAsRecorded =
    status !== 'expired' && children.length === 0 && lines.every(({ shipped }) => (shipped ?? 0) === 0);
  if (isAsRecorded && stages.shipped === 'none') return `"${version}"`;
  const derived = contentHash({ status, stages, children, lines, progress: pledge.progress });
  return `"${version}-${derived.slice(0, 12)}"`;
}

/** The versions an If-Match header names; anything else in it matches nothing. */
export function versionsNamed(ifMatch: string): number[] {
  return Array.from(ifMatch.matchAll(/"(\d{1,15})(?:-[\w-]*)?"/g), ([, version]) => Number(version));
}

function toLine(line: PledgeLineRow, pledge: PledgeRow, fulfilment: Fulfilment): Pledge['lines'][number] {
  const { id, parent, province, item } = line;
  const amountUsd = usdOf(line.amountMinor, pledge);
  const typed = line.quantityMilli !== null;
  const personDays = personDaysOf(line, line.quantityMilli, amountUsd);
  return {
    ...{ id, parent, province, item, amountUsd },
    sector: line.sector as Pledge['lines'][number]['sector'],
    quantity: line.quantityMilli === null ? null : fromMilli(line.quantityMilli),
    amount: line.amountMinor,
    pm: personDays === null ? null : toPersonMonths(personDays),
    shipped: typed ? fromMilli(fulfilment.shippedMilli) : null,
    delivered: typed ? fromMilli(fulfilment.deliveredMilli) : null,
  };
}

/** An amount of a pledge in US cents. */
export function usdOf(amountMinor: number | null, { currency, ratePerUsd }: PledgeRow): number | null {
  return amountMinor === null ? null : toUsdCents(amountMinor, currency, ratePerUsd);
}

/** What each line promises by itself, in thousandths of its unit and in US cents: the dollars of a line less those of its children. */
export function ownPartsInUsd(
  pledge: PledgeRow,
  lines: readonly PledgeLineRow[],
): Map<string, { quantityMilli: number | null; amountUsd: number | null }> {
  const inUsd = lines.map((line) => ({ ...line, amountMinor: usdOf(line.amountMinor, pledge) }));
  return new Map(
    Array.from(ownParts(inUsd), ([id, { quantityMilli, amountMinor }]) => [
      id,
      // Children are rounded to cents one by one, which may add up to a cent more than their parent.
      { quantityMilli, amountUsd: amountMinor === null ? null : Math.max(0, amountMinor) },
    ]),
  );
}

/** What a quantity, or without an item an amount, of a line covers, in thousandths of a person-day; null for money of no sector. */
export function personDaysOf(
  line: Pick<PledgeLineRow, 'item' | 'sector'>,
  quantityMilli: number | null,
  amountUsd: number | null,
): number | null {
  const item = line.item === null ? undefined : itemOf(line.item);
  if (item && quantityMilli !== null) {
    const { numerator, denominator } = item.coverage;
    return personDaysMilli(quantityMilli, numerator, denominator);
  }
  const sector = sectorOf(line.sector);
  return sector && amountUsd !== null ? moneyPersonDaysMilli(amountUsd, sector.costPerPmUsdCents) : null;
}

/** Each line's own part, and what came of it. Cargo has a price where the line has one. */
function progressOf(
  pledge: PledgeRow,
  lines: readonly PledgeLineRow[],
  fulfilled: ReadonlyMap<string, Fulfilment>,
): LineProgress[] {
  const own = ownPartsInUsd(pledge, lines);
  return lines.map((line) => {
    const part = own.get(line.id)!;
    const came = fulfilled.get(line.id) ?? NOTHING;
    const { amountUsd } = part;
    const typed = line.quantityMilli !== null;
    const lineUsd = usdOf(line.amountMinor, pledge);
    const worth = (milli: number) => {
      if (milli === 0) return 0;
      return lineUsd === null || !line.quantityMilli
        ? null
        : mulDivHalfEven(lineUsd, milli, line.quantityMilli);
    };
    return {
      pledged: {
        quantityMilli: part.quantityMilli,
        amountUsd,
        personDaysMilli: personDaysOf(line, part.quantityMilli, amountUsd),
      },
      shipped: {
        quantityMilli: typed ? came.shippedMilli : null,
        amountUsd: worth(came.shippedMilli),
        personDaysMilli: came.shippedPersonDaysMilli,
      },
      delivered: {
        quantityMilli: typed ? came.deliveredMilli : null,
        amountUsd: worth(came.deliveredMilli),
        personDaysMilli: came.deliveredPersonDaysMilli,
      },
    };
  });
}

function toProgress(
  lines: readonly PledgeLineRow[],
  progress: readonly LineProgress[],
  firm: Pledge['stages']['firm'],
): Progress {
  const units = new Set(lines.map(({ item }) => (item === null ? null : (itemOf(item)?.unit ?? null))));
  const [unit = null] = units.size === 1 ? units : [];
  const inUnits = reachedIn('quantityMilli', progress, firm);
  const show = (reached: Reached, of: (value: number) => number): Reached => {
    const shown = (value: number | null) => (value === null ? null : of(value));
    return {
      pledged: shown(reached.pledged),
      firm: shown(reached.firm),
      shipped: shown(reached.shipped),
      delivered: shown(reached.delivered),
      stages: reached.stages,
    };
  };
  const untold = { pledged: null, firm: null, shipped: null, delivered: null };
  return {
    unit,
    // Kilograms and kits do not add up, though each line of them may be complete.
    quantity: unit === null ? { ...untold, stages: inUnits.stages } : show(inUnits, fromMilli),
    amountUsd: reachedIn('amountUsd', progress, firm),
    pm: show(reachedIn('personDaysMilli', progress, firm), toPersonMonths),
  };
}
