import { laneKey } from '../gaps/rules/lane-key.ts';
import { markDirty } from '../platform/queue/repo.ts';
import type { WriteScope } from '../platform/storage/store.ts';
import { pledgesOfLines } from '../pledges/service.ts';
import { shipmentsOfPledgeLines } from '../shipments/service.ts';
import type { PledgeFindings, ShipmentFindings } from './findings.ts';
import { settleCases } from './cases.ts';
import * as repo from './repo.ts';

/** Stores what was found of a shipment, and marks the lanes and pledges for which it is something else than before. */
export async function saveShipment(scope: WriteScope, found: ShipmentFindings): Promise<void> {
  const { shipment, evaluatedAt } = found.state;
  await replaceParcels(scope, { ownerKind: 'shipment', owner: shipment }, found.parcels, evaluatedAt);
  await replaceLineStates(scope, shipment, found.lines, evaluatedAt);
  await settleCases(scope, { subjectKind: 'shipment', subject: shipment }, found.disagreements, evaluatedAt);
  await repo.saveShipmentState(scope, found.state);
}

/** Stores what was found of a pledge, and marks the lanes for which it is something else, and its cargo when its status is. */
export async function savePledge(scope: WriteScope, found: PledgeFindings): Promise<void> {
  const { pledge, status, evaluatedAt } = found.state;
  await replaceParcels(scope, { ownerKind: 'pledge', owner: pledge }, found.parcels, evaluatedAt);
  await settleCases(scope, { subjectKind: 'pledge', subject: pledge }, found.disagreements, evaluatedAt);
  const before = await repo.pledgeState(scope, pledge);
  await repo.savePledgeState(scope, found.state);
  if (before?.status === status) return;
  for (const id of await shipmentsOfPledgeLines(scope, found.lines))
    await markDirty(scope, 'shipment', id, evaluatedAt);
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
  owner: Pick<repo.ParcelRow, 'ownerKind' | 'owner'>,
  made: readonly repo.ParcelRow[],
  now: number,
): Promise<void> {
  const before = await repo.parcelsOfOwner(scope, owner);
  if (sameRows(before, made, ({ position }) => String(position))) return;
  await repo.replaceParcels(scope, owner, made);
  const lanes = new Set(
    [...before, ...made].flatMap(({ province, sector }) =>
      province === null ? [] : laneKey(province, sector),
    ),
  );
  for (const lane of lanes) await markDirty(scope, 'lane', lane, now);
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
