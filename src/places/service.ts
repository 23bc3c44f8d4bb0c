import type { z } from 'zod';
import { isInChargeOf } from '../access/rules.ts';
import { type Act, perform } from '../platform/acts/act.ts';
import type { Clock } from '../platform/clock.ts';
import { contentHash } from '../platform/content.ts';
import { DomainError } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Store, WriteScope } from '../platform/storage/store.ts';
import type * as contract from './contract.ts';
import { crossingOf, crossings } from './crossings.ts';
import * as places from './places.ts';
import * as repo from './repo.ts';
import { accessConstraintKeeping } from './service/constraints.ts';
import { reportCorridors } from './service/corridors.ts';
import { toCrossing } from './service/crossings.ts';

type ProvinceView = z.input<typeof contract.province>;
type DistrictView = z.input<typeof contract.district>;
type CrossingView = z.input<typeof contract.crossing>;
type StatusChange = z.output<typeof contract.crossingStatusChange>;

export type PlacesService = ReturnType<typeof placesService>;

interface Needs {
  store: Store;
  clock: Clock;
  /** Marks what depends on a crossing for recomputation, in the unit of work that changes its status. */
  onCrossingChanged: (scope: WriteScope, crossing: string, now: number) => Promise<void>;
}

/** The gazetteer and the state of the ways into the country. */
export function placesService({ store, clock, onCrossingChanged }: Needs) {
  return {
    provinces: (): ProvinceView[] => places.provinces.map(toProvince),

    districts: (province?: string): DistrictView[] =>
      [...(province === undefined ? places.districts : places.districtsOf(province))].map(toDistrict),

    crossings: (): Promise<CrossingView[]> =>
      store.read(async (scope) => {
        const recorded = Map.groupBy(await repo.recordedStatuses(scope), ({ crossing }) => crossing);
        return crossings.map((crossing) =>
          toCrossing(crossing, recorded.get(crossing.code) ?? [], clock.now()),
        );
      }),

    /**
     * Records a dated status beside those before it, and marks the cargo it touches. What the last one says already is not recorded
     * again: a request that was sent twice has one effect.
     */
    setCrossingStatus(code: string, change: StatusChange, act: Act): Promise<CrossingView> {
      const crossing = crossingOf(code);
      if (!crossing) throw new DomainError('not_found', `no crossing ${code}: see GET /crossings`);
      if (!isInChargeOf(act.principal, crossing.province)) {
        throw new DomainError(
          'forbidden',
          `${code} is in ${crossing.province}, which is not in your charge.`,
        );
      }
      return perform({ store, clock }, act, async (scope) => {
        const now = clock.now();
        const { status, from, until = null, reason } = change;
        const recorded = await repo.recordedStatuses(scope, code);
        const last = recorded.at(-1);
        const isKnown =
          last?.status === status && last.from === from && last.until === until && last.reason === reason;
        if (isKnown) return toCrossing(crossing, recorded, now);
        await repo.insertCrossingStatus(scope, {
          id: newId(),
          crossing: code,
          ...{ status, from, until, reason },
          recordedBy: act.principal.id,
          recordedAt: now,
        });
        await scope.record('crossing', code, contentHash(change));
        await onCrossingChanged(scope, code, now);
        return toCrossing(crossing, await repo.recordedStatuses(scope, code), now);
      });
    },

    /** Passes, seasons, floods and roads: what stands in the way. */
    access: accessConstraintKeeping({ store, clock }),

    /** How long goods take by each way into the country. */
    corridors: (query: Parameters<typeof reportCorridors>[1]) => reportCorridors({ store, clock }, query),
  };
}

function toProvince(province: places.Province): ProvinceView {
  const severity = places.severityOf(province.pcode);
  return {
    ...province,
    ...(severity && {
      ipcPhase: severity.phase,
      ipcPhase3Plus: severity.phase3Plus,
      ipcPhase4Plus: severity.phase4Plus,
      ipcAnalysedOn: severity.analysedOn,
      ipcSource: severity.source,
    }),
  };
}

function toDistrict({ pcode, name, aliases, province, source }: places.District): DistrictView {
  return { pcode, name, aliases, province, source };
}

export { crossingFacts } from './service/crossings.ts';
export { constraintsAsKnown, type KnownConstraint, toOnWay } from './service/constraints.ts';
export { type KnownWay, waysInto } from './service/ways.ts';
