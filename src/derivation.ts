import { setImmediate as turn } from 'node:timers/promises';
import { items, sectors } from './catalogue/catalogue.ts';
import { crossings } from './places/crossings.ts';
import { provinces, severities } from './places/places.ts';
import { contentHash } from './platform/content.ts';
import type { DirtyKind } from './platform/queue/names.ts';
import { markDue } from './platform/queue/repo.ts';
import type { ReadScope, Store, WriteScope } from './platform/storage/store.ts';
import { pledgeIdsAfter } from './pledges/service.ts';
import { recordedDerivation, recordDerivation } from './reconciliation/repo.ts';
import { nettingKeys } from './reconciliation/service.ts';
import type { CargoSettings } from './shipments/rules/facts.ts';
import { shipmentIdsAfter } from './shipments/service.ts';
import { laneKey } from './places/rules/lane-key.ts';
import type { Services } from './services.ts';

/** Raise it with every change of a rule that gives other numbers from the same facts. */
const RULES_VERSION = 5;
/** As many things as take about so long are one unit of work: on SQLite every other one waits for it meanwhile, and each one costs a COMMIT. */
const UNIT_MS = 100;
const FEWEST_AT_ONCE = 100;
const MOST_AT_ONCE = 500;

/**
 * Computes everything derived again when what it is computed with is no longer what it was: a setting, the catalogue, severity, the
 * state of crossings by the sources, or the rules of this release. The new fingerprint is stored last, so that an interruption
 * only means doing it again.
 */
export async function rederiveIfChanged(
  store: Store,
  services: Pick<Services, 'reconciliation' | 'gaps'>,
  settings: CargoSettings,
  now: number,
): Promise<void> {
  const { staleAfterDays, heldAfterDays, overdueGraceDays, expiresSoonDays } = settings;
  const fingerprint = contentHash({
    ...{ rules: RULES_VERSION, staleAfterDays, heldAfterDays, overdueGraceDays, expiresSoonDays },
    ...{ items, sectors, severities, crossings },
  });
  const before = await store.read(recordedDerivation);
  if (before === fingerprint) return;
  // A new ledger has nothing that was computed otherwise.
  if (before !== undefined) await rederiveEverything(store, services, now);
  await store.write((scope) => recordDerivation(scope, fingerprint, now));
}

/**
 * Computes everything derived again from facts, many things in one unit of work: far faster than a job for each. What cannot be
 * computed is left to its own job, which tries again and in the end parks it with the reason.
 */
export async function rederiveEverything(
  store: Store,
  { reconciliation, gaps }: Pick<Services, 'reconciliation' | 'gaps'>,
  now: number,
): Promise<void> {
  const lanes = provinces.flatMap(({ pcode }) => sectors.map(({ code }) => laneKey(pcode, code)));
  // Thousands of shipments share a lane: each lane is computed once, at the end, or by its own job should this one be interrupted.
  const later = async (scope: WriteScope, changed: readonly string[]) => {
    for (const lane of changed) await markDue(scope, 'lane', lane, now);
  };
  // In this order: pledges are reconciled with what became of their cargo, lanes with the supply of both; hints with cargo alone.
  const walks: { kind: DirtyKind; next: KeysAfter; recompute: RecomputeAll }[] = [
    {
      kind: 'shipment',
      next: shipmentIdsAfter,
      recompute: async (scope, ids) => later(scope, await reconciliation.shipments(scope, ids, now)),
    },
    {
      kind: 'pledge',
      next: pledgeIdsAfter,
      recompute: async (scope, ids) => later(scope, await reconciliation.pledges(scope, ids, now)),
    },
    {
      kind: 'lane',
      next: async (_scope, after, limit) => lanes.filter((lane) => lane > after).slice(0, limit),
      recompute: (scope, keys) => gaps.recompute(scope, keys, now),
    },
    {
      kind: 'netting',
      next: async (scope, after, limit) =>
        (await nettingKeys(scope)).filter((key) => key > after).slice(0, limit),
      recompute: (scope, keys) => reconciliation.netting(scope, keys, now),
    },
  ];
  for (const { kind, next, recompute } of walks) {
    for (let after = '', atOnce = FEWEST_AT_ONCE, isLast = false; !isLast;) {
      const keys = await store.read((scope) => next(scope, after, atOnce));
      isLast = keys.length < atOnce;
      const started = performance.now();
      try {
        await store.write((scope) => recompute(scope, keys), 'derived');
      } catch {
        await store.write(async (scope) => {
          for (const key of keys) await markDue(scope, kind, key, now);
        });
      }
      atOnce = thatTake(UNIT_MS, keys.length / (performance.now() - started));
      after = keys.at(-1) ?? after;
      await turn();
    }
  }
}

/** How many things take so long, at so many a millisecond. */
function thatTake(ms: number, perMs: number): number {
  return Math.min(Math.max(Math.round(ms * perMs), FEWEST_AT_ONCE), MOST_AT_ONCE);
}

type RecomputeAll = (scope: WriteScope, keys: readonly string[]) => Promise<void>;
type KeysAfter = (scope: ReadScope, after: string, limit: number) => Promise<string[]>;
