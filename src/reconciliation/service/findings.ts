import { type Concern, concernsOfPledge } from '../../access/rules.ts';
import { allBySystem, bySystem } from '../../access/service.ts';
import { itemOf, sectorOf } from '../../catalogue/catalogue.ts';
import { crossingFacts } from '../../places/service.ts';
import { dayOf, endOfDay } from '../../platform/calendar.ts';
import { DAYS_PER_PERSON_MONTH, mulDivHalfEven, personDaysMilli } from '../../platform/quantity.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { toUsdCents } from '../../pledges/rules/money.ts';
import { latestStatus, statusOn } from '../../pledges/rules/pledge.ts';
import { pledgeFactsOf, pledgesOfLines } from '../../pledges/service.ts';
import type { CargoSettings, ReferenceFacts, ShipmentFacts } from '../../shipments/rules/facts.ts';
import { foldShipment, type ShipmentState } from '../../shipments/rules/fold.ts';
import { provincesTouched } from '../../shipments/rules/provinces.ts';
import { concernsReader, shipmentFactsOf } from '../../shipments/service.ts';
import * as repo from '../repo.ts';
import type { LossRow } from '../repo/losses.ts';
import { type Disagreement, disagreementsOf, disagreementsOfPledge } from '../rules/discrepancies.ts';
import { nextDeadline, nextPledgeDeadline } from '../rules/deadline.ts';
import { lineStateOf } from '../rules/line-state.ts';
import { type NettingLine, nettingLinesOf } from '../rules/netting.ts';
import { lossesOf } from '../rules/losses.ts';
import type { ItemCoverage, OwnedParcel, PledgeStatus } from '../rules/owned-parcel.ts';
import { parcelsOfShipment } from '../rules/parcels.ts';
import { parcelsOfPledgeLine, type PledgeLineFacts } from '../rules/pledge-parcels.ts';
import { shippedOf } from '../rules/shipped.ts';

export type PledgeFacts = NonNullable<Awaited<ReturnType<typeof pledgeFactsOf>>>;

/** Everything derived from the facts about a shipment at a moment, as it is stored. */
export interface ShipmentFindings {
  state: repo.ShipmentStateRow;
  lines: repo.LineStateRow[];
  parcels: repo.ParcelRow[];
  losses: LossRow[];
  disagreements: MeasuredDisagreement[];
  nettingLines: NettingLine[];
  /** Whom it concerns, and the files that its events name: who sees them follows from it. */
  concerns: Concern[];
  files: string[];
}

/** Everything derived from the facts about a pledge at a moment, as it is stored. */
export interface PledgeFindings {
  state: repo.PledgeStateRow;
  parcels: repo.ParcelRow[];
  disagreements: MeasuredDisagreement[];
  /** The lines of the pledge, by id. */
  lines: string[];
  concerns: Concern[];
  files: string[];
}

/** A disagreement with what it comes to. */
export interface MeasuredDisagreement extends Omit<Disagreement, 'money'> {
  sector: string | null;
  personDaysMilli: number | null;
  /** Of money, in US cents. */
  amountUsd: number | null;
}

/** What the state of cargo depends on besides its own facts. */
export async function referenceFacts(scope: ReadScope, settings: CargoSettings): Promise<ReferenceFacts> {
  return { crossings: await crossingFacts(scope), settings };
}

/**
 * Computes what is to be said of shipments, each at its moment; nothing of those that are not recorded. Reads facts, for all of
 * them at once, and writes nothing.
 */
