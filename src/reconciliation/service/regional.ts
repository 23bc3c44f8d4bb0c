import { itemOf } from '../../catalogue/catalogue.ts';
import { corridorNodes } from '../../places/crossings.ts';
import { provinces } from '../../places/places.ts';
import { foldName } from '../../places/rules/matcher.ts';
import { toIso } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import { DomainError, type FieldError } from '../../platform/errors.ts';
import type { Store } from '../../platform/storage/store.ts';
import type { RegionalQuery, RegionalReport } from '../contract/regional.ts';
import { toPriced } from '../losses-view.ts';
import * as repo from '../repo/regional.ts';
import { measured, type Measures } from '../rules/loss-indicators.ts';
import { type Corridors, FLOW_STAGES, groupOf } from '../rules/regional.ts';
import { KILOGRAM, pricesOf } from './losses.ts';

/** "Saryagash (KZ/UZ border)" is Saryagash. */
const placeName = (node: string) => foldName(node.replace(/\(.*\)/, ''));
const nodes = new Map(corridorNodes.map((node) => [placeName(node.node), node]));
const provinceNames = new Set(
  provinces.flatMap(({ name, aliases }) => [name.en, name.fa, name.ps, ...aliases].map(foldName)),
);

/** Corridors as the reference data has them. A place in Afghanistan is no border away, whatever corridor it is on. */
const corridors: Corridors = {
  countryOf: (place) =>
    nodes.get(foldName(place))?.country ?? (provinceNames.has(foldName(place)) ? 'AF' : undefined),
  corridorOf: (crossing, place) => {
    const corridor = nodes.get(foldName(place))?.corridor;
    const goesThrough = corridorNodes.some(
      (node) => node.corridor === corridor && node.crossing === crossing,
    );
    return goesThrough ? corridor : undefined;
  },
};

/**
 * Cargo by crossing, corridor or country of origin: summed from what the shipments last reconciled.
 *
 * @throws DomainError malformed, when the period ends before it begins
 */
export function reportRegional(
  { store, clock }: { store: Store; clock: Clock },
  { by, from, to, sector }: RegionalQuery,
): Promise<RegionalReport> {
  if (from !== undefined && to !== undefined && to < from) {
    const errors: FieldError[] = [{ pointer: '?to', code: 'order', detail: `${to} is before ${from}` }];
    throw new DomainError('malformed', 'the period ends before it begins', { errors });
  }
  return store.read(async (scope) => {
    const filter = { from, to, sector };
    const sums = [...(await repo.sumLeft(scope, filter)), ...(await repo.sumArriving(scope, filter))];
    const valueOf = await pricesOf(
      scope,
      sums.flatMap(({ pledgeLine }) => pledgeLine ?? []),
    );
    const measures: Measures = { valueOf, isWeighed: (item) => itemOf(item)?.unit === KILOGRAM };
    const groups = Map.groupBy(sums, (sum) => `${groupOf(by, sum, corridors)} ${sum.sector}`);
    return {
      ...{ by, from: from ?? null, to: to ?? null, asOf: toIso(clock.now()) },
      groups: [...groups]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, some]) => {
          const [key = '', of = ''] = name.split(' ');
          const months = Map.groupBy(some, ({ month }) => month);
          return {
            ...{ key, sector: of as RegionalReport['groups'][number]['sector'] },
            totals: stagesOf(some, measures),
            months: [...months]
              .sort(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
              .map(([month, sent]) => ({ month, ...stagesOf(sent, measures) })),
          };
        }),
    };
  });
}

function stagesOf(sums: readonly repo.FlowSum[], measures: Measures) {
  return Object.fromEntries(
    FLOW_STAGES.map((stage) => [
      stage,
      toPriced(
        measured(
          sums.filter((sum) => sum.stage === stage),
          measures,
        ),
      ),
    ]),
  ) as RegionalReport['groups'][number]['totals'];
}
