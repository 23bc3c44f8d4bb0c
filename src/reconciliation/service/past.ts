import { allBySystem, bySystem } from '../../access/service.ts';
import { setImmediate as turn } from 'node:timers/promises';
import { crossingFacts } from '../../places/service.ts';
import { dayOf } from '../../platform/calendar.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { latestStatus, statusOn } from '../../pledges/rules/pledge.ts';
import { pledgeFactsAsKnown, pledgeIdsAfter, pledgesOfLines } from '../../pledges/service.ts';
import type { CargoSettings, ReferenceFacts } from '../../shipments/rules/facts.ts';
import { foldShipment } from '../../shipments/rules/fold.ts';
import { shipmentFactsOf, shipmentIdsAfter } from '../../shipments/service.ts';
import type { ParcelRow } from '../repo.ts';
import type { PledgeStatus } from '../rules/owned-parcel.ts';
import { parcelsOfShipment } from '../rules/parcels.ts';
import { shippedOf } from '../rules/shipped.ts';
import {
  coverageOf,
  type LineUse,
  ownedBy,
  type PledgeFacts,
  pledgeLineFacts,
  pledgeParcels,
} from './findings.ts';

/** Small enough that other requests get their turn in between. */
const PAGE = 200;

/** Which facts are known, and the moment for which is asked what they come to. */
export interface Moment {
  known: number;
  at: number;
}

/**
 * The parcels of the whole ledger from the facts that were known, computed anew: what is derived and stored is of now. Facts are
 * only added, so that page by page they are those of one moment, however many come in meanwhile.
 */
export async function parcelsAsKnown(
  store: Store,
  settings: CargoSettings,
  moment: Moment,
): Promise<ParcelRow[]> {
  const parcels: ParcelRow[] = [];
  const uses: LineUse[] = [];
  for (let after = '', size = PAGE; size === PAGE;) {
    const ids = await store.read((scope) => shipmentIdsAfter(scope, after, PAGE));
    const found = await store.read((scope) => shipmentsAsKnown(scope, ids, settings, moment));
    for (const one of found) {
      parcels.push(...one.parcels);
      uses.push(...one.uses);
    }
    size = ids.length;
    after = ids.at(-1) ?? after;
    await turn();
  }
  const usesOf = Map.groupBy(uses, ({ pledgeLine }) => pledgeLine);
  for (let after = '', size = PAGE; size === PAGE;) {
    const ids = await store.read((scope) => pledgeIdsAfter(scope, after, PAGE));
    for (const id of ids) {
      const facts = await store.read((scope) =>
        pledgeFactsAsKnown(scope, bySystem('pledge', id), moment.known),
      );
      if (facts) parcels.push(...promisedAsKnown(facts, (line) => usesOf.get(line) ?? [], moment));
    }
    size = ids.length;
    after = ids.at(-1) ?? after;
    await turn();
  }
  return parcels;
}

/** Shipments as they were known: their parcels, and what they drew from pledge lines. Those not recorded by then are left out. */
export async function shipmentsAsKnown(
  scope: ReadScope,
  ids: readonly string[],
  settings: CargoSettings,
  { known, at }: Moment,
): Promise<{ shipment: string; parcels: ParcelRow[]; uses: LineUse[] }[]> {
  const isKnown = ({ recordedAt }: { recordedAt: number }) => recordedAt <= known;
  const records = (await shipmentFactsOf(scope, allBySystem('shipment', ids))).filter(isKnown);
  const crossings = new Map(
    Array.from(await crossingFacts(scope), ([code, facts]) => [code, facts.filter(isKnown)]),
  );
  const reference: ReferenceFacts = { crossings, settings };
  const statuses = await statusesAsKnown(
    scope,
    records.flatMap(({ facts }) => facts.lines.flatMap(({ pledgeLine }) => pledgeLine ?? [])),
    { known, at },
  );
  return records.map(({ facts, events }) => {
    const state = foldShipment(facts, events.filter(isKnown), reference, at);
    const pledgeOf = ({ pledgeLine }: { pledgeLine: string | null }) =>
      pledgeLine === null ? null : (statuses.get(pledgeLine) ?? null);
    return {
      shipment: facts.id,
      parcels: ownedBy('shipment', facts.id, parcelsOfShipment(state, facts, { pledgeOf, coverageOf }, at)),
      uses: state.lines.flatMap((account): LineUse[] => {
        const pledgeLine = account.line?.pledgeLine ?? null;
        if (pledgeLine === null) return [];
        const shippedMilli = shippedOf(state, account);
        return [{ pledgeLine, item: account.item, shippedMilli, returnedMilli: account.returned }];
      }),
    };
  });
}

/** What the lines of a pledge still promised, as it was known. */
export function promisedAsKnown(
  facts: PledgeFacts,
  usesOf: (line: string) => readonly LineUse[],
  { at }: Moment,
): ParcelRow[] {
  const status = statusOn(latestStatus(facts.statuses), facts.pledge.expiresOn, dayOf(at));
  const drawn = facts.lines.flatMap(({ id }) => usesOf(id));
  return pledgeParcels(facts.pledge.id, pledgeLineFacts(facts, status, summed(drawn)), at);
}

/** The status of the pledge behind each of these lines, as it was known. */
async function statusesAsKnown(
  scope: ReadScope,
  lines: readonly string[],
  { known, at }: Moment,
): Promise<Map<string, PledgeStatus>> {
  const pledged = await pledgesOfLines(scope, lines);
  const statusOf = new Map<string, PledgeStatus>();
  for (const id of new Set(Array.from(pledged.values(), ({ pledge }) => pledge.id))) {
    const facts = await pledgeFactsAsKnown(scope, bySystem('pledge', id), known);
    if (facts) statusOf.set(id, statusOn(latestStatus(facts.statuses), facts.pledge.expiresOn, dayOf(at)));
  }
  return new Map(
    [...pledged].flatMap(([line, { pledge }]) => {
      const status = statusOf.get(pledge.id);
      return status === undefined ? [] : [[line, status] as const];
    }),
  );
}

/** One entry per line and item, as the stored ones are. */
function summed(uses: readonly LineUse[]): LineUse[] {
  const sums = new Map<string, LineUse>();
  for (const use of uses) {
    const key = `${use.pledgeLine} ${use.item}`;
    const sum = sums.get(key);
    if (!sum) sums.set(key, { ...use });
    else {
      sum.shippedMilli += use.shippedMilli;
      sum.returnedMilli += use.returnedMilli;
    }
  }
  return [...sums.values()];
}