export async function findShipments(
  scope: ReadScope,
  ids: readonly string[],
  settings: CargoSettings,
  momentOf: (id: string) => number,
): Promise<ShipmentFindings[]> {
  const records = await shipmentFactsOf(scope, allBySystem('shipment', ids));
  const reference = await referenceFacts(scope, settings);
  const fulfilled = records.flatMap(({ facts }) => facts.lines.flatMap(({ pledgeLine }) => pledgeLine ?? []));
  const pledged = await pledgesOfLines(scope, fulfilled);
  const concernsOf = await concernsReader(
    scope,
    records.map(({ parties }) => parties),
  );
  const donorsOf = ({ lines }: ShipmentFacts) =>
    lines.flatMap(({ pledgeLine }) => pledged.get(pledgeLine ?? '')?.pledge.donor ?? []);
  return records.map(({ facts, events, parties, files }) => {
    const now = momentOf(facts.id);
    const state = foldShipment(facts, events, reference, now);
    const pledgeOf = ({ pledgeLine }: { pledgeLine: string | null }) => {
      const pledge = pledgeLine === null ? undefined : pledged.get(pledgeLine)?.pledge;
      return pledge ? statusOn(pledge.status, pledge.expiresOn, dayOf(now)) : null;
    };
    return {
      state: {
        shipment: facts.id,
        status: state.status,
        flags: [...state.flags],
        dueAt: nextDeadline(state, facts, reference, now),
        evaluatedAt: now,
        events: events.length,
      },
      lines: lineStateRows(facts.id, state, (account) => lineStateOf(facts, state, account)),
      parcels: ownedBy('shipment', facts.id, parcelsOfShipment(state, facts, { pledgeOf, coverageOf }, now)),
      losses: lossRows(facts, state, parties.carrier),
      disagreements: disagreementsOf(facts, state).map(measured),
      nettingLines: nettingLinesOf(facts, state),
      concerns: concernsOf(parties, provincesTouched(facts, state.history), donorsOf(facts)),
      files,
    };
  });
}

/** Computes what is to be said of a pledge at `now`; nothing when it is not recorded. Reads facts and writes nothing. */
export async function findPledge(
  scope: ReadScope,
  id: string,
  now: number,
): Promise<PledgeFindings | undefined> {
  const facts = await pledgeFactsOf(scope, bySystem('pledge', id));
  if (!facts) return undefined;
  const status = statusOn(latestStatus(facts.statuses), facts.pledge.expiresOn, dayOf(now));
  const uses = await repo.usesOfPledgeLines(
    scope,
    facts.lines.map((line) => line.id),
  );
  const lines = pledgeLineFacts(facts, status, uses);
  return {
    state: {
      ...{ pledge: id, status, dueAt: pledgeDueAt(facts.pledge, status, now), evaluatedAt: now },
      version: facts.pledge.version,
    },
    parcels: pledgeParcels(id, lines, now),
    disagreements: disagreementsOfPledge(lines, now).map(measured),
    lines: lines.map((line) => line.id),
    concerns: concernsOfPledge(facts.pledge, facts.lines),
    files: facts.pledge.attachments ?? [],
  };
}

export function ownedBy(
  ownerKind: 'shipment' | 'pledge',
  owner: string,
  made: readonly OwnedParcel[],
): repo.ParcelRow[] {
  return made.map((parcel, position) => ({ ownerKind, owner, position, ...parcel }));
}

/** Losses as rows of their shipment, each measured once. */
function lossRows(facts: ShipmentFacts, state: ShipmentState, carrier: string | null): LossRow[] {
  return lossesOf(facts, state).map((loss, position) => {
    const { sector, numerator, denominator } = coverageOf(loss.item);
    return {
      ...{ shipment: facts.id, position, ...loss, sector, crossing: facts.crossing, carrier },
      personDaysMilli: personDaysMilli(loss.quantityMilli, numerator, denominator),
    };
  });
}

/** A quantity or an amount with its sector and person-days; of the whole there is nothing to measure. */
function measured({ money, ...disagreement }: Disagreement): MeasuredDisagreement {
  const { item, quantityMilli } = disagreement;
  if (money !== null) {
    const { amountUsd, sector, costPerPmUsd } = money;
    return { ...disagreement, sector, amountUsd, personDaysMilli: boughtWith(amountUsd, costPerPmUsd) };
  }
  if (item === null) return { ...disagreement, sector: null, personDaysMilli: null, amountUsd: null };
  const { sector, numerator, denominator } = coverageOf(item);
  const covered = quantityMilli === null ? null : personDaysMilli(quantityMilli, numerator, denominator);
  return { ...disagreement, sector, personDaysMilli: covered, amountUsd: null };
}

/** An estimate, by what a person-month costs in the sector; null where that is not known. */
function boughtWith(amountUsd: number, costPerPmUsd: number | null): number | null {
  if (costPerPmUsd === null || costPerPmUsd <= 0) return null;
  return mulDivHalfEven(amountUsd, DAYS_PER_PERSON_MONTH * 1000, costPerPmUsd);
}

