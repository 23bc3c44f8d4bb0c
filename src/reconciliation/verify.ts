import { setImmediate as turn } from 'node:timers/promises';
import { dirtyRow } from '../platform/queue/repo.ts';
import type { ReadScope, Store } from '../platform/storage/store.ts';
import { pledgeIdsAfter } from '../pledges/service.ts';
import type { CargoSettings } from '../shipments/rules/facts.ts';
import { shipmentIdsAfter } from '../shipments/service.ts';
import { casesAgree } from './cases.ts';
import { casesAbout } from './discrepancies-repo.ts';
import { findPledge, findShipment, type MeasuredDisagreement } from './findings.ts';
import * as repo from './repo.ts';
import { sameRows } from './save.ts';

/** Something stored that the facts do not give again. */
export interface Difference {
  kind: 'shipment' | 'pledge' | 'lane';
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
const BATCH = 10;

/**
 * Computes every shipment and pledge again from facts, each at the moment it was last evaluated at, and compares with what is
 * stored, to the last integer. Reads in batches and changes nothing.
 */
export async function verifyReconciliation(store: Store, settings: CargoSettings): Promise<Verification> {
  const result: Verification = { checked: 0, pending: 0, differences: [] };
  const walks = [
    {
      kind: 'shipment',
      idsAfter: shipmentIdsAfter,
      check: (scope: ReadScope, id: string) => checkShipment(scope, id, settings),
    },
    { kind: 'pledge', idsAfter: pledgeIdsAfter, check: checkPledge },
  ] as const;
  for (const { kind, idsAfter, check } of walks) {
    for (let after = '', size = BATCH; size === BATCH;) {
      const ids = await store.read(async (scope) => {
        const batch = await idsAfter(scope, after, BATCH);
        for (const id of batch) {
          if (await dirtyRow(scope, kind, id)) result.pending++;
          else {
            result.checked++;
            for (const what of await check(scope, id)) result.differences.push({ kind, key: id, what });
          }
        }
        return batch;
      });
      size = ids.length;
      await turn();
      after = ids.at(-1) ?? after;
    }
  }
  return result;
}

async function checkShipment(scope: ReadScope, id: string, settings: CargoSettings): Promise<string[]> {
  const stored = await repo.shipmentState(scope, id);
  if (!stored) return ['was never reconciled'];
  const found = await findShipment(scope, id, settings, stored.evaluatedAt);
  if (!found) return ['is not recorded, but its state is'];
  const { status, flags, dueAt } = found.state;
  return [
    ...(stored.status === status ? [] : [`status is ${stored.status}, facts say ${status}`]),
    ...(String(stored.flags) === String(flags)
      ? []
      : [`flags are [${stored.flags.join()}], facts say [${flags.join()}]`]),
    ...(stored.dueAt === dueAt ? [] : [`is due at ${stored.dueAt}, facts say ${dueAt}`]),
    ...(sameRows(await repo.lineStatesOf(scope, id), found.lines, ({ line }) => line)
      ? []
      : ['balances differ']),
    ...(await checkDerived(scope, 'shipment', id, found.parcels, found.disagreements)),
  ];
}

async function checkPledge(scope: ReadScope, id: string): Promise<string[]> {
  const stored = await repo.pledgeState(scope, id);
  if (!stored) return ['was never reconciled'];
  const found = await findPledge(scope, id, stored.evaluatedAt);
  if (!found) return ['is not recorded, but its state is'];
  const { status, dueAt } = found.state;
  return [
    ...(stored.status === status ? [] : [`status is ${stored.status}, facts say ${status}`]),
    ...(stored.dueAt === dueAt ? [] : [`is due at ${stored.dueAt}, facts say ${dueAt}`]),
    ...(await checkDerived(scope, 'pledge', id, found.parcels, found.disagreements)),
  ];
}

async function checkDerived(
  scope: ReadScope,
  ownerKind: 'shipment' | 'pledge',
  owner: string,
  parcels: readonly repo.ParcelRow[],
  disagreements: readonly MeasuredDisagreement[],
): Promise<string[]> {
  const stored = await repo.parcelsOfOwner(scope, { ownerKind, owner });
  return [
    ...(sameRows(stored, parcels, ({ position }) => String(position)) ? [] : ['parcels differ']),
    ...(casesAgree(await casesAbout(scope, owner), disagreements) ? [] : ['discrepancies differ']),
  ];
}
