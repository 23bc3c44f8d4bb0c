import { setImmediate as turn } from 'node:timers/promises';
import type { Concern } from '../../access/rules.ts';
import { concernsOf, sameConcerns } from '../../access/service.ts';
import { dirtyRow, dirtyRows } from '../../platform/queue/repo.ts';
import type { DirtyKind } from '../../platform/queue/names.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { pledgeIdsAfter } from '../../pledges/service.ts';
import type { CargoSettings } from '../../shipments/rules/facts.ts';
import { shipmentIdsAfter } from '../../shipments/service.ts';
import { casesAgree } from './cases.ts';
import { casesAbout } from '../repo/discrepancies.ts';
import { findPledge, findShipments, type MeasuredDisagreement } from './findings.ts';
import * as repo from '../repo.ts';
import { nettingKeys, nettingLinesOf } from '../repo/netting.ts';
import { hintsAgree } from './netting.ts';
import { keyOfNettingLine, sameRows } from './save.ts';
import { lossesOfShipments } from '../repo/losses.ts';

/** Something stored that the facts do not give again. */
export interface Difference {
  kind: DirtyKind;
  key: string;
  what: string;
}

/** What a verification looked at and what it found. */
export interface Verification {
  checked: number;
  /** Waiting to be recomputed: what is stored of them is known to be old. */
  pending: number;
  differences: Difference[];
}

/** Small, with a turn of the event loop after each: SQLite answers without one, and requests must not wait for a whole verification. */
const BATCH = 50;

/**
 * Computes every shipment, pledge and netting hint again from facts, each at the moment it was last evaluated at, and compares with
 * what is stored, to the last integer. Reads in batches and changes nothing.
 */
export async function verifyReconciliation(store: Store, settings: CargoSettings): Promise<Verification> {
  const result: Verification = { checked: 0, pending: 0, differences: [] };
  const walks = [
    {
      kind: 'shipment',
      idsAfter: shipmentIdsAfter,
      check: (scope: ReadScope, ids: readonly string[]) => checkShipments(scope, ids, settings),
    },
    { kind: 'pledge', idsAfter: pledgeIdsAfter, check: checkPledges },
  ] as const;
  for (const { kind, idsAfter, check } of walks) {
    for (let after = '', size = BATCH; size === BATCH;) {
      const ids = await store.read(async (scope) => {
        const batch = await idsAfter(scope, after, BATCH);
        const pending = new Set((await dirtyRows(scope, kind, batch)).map(({ key }) => key));
        const clean = batch.filter((id) => !pending.has(id));
        result.pending += pending.size;
        result.checked += clean.length;
        result.differences.push(...(await check(scope, clean)));
        return batch;
      });
      size = ids.length;
      await turn();
      after = ids.at(-1) ?? after;
    }
  }
  const hints = await verifyHints(store);
  return {
    checked: result.checked + hints.checked,
    pending: result.pending + hints.pending,
    differences: [...result.differences, ...hints.differences],
  };
}

async function checkShipments(
  scope: ReadScope,
  ids: readonly string[],
  settings: CargoSettings,
): Promise<Difference[]> {
  const states = new Map((await repo.shipmentStatesOf(scope, ids)).map((row) => [row.shipment, row]));
  const known = [...states.keys()];
  const found = await findShipments(scope, known, settings, (id) => states.get(id)?.evaluatedAt ?? 0);
  const lines = await repo.lineStatesOf(scope, known);
  const netting = await nettingLinesOf(scope, known);
  const losses = await lossesOfShipments(scope, known);
  const derived = await storedOf(scope, 'shipment', known);
  return [
    ...never('shipment', ids, states),
    ...found.flatMap(({ state, ...made }) => {
      const { status, flags, dueAt, shipment } = state;
      const stored = states.get(shipment) as repo.ShipmentStateRow;
      return differences('shipment', shipment, [
        ...stateDifferences(stored, { status, dueAt }),
        String(stored.flags) !== String(flags) &&
          `flags are [${stored.flags.join()}], facts say [${flags.join()}]`,
        !sameRows(lines.get(shipment) ?? [], made.lines, ({ line }) => line) && 'balances differ',
        !sameRows(netting.get(shipment) ?? [], made.nettingLines, keyOfNettingLine) && 'netting lines differ',
        !sameRows(losses.get(shipment) ?? [], made.losses, ({ position }) => String(position)) &&
          'losses differ',
        ...derived.differences(shipment, made),
      ]);
    }),
  ];
}

/** Whether the netting hints are those that what came too many and too few gives. */
async function verifyHints(store: Store): Promise<Verification> {
  const result: Verification = { checked: 0, pending: 0, differences: [] };
  for (const key of await store.read(nettingKeys)) {
    await store.read(async (scope) => {
      if (await dirtyRow(scope, 'netting', key)) result.pending++;
      else {
        result.checked++;
        if (!(await hintsAgree(scope, key)))
          result.differences.push({ kind: 'netting', key, what: 'hints differ' });
      }
    });
    await turn();
  }
  return result;
}

async function checkPledges(scope: ReadScope, ids: readonly string[]): Promise<Difference[]> {
  const states = new Map<string, repo.PledgeStateRow>();
  for (const id of ids) {
    const stored = await repo.pledgeState(scope, id);
    if (stored) states.set(id, stored);
  }
  const derived = await storedOf(scope, 'pledge', [...states.keys()]);
  const found: Difference[] = never('pledge', ids, states);
  for (const [id, stored] of states) {
    const made = await findPledge(scope, id, stored.evaluatedAt);
    if (!made) continue;
    found.push(
      ...differences('pledge', id, [
        ...stateDifferences(stored, made.state),
        ...derived.differences(id, made),
      ]),
    );
  }
  return found;
}

type What = string | false;

function differences(kind: Difference['kind'], key: string, found: readonly What[]): Difference[] {
  return found.flatMap((what) => (what === false ? [] : { kind, key, what }));
}

function never(
  kind: Difference['kind'],
  ids: readonly string[],
  states: ReadonlyMap<string, unknown>,
): Difference[] {
  return ids.filter((id) => !states.has(id)).map((key) => ({ kind, key, what: 'was never reconciled' }));
}

function stateDifferences(
  stored: { status: string; dueAt: number | null },
  { status, dueAt }: { status: string; dueAt: number | null },
): What[] {
  return [
    stored.status !== status && `status is ${stored.status}, facts say ${status}`,
    stored.dueAt !== dueAt && `is due at ${stored.dueAt}, facts say ${dueAt}`,
  ];
}

/** The parcels and cases stored of some owners, to be compared with what is found of each. */
async function storedOf(scope: ReadScope, ownerKind: 'shipment' | 'pledge', owners: readonly string[]) {
  const parcels = await repo.parcelsOfOwners(scope, ownerKind, owners);
  const cases = await casesAbout(scope, owners);
  const concerns = await concernsOf(scope, owners);
  return {
    differences: (
      owner: string,
      made: {
        parcels: readonly repo.ParcelRow[];
        disagreements: readonly MeasuredDisagreement[];
        concerns: readonly Concern[];
      },
    ): What[] => [
      !sameRows(parcels.get(owner) ?? [], made.parcels, ({ position }) => String(position)) &&
        'parcels differ',
      !casesAgree(cases.get(owner) ?? [], made.disagreements) && 'discrepancies differ',
      !sameConcerns(concerns.get(owner) ?? [], made.concerns) && 'whom it concerns differs',
    ],
  };
}
