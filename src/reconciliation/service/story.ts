import { allBySystem, bySystem } from '../../access/service.ts';
import { setImmediate as turn } from 'node:timers/promises';
import { crossingFacts } from '../../places/service.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { pledgeFactsAsKnown, pledgeHappenings, pledgesOfLines } from '../../pledges/service.ts';
import type { CargoSettings } from '../../shipments/rules/facts.ts';
import { shipmentFactsOf, shipmentsOfPledgeLines } from '../../shipments/service.ts';
import type { ParcelRow } from '../repo.ts';
import { type Moment, parcelsAsKnown, promisedAsKnown, shipmentsAsKnown } from './past.ts';

/** A fact that was recorded, and what it is about. */
export interface RecordedFact {
  at: number;
  kind: 'shipment' | 'event' | 'pledge' | 'crossing';
  /** The type of an event; what happened to a pledge; the status of a crossing. */
  what: string;
  shipment: string | null;
  pledge: string | null;
  crossing: string | null;
  event: string | null;
}

/** The parcels of a lane, and what they became with time and with each fact recorded since. */
export interface LaneStory {
  before: ParcelRow[];
  /** The same facts, seen at the later moment. */
  afterTime: ParcelRow[];
  /** In the order of recording; facts of one instant are one step. */
  steps: { at: number; facts: RecordedFact[]; parcels: ParcelRow[] }[];
}

interface LaneName {
  province: string;
  sector: string;
}

/** Shipments and pledges whose parcels are in the lane at either end, and all that their parcels depend on. */
interface Cast {
  shipments: ReadonlySet<string>;
  pledges: ReadonlySet<string>;
  /** The lines of each pledge that concerns the lane, and the shipments that fulfil them. */
  linesOf: ReadonlyMap<string, readonly string[]>;
  fulfilling: ReadonlyMap<string, readonly string[]>;
  /** Of each shipment concerned: its crossing, and the pledges it fulfils. */
  crossingOf: ReadonlyMap<string, string | null>;
  pledgesOf: ReadonlyMap<string, readonly string[]>;
}

/**
 * How the parcels of a lane became what they are between two moments: first time passes over the facts known before, then each fact
 * recorded since is added, in order. What one owner comes to is computed anew by the very rules of the report, so that the steps lead
 * from the one report to the other exactly.
 */
export async function laneStory(
  store: Store,
  settings: CargoSettings,
  lane: LaneName,
  { from, to }: { from: number; to: number },
): Promise<LaneStory> {
  const inLane = ({ province, sector }: ParcelRow) => province === lane.province && sector === lane.sector;
  const before = (await parcelsAsKnown(store, settings, { known: from, at: from })).filter(inLane);
  const last = (await parcelsAsKnown(store, settings, { known: to, at: to })).filter(inLane);
  const cast = await store.read((scope) => castOf(scope, [...before, ...last]));
  const computed = (owners: Iterable<string>, moment: Moment) =>
    store.read((scope) => parcelsOf(scope, cast, new Set(owners), settings, moment));

  const owners = [...cast.shipments, ...cast.pledges];
  const standing = new Map<string, ParcelRow[]>();
  const stand = async (some: Iterable<string>, moment: Moment) => {
    const found = Map.groupBy((await computed(some, moment)).filter(inLane), ({ owner }) => owner);
    for (const owner of some) standing.set(owner, found.get(owner) ?? []);
    return [...standing.values()].flat();
  };
  const afterTime = await stand(owners, { known: from, at: to });
  const facts = await store.read((scope) => factsBetween(scope, cast, from, to));
  const steps: LaneStory['steps'] = [];
  for (const [at, told] of [...Map.groupBy(facts, (fact) => fact.at)].sort(([a], [b]) => a - b)) {
    const touched = new Set(told.flatMap((fact) => touchedBy(fact, cast)));
    steps.push({ at, facts: told, parcels: await stand(touched, { known: at, at: to }) });
    await turn();
  }
  return { before, afterTime, steps };
}