/** What one unit of an item covers. @throws Error when it is not in the catalogue */
export function coverageOf(code: string): ItemCoverage {
  const item = itemOf(code);
  if (!item) throw new Error(`item ${code} is not in the catalogue`);
  return { sector: item.sector, ...item.coverage, monthsOfUse: item.monthsOfUse };
}

/** The parcels of what the lines of a pledge still promise. */
export function pledgeParcels(
  pledge: string,
  lines: readonly PledgeLineFacts[],
  now: number,
): repo.ParcelRow[] {
  return ownedBy(
    'pledge',
    pledge,
    lines.flatMap((line) => parcelsOfPledgeLine(line, now)),
  );
}

/** What shipments drew from a pledge line, of one item. */
export interface LineUse {
  pledgeLine: string | null;
  item: string;
  shippedMilli: number;
  returnedMilli: number;
}

/** The lines of a pledge with what was drawn from them. */
export function pledgeLineFacts(
  { pledge, lines }: PledgeFacts,
  status: PledgeStatus,
  drawn: readonly LineUse[],
): PledgeLineFacts[] {
  const uses = Map.groupBy(drawn, ({ pledgeLine }) => pledgeLine);
  const childrenOf = Map.groupBy(lines, ({ parent }) => parent);
  const usd = (amountMinor: number | null) =>
    amountMinor === null ? 0 : toUsdCents(amountMinor, pledge.currency, pledge.ratePerUsd);
  return lines.map((line): PledgeLineFacts => {
    const base = { id: line.id, province: line.province, expectedBy: pledge.expectedBy, status };
    const used = uses.get(line.id) ?? [];
    const children = childrenOf.get(line.id) ?? [];
    if (line.item !== null && line.quantityMilli !== null) {
      return {
        ...base,
        kind: 'in_kind',
        item: line.item,
        quantityMilli: line.quantityMilli,
        childrenMilli: total(children, (child) => child.quantityMilli ?? 0),
        shippedMilli: total(used, (use) => use.shippedMilli),
        returnedMilli: total(used, (use) => use.returnedMilli),
        coverage: coverageOf(line.item),
      };
    }
    const sector = sectorOf(line.sector);
    const covered = (item: string, milli: number) => {
      const { numerator, denominator } = coverageOf(item);
      return personDaysMilli(milli, numerator, denominator);
    };
    return {
      ...base,
      kind: 'financial',
      sector: line.sector,
      amountUsd: usd(line.amountMinor),
      childrenUsd: total(children, (child) => usd(child.amountMinor)),
      shippedPersonDaysMilli: total(used, (use) => covered(use.item, use.shippedMilli)),
      returnedPersonDaysMilli: total(used, (use) => covered(use.item, use.returnedMilli)),
      costPerPmUsd: sector?.costPerPmUsdCents ?? null,
      monthsOfUse: sector?.monthsOfUse ?? 1,
    };
  });
}

/** Nothing more happens by time alone to a pledge that came to nothing; others change when a month turns or they expire. */
function pledgeDueAt(pledge: PledgeFacts['pledge'], status: PledgeStatus, now: number): number | null {
  if (status === 'cancelled' || status === 'expired') return null;
  const monthTurns = nextPledgeDeadline(pledge, now);
  const expires = pledge.expiresOn === null || status === 'paid' ? Infinity : endOfDay(pledge.expiresOn);
  const expected = pledge.expectedBy === null ? Infinity : endOfDay(pledge.expectedBy);
  return Math.min(monthTurns, expires, expected > now ? expected : Infinity);
}

function lineStateRows(
  shipment: string,
  state: ShipmentState,
  stateOf: (account: ShipmentState['lines'][number]) => string,
): repo.LineStateRow[] {
  return state.lines.map((account) => ({
    shipment,
    line: account.line?.id ?? account.item,
    item: account.item,
    pledgeLine: account.line?.pledgeLine ?? null,
    state: stateOf(account),
    shippedMilli: shippedOf(state, account),
    dispatchedMilli: account.dispatched,
    goodMilli: account.good,
    damagedMilli: account.damaged,
    missingMilli: account.missing,
    excessMilli: account.excess,
    lostMilli: account.lost,
    returnedMilli: account.returned,
    outstandingMilli: account.outstanding,
  }));
}

function total<T>(rows: readonly T[], amountOf: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + amountOf(row), 0);
}
