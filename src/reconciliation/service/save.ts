import type { Concern } from '../../access/rules.ts';
import { addFileUses, replaceConcerns } from '../../access/service.ts';
import { laneKey } from '../../places/rules/lane-key.ts';
import { appendFeed } from '../../platform/feed/repo.ts';
import { markDirty } from '../../platform/queue/repo.ts';
import type { WriteScope } from '../../platform/storage/store.ts';
import { pledgesOfLines } from '../../pledges/service.ts';
import { shipmentsOfPledgeLines } from '../../shipments/service.ts';
import type { PledgeFindings, ShipmentFindings } from './findings.ts';
import { settleCases } from './cases.ts';
import * as repo from '../repo.ts';
import { nettingLinesOf, replaceNettingLines } from '../repo/netting.ts';
import { nettingKey, type NettingLine } from '../rules/netting.ts';
import { type LossRow, lossesOfShipments, replaceLosses } from '../repo/losses.ts';

/**
 * Stores what was found of shipments, and marks the pledges for which it is something else than before. Answers the lanes for which
 * it is: the caller sees to them in the same unit of work.
 */
export async function saveShipments(
  scope: WriteScope,
  found: readonly ShipmentFindings[],
  now: number,
): Promise<string[]> {
  const of = <T>(part: (findings: ShipmentFindings) => T) =>
    new Map(found.map((findings) => [findings.state.shipment, part(findings)]));
  const parcels = of((findings) => findings.parcels);
  const disagreements = of((findings) => findings.disagreements);
  const lanes = await saveParcels(scope, 'shipment', parcels);
  const lines = of((findings) => findings.lines);
  const rebalanced = await saveLineStates(scope, lines, now);
  await saveLosses(
    scope,
    of(({ losses }) => losses),
  );
  await settleCases(scope, 'shipment', disagreements, now);
  await saveNettingLines(
    scope,
    of((findings) => findings.nettingLines),
    now,
  );
  const taken = await replaceConcerns(
    scope,
    of(({ concerns }) => concerns),
  );
  await saveStates(scope, found, { rebalanced: new Set(rebalanced), taken }, now);
  return lanes;
}

/**
 * Stores what was found of a pledge, and marks its cargo when its status is another. Answers the lanes for which it is something
 * else than before: the caller sees to them in the same unit of work.
 */
export async function savePledge(scope: WriteScope, found: PledgeFindings): Promise<string[]> {
  const { pledge, status, evaluatedAt } = found.state;
  const lanes = await saveParcels(scope, 'pledge', new Map([[pledge, found.parcels]]));
  await settleCases(scope, 'pledge', new Map([[pledge, found.disagreements]]), evaluatedAt);
  await replaceConcerns(scope, new Map([[pledge, found.concerns]]));
  await addFileUses(scope, 'pledge', pledge, found.files);
  const before = await repo.pledgeState(scope, pledge);
  await repo.savePledgeState(scope, found.state);
  if (before?.status !== status || before.version !== found.state.version)
    await appendFeed(scope, { kind: 'pledge', key: pledge, at: evaluatedAt });
  if (before?.status === status) return lanes;
  for (const id of await shipmentsOfPledgeLines(scope, found.lines))
    await markDirty(scope, 'shipment', id, evaluatedAt);
  return lanes;
}

/** Stores the states of shipments, and tells of those whose state, balance or history is another than before. */
async function saveStates(
  scope: WriteScope,
  found: readonly ShipmentFindings[],
  { rebalanced, taken }: { rebalanced: ReadonlySet<string>; taken: ReadonlyMap<string, Concern[]> },
  now: number,
): Promise<void> {
  const ids = found.map(({ state }) => state.shipment);
  const before = new Map((await repo.shipmentStatesOf(scope, ids)).map((row) => [row.shipment, row]));
  for (const { state, files } of found) {
    const { shipment } = state;
    await addFileUses(scope, 'shipment', shipment, files);
    await repo.saveShipmentState(scope, state);
    const left = taken.get(shipment);
    if (left || rebalanced.has(shipment) || !saysTheSame(before.get(shipment), state))
      await appendFeed(scope, { kind: 'shipment', key: shipment, at: now, detail: left ? { left } : null });
  }
}

function saysTheSame(before: repo.ShipmentStateRow | undefined, now: repo.ShipmentStateRow): boolean {
  return (
    before?.status === now.status && before.events === now.events && before.flags.join() === now.flags.join()
  );
}

/**
 * Replaces the balances of shipments' lines and marks the pledges that got something else out of them. Answers the shipments whose
 * balances are others.
 */
