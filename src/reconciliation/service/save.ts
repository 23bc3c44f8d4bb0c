import { laneKey } from '../../places/rules/lane-key.ts';
import { markDirty } from '../../platform/queue/repo.ts';
import type { WriteScope } from '../../platform/storage/store.ts';
import { pledgesOfLines } from '../../pledges/service.ts';
import { shipmentsOfPledgeLines } from '../../shipments/service.ts';
import type { PledgeFindings, ShipmentFindings } from './findings.ts';
import { settleCases } from './cases.ts';
import * as repo from '../repo.ts';

/** Stores what was found of shipments, and marks the lanes and pledges for which it is something else than before. */
export async function saveShipments(
  scope: WriteScope,
  found: readonly ShipmentFindings[],
  now: number,
): Promise<void> {
  const of = <T>(part: (findings: ShipmentFindings) => T) =>
    new Map(found.map((findings) => [findings.state.shipment, part(findings)]));
  await saveParcels(
    scope,
    'shipment',
    of(({ parcels }) => parcels),
    now,
  );
  await saveLineStates(
    scope,
    of(({ lines }) => lines),
    now,
  );
  await settleCases(
    scope,
    'shipment',
    of(({ disagreements }) => disagreements),
    now,
  );
  for (const { state } of found) await repo.saveShipmentState(scope, state);
}

/** Stores what was found of a pledge, and marks the lanes for which it is something else, and its cargo when its status is. */
export async function savePledge(scope: WriteScope, found: PledgeFindings): Promise<void> {
  const { pledge, status, evaluatedAt } = found.state;
  await saveParcels(scope, 'pledge', new Map([[pledge, found.parcels]]), evaluatedAt);
  await settleCases(scope, 'pledge', new Map([[pledge, found.disagreements]]), evaluatedAt);
  const before = await repo.pledgeState(scope, pledge);
  await repo.savePledgeState(scope, found.state);
  if (before?.status === status) return;
  for (const id of await shipmentsOfPledgeLines(scope, found.lines))
    await markDirty(scope, 'shipment', id, evaluatedAt);
}

/** Replaces the balances of shipments' lines and marks the pledges that got something else out of them. */
async function saveLineStates(
  scope: WriteScope,
  made: ReadonlyMap<string, repo.LineStateRow[]>,
  now: number,
): Promise<void> {
  const before = await repo.lineStatesOf(scope, [...made.keys()]);
  const changed = changedOwners(before, made, ({ line }) => line);
  if (changed.length === 0) return;
  await repo.replaceLineStates(scope, changed, rowsOf(made, changed));
  const pledgeLines = [...rowsOf(before, changed), ...rowsOf(made, changed)].flatMap(
    ({ pledgeLine }) => pledgeLine ?? [],
  );
  const pledges = new Set(
    Array.from(await pledgesOfLines(scope, pledgeLines), ([, { pledge }]) => pledge.id),
  );
  for (const pledge of pledges) await markDirty(scope, 'pledge', pledge, now);
}

/** Replaces the parcels of their owners and marks the lanes that have something else now. */
async function saveParcels(
  scope: WriteScope,
  ownerKind: repo.ParcelRow['ownerKind'],
  made: ReadonlyMap<string, repo.ParcelRow[]>,
  now: number,
): Promise<void> {
  const before = await repo.parcelsOfOwners(scope, ownerKind, [...made.keys()]);
  const changed = changedOwners(before, made, ({ position }) => String(position));
  if (changed.length === 0) return;
  await repo.replaceParcels(scope, ownerKind, changed, rowsOf(made, changed));
  const lanes = new Set(
    [...rowsOf(before, changed), ...rowsOf(made, changed)].flatMap(({ province, sector }) =>
      province === null ? [] : laneKey(province, sector),
    ),
  );
  for (const lane of lanes) await markDirty(scope, 'lane', lane, now);
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
