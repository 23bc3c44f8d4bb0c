import type { z } from 'zod';
import { addDays, DAY_MS, dayOf, later, startOfDay, toIso } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Store } from '../../platform/storage/store.ts';
import type * as contract from '../contract/corridors.ts';
import { corridorNodes, type Crossing, crossings } from '../crossings.ts';
import { provinces } from '../places.ts';
import { type CrossingStatusFact, statusAt } from '../rules/crossing-status.ts';
import { daysOfLegs, type Leg, legsOf } from '../rules/lead-time.ts';
import { type KnownConstraint, toOnWay } from './constraints.ts';
import { crossingFacts } from './crossings.ts';
import { waysInto } from './ways.ts';

type CorridorsView = z.input<(typeof contract.listCorridors.responses)[200]['body']>;
type CorridorView = CorridorsView['items'][number];

interface Query {
  crossing?: string | undefined;
  province?: string | undefined;
  on?: string | undefined;
}

/**
 * Lead times by way into the country: legs to the crossing, where they are described, and from there by road with what is known now to
 * stand in the way.
 */
export function reportCorridors(
  { store, clock }: { store: Store; clock: Clock },
  query: Query,
): Promise<CorridorsView> {
  return store.read(async (scope) => {
    const now = clock.now();
    const on = later(query.on ?? dayOf(now), dayOf(now));
    const through = crossings.filter(
      ({ code, kind }) => kind === 'border_crossing' && (query.crossing ?? code) === code,
    );
    if (through.length === 0)
      throw new DomainError('not_found', `no border crossing ${query.crossing ?? ''}`);
    const named = new Map<string, KnownConstraint>();
    const items: CorridorView[] = [];
    const facts = await crossingFacts(scope);
    const fromDay = new Map<string, Awaited<ReturnType<typeof waysInto>>>();
    for (const crossing of through) {
      const described = corridorTo(crossing);
      const readyOn = described ? addDays(on, daysOfLegs(described.legs)) : on;
      const ways = fromDay.get(readyOn) ?? (await waysInto(scope, { readyOn, now }));
      fromDay.set(readyOn, ways);
      items.push({
        ...{ crossing: crossing.code, name: crossing.name, country: crossing.country },
        status: statusOn(facts.get(crossing.code) ?? [], crossing, on, now),
        corridor: described?.corridor ?? null,
        legs: described?.legs ?? [],
        legDays: described ? daysOfLegs(described.legs) : null,
        destinations: destinationsOf(ways, crossing, { ...query, on }, named),
      });
    }
    const constraints = [...named.values()].sort((a, b) => (a.code < b.code ? -1 : 1)).map(toOnWay);
    return { asOf: toIso(now), on, items, constraints, nextCursor: null };
  });
}

function destinationsOf(
  { wayTo }: Awaited<ReturnType<typeof waysInto>>,
  crossing: Crossing,
  { province, on }: Query & { on: string },
  named: Map<string, KnownConstraint>,
): CorridorView['destinations'] {
  return provinces
    .filter(({ pcode }) => (province ?? pcode) === pcode)
    .map((destination) => {
      const { roadDays, journey } = wayTo(crossing, destination);
      for (const constraint of journey.because) named.set(constraint.code, constraint);
      const { arrivesOn } = journey;
      return {
        ...{ province: destination.pcode, roadDays, arrivesOn },
        days: arrivesOn === null ? null : daysBetween(on, arrivesOn),
        because: journey.because.map(({ code }) => code),
      };
    });
}

/** The corridor that leads to a crossing, up to it. */
function corridorTo({ code }: Crossing): { corridor: string; legs: Leg[] } | undefined {
  const end = corridorNodes.find(({ crossing }) => crossing === code);
  if (!end) return undefined;
  const nodes = corridorNodes.filter(({ corridor, seq }) => corridor === end.corridor && seq <= end.seq);
  return { corridor: end.corridor, legs: legsOf(nodes) };
}

function statusOn(
  facts: readonly CrossingStatusFact[],
  { defaultStatus }: Crossing,
  on: string,
  now: number,
): CorridorView['status'] {
  return statusAt(facts, on === dayOf(now) ? now : startOfDay(on))?.status ?? defaultStatus.status;
}

function daysBetween(from: string, to: string): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / DAY_MS);
}
