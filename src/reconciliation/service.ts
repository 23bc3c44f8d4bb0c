import { itemOf, sectorOf } from '../catalogue/catalogue.ts';
import { laneKey } from '../gaps/rules/lane-key.ts';
import { crossingFacts } from '../places/service.ts';
import { dayOf, endOfDay } from '../platform/calendar.ts';
import { personDaysMilli } from '../platform/quantity.ts';
import { markDirty } from '../platform/queue/repo.ts';
import type { ReadScope, Store, WriteScope } from '../platform/storage/store.ts';
import { toUsdCents } from '../pledges/rules/money.ts';
import { latestStatus, statusOn } from '../pledges/rules/pledge.ts';
import { pledgeFactsOf, pledgesOfLines } from '../pledges/service.ts';
import type { CargoSettings, ReferenceFacts } from '../shipments/rules/facts.ts';
import { foldShipment, type ShipmentState } from '../shipments/rules/fold.ts';
import { shipmentFactsOf, shipmentsOfPledgeLines } from '../shipments/service.ts';
import * as repo from './repo.ts';
import { nextDeadline, nextPledgeDeadline } from './rules/deadline.ts';
import { lineStateOf } from './rules/line-state.ts';
import type { ItemCoverage, OwnedParcel, PledgeStatus } from './rules/owned-parcel.ts';
import { parcelsOfShipment } from './rules/parcels.ts';
import { parcelsOfPledgeLine, type PledgeLineFacts } from './rules/pledge-parcels.ts';
import { shippedOf } from './rules/shipped.ts';

export type ReconciliationService = ReturnType<typeof reconciliationService>;
type PledgeFacts = NonNullable<Awaited<ReturnType<typeof pledgeFactsOf>>>;

/**
 * Joins promises and cargo: from the facts about a shipment or a pledge to its state and its parcels. Every function gives
 * the same rows whenever it is run again on the same facts at the same moment.
 */
export function reconciliationService(settings: CargoSettings) {
  async function reference(scope: ReadScope): Promise<ReferenceFacts> {
    return { crossings: await crossingFacts(scope), settings };
  }

  return {
    reference,

    /** Reconciles one shipment: its state, the balance of its lines, its parcels; marks the lanes and pledges that changed. */
    async shipment(scope: WriteScope, id: string, now: number): Promise<void> {
      const record = await shipmentFactsOf(scope, id);
      if (!record) return;
      const { facts, events } = record;
      const known = await reference(scope);
      const state = foldShipment(facts, events, known, now);
      const statuses = await pledgeStatuses(
        scope,
        facts.lines.flatMap(({ pledgeLine }) => pledgeLine ?? []),
        now,
      );
      const parcels = parcelsOfShipment(
        state,
        facts,
        {
          pledgeOf: ({ pledgeLine }) => (pledgeLine === null ? null : (statuses.get(pledgeLine) ?? null)),
          coverageOf,
        },
        now,
      );
      await replaceParcels(scope, 'shipment', id, parcels, now);
      await replaceLineStates(
        scope,
        id,
        lineStateRows(id, state, (account) => lineStateOf(facts, state, account)),
        now,
      );
      await repo.saveShipmentState(scope, {
        shipment: id,
        status: state.status,
        flags: [...state.flags],
        dueAt: nextDeadline(state, facts, known, now),
        evaluatedAt: now,
      });
    },

    /** Reconciles one pledge: what is left of its lines, as parcels; marks the lanes that changed, and its cargo when its status did. */
    async pledge(scope: WriteScope, id: string, now: number): Promise<void> {
      const facts = await pledgeFactsOf(scope, id);
      if (!facts) return;
      const { pledge } = facts;
      const status = statusOn(latestStatus(facts.statuses), pledge.expiresOn, dayOf(now));
      const lines = await pledgeLineFacts(scope, facts, status);
      await replaceParcels(
        scope,
        'pledge',
        id,
        lines.flatMap((line) => parcelsOfPledgeLine(line, now)),
        now,
      );
      const before = await repo.pledgeState(scope, id);
      if (before && before.status !== status) {
        for (const shipment of await shipmentsOfPledgeLines(
          scope,
          lines.map((line) => line.id),
        )) {
          await markDirty(scope, 'shipment', shipment, now);
        }
      }
      await repo.savePledgeState(scope, {
        pledge: id,
        status,
        dueAt: pledgeDueAt(pledge, status, now),
        evaluatedAt: now,
      });
    },

    /** Marks what time alone has made due: deadlines that passed, months that turned. */
    async sweep(store: Store, now: number): Promise<void> {
      const due = await store.read((scope) => repo.dueStates(scope, now));
      if (due.length === 0) return;
      await store.write(async (scope) => {
        for (const { kind, key } of due) await markDirty(scope, kind, key, now);
      });
    },

    /** What became of pledge lines, in thousandths of their unit. */
    async fulfilmentOf(scope: ReadScope, pledgeLines: readonly string[]) {
      const uses = await repo.usesOfPledgeLines(scope, pledgeLines);
      const sums = new Map<string, { shippedMilli: number; deliveredMilli: number; returnedMilli: number }>();
      for (const { pledgeLine, shippedMilli, deliveredMilli, returnedMilli } of uses) {
        const sum = sums.get(pledgeLine ?? '') ?? { shippedMilli: 0, deliveredMilli: 0, returnedMilli: 0 };
        sums.set(pledgeLine ?? '', {
          shippedMilli: sum.shippedMilli + shippedMilli,
          deliveredMilli: sum.deliveredMilli + deliveredMilli,
          returnedMilli: sum.returnedMilli + returnedMilli,
        });
      }
      return sums;
    },

    /** What the last reconciliation found, for lists of shipments. */
    reconciled: {
      states: async (scope: ReadScope, shipments: readonly string[]) =>
        new Map((await repo.shipmentStatesOf(scope, shipments)).map((row) => [row.shipment, row])),
      withState: async (
        scope: ReadScope,
        filter: { status?: string | undefined; flag?: string | undefined },
      ) =>
        filter.status === undefined && filter.flag === undefined
          ? undefined
          : repo.shipmentsWithState(scope, filter),
    },
  };
}