async function saveLineStates(
  scope: WriteScope,
  made: ReadonlyMap<string, repo.LineStateRow[]>,
  now: number,
): Promise<string[]> {
  const before = await repo.lineStatesOf(scope, [...made.keys()]);
  const changed = changedOwners(before, made, ({ line }) => line);
  if (changed.length === 0) return [];
  await repo.replaceLineStates(scope, changed, rowsOf(made, changed));
  const pledgeLines = [...rowsOf(before, changed), ...rowsOf(made, changed)].flatMap(
    ({ pledgeLine }) => pledgeLine ?? [],
  );
  const pledges = new Set(
    Array.from(await pledgesOfLines(scope, pledgeLines), ([, { pledge }]) => pledge.id),
  );
  for (const pledge of pledges) {
    await markDirty(scope, 'pledge', pledge, now);
    await appendFeed(scope, { kind: 'pledge', key: pledge, at: now });
  }
  return changed;
}

/** Replaces what could be netted with other waybills, and marks the hints it may change. */
async function saveNettingLines(
  scope: WriteScope,
  made: ReadonlyMap<string, NettingLine[]>,
  now: number,
): Promise<void> {
  const before = await nettingLinesOf(scope, [...made.keys()]);
  const changed = changedOwners(before, made, keyOfNettingLine);
  if (changed.length === 0) return;
  await replaceNettingLines(scope, changed, rowsOf(made, changed));
  const keys = new Set([...rowsOf(before, changed), ...rowsOf(made, changed)].map(nettingKey));
  for (const key of keys) await markDirty(scope, 'netting', key, now);
}

export function keyOfNettingLine({ line, side }: NettingLine): string {
  return `${line} ${side}`;
}

/** Replaces the losses of the shipments for which they are others. */
async function saveLosses(scope: WriteScope, made: ReadonlyMap<string, LossRow[]>): Promise<void> {
  const before = await lossesOfShipments(scope, [...made.keys()]);
  const changed = changedOwners(before, made, ({ position }) => String(position));
  if (changed.length > 0) await replaceLosses(scope, changed, rowsOf(made, changed));
}

/** Replaces the parcels of their owners; answers the lanes that have something else now. */
async function saveParcels(
  scope: WriteScope,
  ownerKind: repo.ParcelRow['ownerKind'],
  made: ReadonlyMap<string, repo.ParcelRow[]>,
): Promise<string[]> {
  const before = await repo.parcelsOfOwners(scope, ownerKind, [...made.keys()]);
  const changed = changedOwners(before, made, ({ position }) => String(position));
  if (changed.length === 0) return [];
  await repo.replaceParcels(scope, ownerKind, changed, rowsOf(made, changed));
  const differences = supplyDifferences(rowsOf(before, changed), rowsOf(made, changed));
  await repo.addSupply(scope, differences);
  return [...new Set(differences.map(({ province, sector }) => laneKey(province, sector)))];
}

/** What parcels that are replaced by others make different in the supply of lanes; nothing of what stays the same. */
function supplyDifferences(
  before: readonly repo.ParcelRow[],
  made: readonly repo.ParcelRow[],
): repo.LaneSupplyRow[] {
  const sums = new Map<string, repo.LaneSupplyRow>();
  const count = (parcel: repo.ParcelRow, sign: 1 | -1) => {
    const { province, sector, arrivalMonth, dueMonth, monthsOfUse } = parcel;
    if (province === null) return;
    const key = [province, sector, parcel.class, arrivalMonth, dueMonth, monthsOfUse].join(' ');
    const sum = sums.get(key);
    sums.set(key, {
      ...{ province, sector, class: parcel.class, arrivalMonth, dueMonth, monthsOfUse },
      personDaysMilli: (sum?.personDaysMilli ?? 0) + sign * parcel.personDaysMilli,
      records: (sum?.records ?? 0) + sign,
    });
  };
  for (const parcel of before) count(parcel, -1);
  for (const parcel of made) count(parcel, 1);
  return [...sums.values()].filter(({ personDaysMilli, records }) => personDaysMilli !== 0 || records !== 0);
}

function changedOwners<T extends object>(
  before: ReadonlyMap<string, T[]>,
  made: ReadonlyMap<string, T[]>,
  keyOf: (row: T) => string,
): string[] {
  return [...made.keys()].filter((owner) => !sameRows(before.get(owner) ?? [], made.get(owner) ?? [], keyOf));
}

function rowsOf<T>(rows: ReadonlyMap<string, T[]>, owners: readonly string[]): T[] {
  return owners.flatMap((owner) => rows.get(owner) ?? []);
}

/** Whether two sets of rows say the same, in whatever order their fields and rows stand. */
export function sameRows<T extends object>(
  a: readonly T[],
  b: readonly T[],
  keyOf: (row: T) => string,
): boolean {
  if (a.length !== b.length) return false;
  const others = new Map(b.map((row) => [keyOf(row), row]));
  return a.every((row) => {
    const other = others.get(keyOf(row));
    return (
      other !== undefined && (Object.keys(row) as (keyof T)[]).every((field) => row[field] === other[field])
    );
  });
}
