import type { Asker } from '../access/rules.ts';
import type { Clock } from '../platform/clock.ts';
import { markDirty, markDue } from '../platform/queue/repo.ts';
import type { ReadScope, Store, WriteScope } from '../platform/storage/store.ts';
import type { OnCasesChanged } from './service/cases.ts';
import type { CargoSettings } from '../shipments/rules/facts.ts';
import { cargoOfPledgeLines, fulfilmentOf } from './service/cargo.ts';
import type { DiscrepancyQuery } from './contract.ts';
import { casesAmong, caseToSee, listDiscrepancies, readCase } from './service/discrepancies.ts';
import { findPledge, findShipments, referenceFacts } from './service/findings.ts';
import { caseHandling } from './service/handling.ts';
import { hintHandling } from './service/hints.ts';
import { type Imagined, imaginedParcels } from './service/imagined.ts';
import { recomputeHints } from './service/netting.ts';
import type { LossQuery } from './contract/losses.ts';
import { reportLosses } from './service/losses.ts';
import type { RegionalQuery } from './contract/regional.ts';
import { reportRegional } from './service/regional.ts';
import * as repo from './repo.ts';
import { type Moment, parcelsAsKnown } from './service/past.ts';
import { savePledge, saveShipments } from './service/save.ts';
import { laneStory } from './service/story.ts';
import { verifyReconciliation } from './service/verify.ts';

/** So many things are marked in one unit of work: a month that turns makes everything open due at once. */
const SWEEP_UNIT = 500;

export type ReconciliationService = ReturnType<typeof reconciliationService>;

/**
 * Joins promises and cargo: from the facts about a shipment or a pledge to its state and its parcels. Every function gives
 * the same rows whenever it is run again on the same facts at the same moment.
 */
export function reconciliationService({
  store,
  clock,
  settings,
  onCasesChanged,
}: {
  store: Store;
  clock: Clock;
  settings: CargoSettings;
  onCasesChanged: OnCasesChanged;
}) {
  return {
    /** Disagreements as cases: what facts make of them is stored by reconciling, what people do with them here. */
    cases: {
      list: (query: DiscrepancyQuery, asker: Asker) => listDiscrepancies(store, query, asker),
      get: (id: string, asker: Asker) =>
        store.read(async (scope) => readCase(scope, asker, await caseToSee(scope, asker, id))),
      among: casesAmong,
      ...caseHandling({ store, clock, onCasesChanged }),
    },

    hints: hintHandling({ store, clock, onCasesChanged }),

    losses: (query: LossQuery) => reportLosses(store, query),

    regional: (query: RegionalQuery) => reportRegional({ store, clock }, query),

    /** The records whose parcels would be others in another world, with both. */
    imagined: (scope: ReadScope, world: Imagined, now: number) =>
      imaginedParcels(scope, world, settings, now),

    /** The parcels of the whole ledger from the facts known on a moment. */
    parcelsAsKnown: (moment: Moment) => parcelsAsKnown(store, settings, moment),

    /** How the parcels of a lane became what they are between two moments. */
    storyOf: (lane: { province: string; sector: string }, window: { from: number; to: number }) =>
      laneStory(store, settings, lane, window),

    reference: (scope: ReadScope) => referenceFacts(scope, settings),

    /** Reconciles shipments: their states, the balances of their lines, their parcels. Answers the lanes that are to be computed anew. */
    async shipments(scope: WriteScope, ids: readonly string[], now: number): Promise<string[]> {
      const found = await findShipments(scope, ids, settings, () => now);
      return saveShipments(scope, found, now, onCasesChanged);
    },

    /** Reconciles pledges: what is left of their lines, as parcels. Answers the lanes that are to be computed anew. */
    async pledges(scope: WriteScope, ids: readonly string[], now: number): Promise<string[]> {
      const lanes = new Set<string>();
      for (const id of ids) {
        const found = await findPledge(scope, id, now);
        for (const lane of found ? await savePledge(scope, found, onCasesChanged) : []) lanes.add(lane);
      }
      return [...lanes];
    },

    /** Revises the netting hints of items at destinations, by their keys. */
    netting: (scope: WriteScope, keys: readonly string[], now: number) =>
      recomputeHints(scope, keys, now, onCasesChanged),

    /** Computes every shipment and pledge again from facts and compares with what is stored. */
    verify: () => verifyReconciliation(store, settings),

    /** Marks the cargo for which the status of a crossing matters: what is settled stays as it is. */
    async crossingChanged(scope: WriteScope, crossing: string, now: number): Promise<void> {
      for (const id of await repo.openThrough(scope, crossing)) await markDirty(scope, 'shipment', id, now);
    },

    /** Marks what time alone has made due: deadlines that passed, months that turned. */
    async sweep(now: number): Promise<void> {
      for (const kind of ['shipment', 'pledge'] as const) {
        for (let after = '', size = SWEEP_UNIT; size === SWEEP_UNIT;) {
          const due = await store.read((scope) => repo.dueAfter(scope, kind, now, after, SWEEP_UNIT));
          size = due.length;
          after = due.at(-1) ?? after;
          if (size === 0) continue;
          await store.write(async (scope) => {
            for (const key of due) await markDue(scope, kind, key, now);
          });
        }
      }
    },

    fulfilmentOf,

    /** The shipments that fulfil pledge lines, folded from their facts as known on a moment. */
    cargoOf: (scope: ReadScope, pledgeLines: readonly string[], moment: number) =>
      cargoOfPledgeLines(scope, pledgeLines, settings, moment),

    /** What the last reconciliation found, for lists of shipments. */
    reconciled: {
      states: async (scope: ReadScope, shipments: readonly string[]) =>
        new Map((await repo.shipmentStatesOf(scope, shipments)).map((row) => [row.shipment, row])),
      withState: (scope: ReadScope, filter: { status?: string | undefined; flag?: string | undefined }) =>
        filter.status === undefined && filter.flag === undefined ? undefined : repo.withState(scope, filter),
      among: repo.withStatusAmong,
    },
  };
}

export type { Difference, Verification } from './service/verify.ts';

/** What became of pledge lines as last reconciled, by line. */
export { fulfilmentOf } from './service/cargo.ts';

/** Supply of a lane summed by key, one by one, and what belongs to no lane: for the gap engine. */
export const { sumSupply, summedParcels, supplyOfLane, unallocatedParcels } = repo;
export {
  expectedThroughCrossings,
  parcelsOfLane,
  pledgesWithUnallocated,
  suppliesByItem,
  unallocatedByItem,
} from './repo/lane-parcels.ts';
export type { LaneStory, RecordedFact } from './service/story.ts';
export type { LaneSupplyRow, ParcelRow } from './repo.ts';
export type { Imagined, ImaginedParcels } from './service/imagined.ts';
export { sameRows } from './service/save.ts';

/** What accepted netting hints explain of lines that came short, in thousandths; and under which keys hints are kept. */
export { nettedOf, nettingKeys } from './repo/netting.ts';
