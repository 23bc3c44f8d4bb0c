import { allBySystem } from '../../access/service.ts';
import { crossingOf } from '../../places/crossings.ts';
import { provinceOf } from '../../places/places.ts';
import { type AccessConstraint, bearsOn } from '../../places/rules/access.ts';
import { inlandDays } from '../../places/rules/lead-time.ts';
import { dayOf } from '../../platform/calendar.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { statusOn } from '../../pledges/rules/pledge.ts';
import { pledgesOfLines } from '../../pledges/service.ts';
import type { CargoSettings } from '../../shipments/rules/facts.ts';
import { foldShipment } from '../../shipments/rules/fold.ts';
import { shipmentFactsOf, shipmentsOfPledgeLines } from '../../shipments/service.ts';
import * as repo from '../repo.ts';
import { type Closure, type Delay, foldImagined, hinderedEta } from '../rules/imagined.ts';
import { parcelsOfShipment } from '../rules/parcels.ts';
import { coverageOf, ownedBy, referenceFacts } from './findings.ts';

/** A world that differs from the recorded one. */
export interface Imagined {
  closures: readonly Closure[];
  delays: readonly Delay[];
  /** What would hold on the ways inside the country, and the ETAs of cargo do not reckon with. */
  hindrances: readonly AccessConstraint[];
  /** The lines of every pledge that would be cancelled, by pledge. */
  cancelled: ReadonlyMap<string, readonly string[]>;
}

/** What one record comes to in the recorded world, and would come to in the other. */
export interface ImaginedParcels {
  ownerKind: repo.ParcelRow['ownerKind'];
  owner: string;
  before: repo.ParcelRow[];
  after: repo.ParcelRow[];
}

/**
 * The records whose parcels would be others, with both. Only cargo that is open and goes through a crossing concerned, and what
 * hangs on a cancelled pledge, is looked at. Reads, and writes nothing.
 */
export async function imaginedParcels(
  scope: ReadScope,
  world: Imagined,
  settings: CargoSettings,
  now: number,
): Promise<ImaginedParcels[]> {
  const crossings = new Set([...world.closures, ...world.delays].map(({ crossing }) => crossing));
  const cancelledLines = new Set([...world.cancelled.values()].flat());
  const ids = new Set(await shipmentsOfPledgeLines(scope, [...cancelledLines]));
  for (const crossing of crossings) for (const id of await repo.openThrough(scope, crossing)) ids.add(id);
  for (const hindrance of world.hindrances)
    for (const id of await repo.openOnWay(scope, hindrance)) ids.add(id);
  const shipments = await imaginedShipments(scope, [...ids], cancelledLines, world, settings, now);
  const pledges = [...world.cancelled.keys()];
  const promised = await repo.parcelsOfOwners(scope, 'pledge', pledges);
  return [
    ...shipments,
    ...pledges.map((owner): ImaginedParcels => {
      const before = promised.get(owner) ?? [];
      return { ownerKind: 'pledge', owner, before, after: [] };
    }),
  ].filter(({ before, after }) => !sameParcels(before, after));
}

async function imaginedShipments(
  scope: ReadScope,
  ids: readonly string[],
  cancelledLines: ReadonlySet<string>,
  { closures, delays, hindrances }: Imagined,
  settings: CargoSettings,
  now: number,
): Promise<ImaginedParcels[]> {
  const records = await shipmentFactsOf(scope, allBySystem('shipment', ids));
  const reference = await referenceFacts(scope, settings);
  const stored = await repo.parcelsOfOwners(scope, 'shipment', ids);
  const pledged = await pledgesOfLines(
    scope,
    records.flatMap(({ facts }) => facts.lines.flatMap(({ pledgeLine }) => pledgeLine ?? [])),
  );
  const etas = new Map<string, string>();
  /** Many trucks of one convoy ask the same. */
  const hinderedOn = (eta: string, crossing: string | null, province: string, inland: number): string => {
    const key = [eta, crossing, province, inland].join(' ');
    const met = hindrances.filter((hindrance) => bearsOn(hindrance, crossing ?? '', province));
    const found = etas.get(key) ?? (met.length === 0 ? eta : hinderedEta(eta, dayOf(now), inland, met));
    etas.set(key, found);
    return found;
  };
  return records.map(({ facts, events }) => {
    const through = facts.crossing === null ? undefined : crossingOf(facts.crossing);
    const inland = inlandDays(through?.point ?? null, provinceOf(facts.destination.province)?.point ?? null);
    const state = foldShipment(facts, events, reference, now);
    const { province } = facts.destination;
    const hindered = (eta: string) => hinderedOn(eta, facts.crossing, province, inland);
    const imagined = foldImagined(facts, events, state, reference, {
      closures,
      delays,
      hindered,
      inland,
      now,
    });
    const pledgeOf = ({ pledgeLine }: { pledgeLine: string | null }) => {
      if (pledgeLine === null) return null;
      if (cancelledLines.has(pledgeLine)) return 'cancelled' as const;
      const pledge = pledged.get(pledgeLine)?.pledge;
      return pledge ? statusOn(pledge.status, pledge.expiresOn, dayOf(now)) : null;
    };
    const after = parcelsOfShipment(imagined, facts, { pledgeOf, coverageOf }, now);
    return {
      ownerKind: 'shipment' as const,
      owner: facts.id,
      before: stored.get(facts.id) ?? [],
      after: ownedBy('shipment', facts.id, after),
    };
  });
}

function sameParcels(a: readonly repo.ParcelRow[], b: readonly repo.ParcelRow[]): boolean {
  const told = (rows: readonly repo.ParcelRow[]) =>
    rows
      .map((row) =>
        [
          row.class,
          row.arrivalMonth,
          row.dueMonth,
          row.monthsOfUse,
          row.province,
          row.sector,
          row.personDaysMilli,
        ].join(' '),
      )
      .sort()
      .join();
  return told(a) === told(b);
}