async function castOf(scope: ReadScope, parcels: readonly ParcelRow[]): Promise<Cast> {
  const of = (kind: ParcelRow['ownerKind']) =>
    new Set(parcels.filter(({ ownerKind }) => ownerKind === kind).map(({ owner }) => owner));
  const shipments = of('shipment');
  const pledges = of('pledge');
  const records = await shipmentFactsOf(scope, allBySystem('shipment', [...shipments]));
  const pledged = await pledgesOfLines(
    scope,
    records.flatMap(({ facts }) => facts.lines.flatMap(({ pledgeLine }) => pledgeLine ?? [])),
  );
  const fulfilled = Array.from(pledged.values(), ({ pledge }) => pledge.id);
  const linesOf = new Map<string, string[]>();
  const fulfilling = new Map<string, string[]>();
  for (const id of new Set([...pledges, ...fulfilled])) {
    const facts = await pledgeFactsAsKnown(scope, bySystem('pledge', id), Infinity);
    const lines = facts?.lines.map((line) => line.id) ?? [];
    linesOf.set(id, lines);
    fulfilling.set(id, await shipmentsOfPledgeLines(scope, lines));
  }
  const pledgesOf = new Map<string, string[]>();
  for (const [pledge, ids] of fulfilling)
    for (const id of ids) pledgesOf.set(id, [...(pledgesOf.get(id) ?? []), pledge]);
  const crossingOf = new Map(records.map(({ facts }) => [facts.id, facts.crossing]));
  return { shipments, pledges, linesOf, fulfilling, crossingOf, pledgesOf };
}

/** The parcels of some owners at a moment. */
async function parcelsOf(
  scope: ReadScope,
  cast: Cast,
  owners: ReadonlySet<string>,
  settings: CargoSettings,
  moment: Moment,
): Promise<ParcelRow[]> {
  const pledges = [...cast.pledges].filter((id) => owners.has(id));
  const drawing = pledges.flatMap((id) => cast.fulfilling.get(id) ?? []);
  const wanted = [...cast.shipments].filter((id) => owners.has(id));
  const found = await shipmentsAsKnown(scope, [...new Set([...wanted, ...drawing])], settings, moment);
  const uses = Map.groupBy(
    found.flatMap((one) => one.uses),
    ({ pledgeLine }) => pledgeLine,
  );
  const parcels = found.flatMap((one) => (owners.has(one.shipment) ? one.parcels : []));
  for (const id of pledges) {
    const facts = await pledgeFactsAsKnown(scope, bySystem('pledge', id), moment.known);
    if (facts) parcels.push(...promisedAsKnown(facts, (line) => uses.get(line) ?? [], moment));
  }
  return parcels;
}

/** Every fact recorded after one moment and up to another that the parcels of the lane can depend on. */
async function factsBetween(scope: ReadScope, cast: Cast, from: number, to: number): Promise<RecordedFact[]> {
  const nothing = { shipment: null, pledge: null, crossing: null, event: null };
  const isNew = ({ at }: RecordedFact) => at > from && at <= to;
  const ids = new Set([...cast.shipments, ...[...cast.fulfilling.values()].flat()]);
  const records = await shipmentFactsOf(scope, allBySystem('shipment', [...ids]));
  const cargo = records.flatMap(({ facts, events, recordedAt }): RecordedFact[] => [
    { ...nothing, at: recordedAt, kind: 'shipment', what: 'recorded', shipment: facts.id },
    ...events.map(({ id: event, type, recordedAt: at }): RecordedFact => ({
      ...{ ...nothing, at, kind: 'event', what: type, shipment: facts.id, event },
    })),
  ]);
  const promises: RecordedFact[] = [];
  for (const pledge of cast.linesOf.keys()) {
    for (const { at, what } of await pledgeHappenings(scope, bySystem('pledge', pledge)))
      promises.push({ ...nothing, at, kind: 'pledge', what, pledge });
  }
  const through = new Set(cast.crossingOf.values());
  const crossings = Array.from(await crossingFacts(scope)).flatMap(([crossing, told]) =>
    through.has(crossing)
      ? told.map(({ recordedAt: at, status }): RecordedFact => ({
          ...{ ...nothing, at, kind: 'crossing', what: status, crossing },
        }))
      : [],
  );
  return [...cargo, ...promises, ...crossings].filter(isNew);
}

/** The owners whose parcels may be others for a fact. */
function touchedBy({ shipment, pledge, crossing }: RecordedFact, cast: Cast): string[] {
  if (shipment !== null) {
    const own = cast.shipments.has(shipment) ? [shipment] : [];
    return [...own, ...(cast.pledgesOf.get(shipment) ?? []).filter((id) => cast.pledges.has(id))];
  }
  if (pledge !== null) {
    const own = cast.pledges.has(pledge) ? [pledge] : [];
    return [...own, ...(cast.fulfilling.get(pledge) ?? []).filter((id) => cast.shipments.has(id))];
  }
  return [...cast.crossingOf].flatMap(([id, through]) => (through === crossing ? [id] : []));
}