/** Supply of a lane summed by key, one by one, and what belongs to no lane: for the gap engine. */
export const { summedParcels, parcelsOfLane, unallocatedParcels } = repo;

function coverageOf(code: string): ItemCoverage {
  const item = itemOf(code);
  if (!item) throw new Error(`item ${code} is not in the catalogue`);
  return { sector: item.sector, ...item.coverage, monthsOfUse: item.monthsOfUse };
}

async function pledgeStatuses(
  scope: ReadScope,
  pledgeLines: readonly string[],
  now: number,
): Promise<Map<string, PledgeStatus>> {
  const found = await pledgesOfLines(scope, pledgeLines);
  return new Map(
    Array.from(found, ([line, { pledge }]) => [line, statusOn(pledge.status, pledge.expiresOn, dayOf(now))]),
  );
}

async function pledgeLineFacts(
  scope: ReadScope,
  { pledge, lines }: PledgeFacts,
  status: PledgeStatus,
): Promise<PledgeLineFacts[]> {
  const uses = Map.groupBy(
    await repo.usesOfPledgeLines(
      scope,
      lines.map(({ id }) => id),
    ),
    ({ pledgeLine }) => pledgeLine,
  );
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
  return Math.min(monthTurns, expires);
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

/** Replaces the balances of a shipment's lines and marks the pledges that got something else out of them. */
async function replaceLineStates(
  scope: WriteScope,
  shipment: string,
  made: repo.LineStateRow[],
  now: number,
): Promise<void> {
  const before = await repo.lineStatesOf(scope, shipment);
  if (sameRows(before, made, ({ line }) => line)) return;
  await repo.replaceLineStates(scope, shipment, made);
  const pledgeLines = [...before, ...made].flatMap(({ pledgeLine }) => pledgeLine ?? []);
  const pledges = new Set(
    Array.from(await pledgesOfLines(scope, pledgeLines), ([, { pledge }]) => pledge.id),
  );
  for (const pledge of pledges) await markDirty(scope, 'pledge', pledge, now);
}

/** Replaces the parcels of an owner and marks the lanes that have something else now. */
async function replaceParcels(
  scope: WriteScope,
  ownerKind: 'shipment' | 'pledge',
  owner: string,
  made: readonly OwnedParcel[],
  now: number,
): Promise<void> {
  const rows = made.map((parcel, position) => ({ ownerKind, owner, position, ...parcel }));
  const before = await repo.parcelsOfOwner(scope, { ownerKind, owner });
  if (sameRows(before, rows, ({ position }) => String(position))) return;
  await repo.replaceParcels(scope, { ownerKind, owner }, rows);
  const lanes = new Set(
    [...before, ...rows].flatMap(({ province, sector }) =>
      province === null ? [] : laneKey(province, sector),
    ),
  );
  for (const lane of lanes) await markDirty(scope, 'lane', lane, now);
}

/** Whether two sets of rows say the same, in whatever order their fields and rows stand. */
function sameRows<T extends object>(a: readonly T[], b: readonly T[], keyOf: (row: T) => string): boolean {
  if (a.length !== b.length) return false;
  const others = new Map(b.map((row) => [keyOf(row), row]));
  return a.every((row) => {
    const other = others.get(keyOf(row));
    return (
      other !== undefined && (Object.keys(row) as (keyof T)[]).every((field) => row[field] === other[field])
    );
  });
}

function total<T>(rows: readonly T[], amountOf: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + amountOf(row), 0);
}
