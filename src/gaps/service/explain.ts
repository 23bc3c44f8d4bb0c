import { redact } from '../../access/redaction.ts';
import type { Asker, Relation } from '../../access/rules.ts';
import { relationsTo, seenAmong } from '../../access/service.ts';
import { needFactsOfLane } from '../../needs/service.ts';
import { lastMomentOf, toIso } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import { DomainError } from '../../platform/errors.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { pledgeHeads } from '../../pledges/service.ts';
import type { LaneStory, ParcelRow, RecordedFact } from '../../reconciliation/service.ts';
import { shipmentHeads } from '../../shipments/service.ts';
import type { GapExplanation } from '../contract/explain.ts';
import type { LaneCellRow } from '../repo.ts';
import { computeCells } from './recompute.ts';
import { withParcels } from './what-if.ts';

type Difference = GapExplanation['total'][number];
type NeedFact = Awaited<ReturnType<typeof needFactsOfLane>>[number];

export type LaneStoryOf = (
  lane: { province: string; sector: string },
  window: { from: number; to: number },
) => Promise<LaneStory>;

/**
 * The facts that moved the cells of a lane between two moments. Time is the first step and the facts recorded since are the others, so
 * the differences add up to that of the two reports, to the last integer.
 *
 * @throws DomainError malformed when the window ends before it begins
 */
export async function explainLane(
  { store, clock, storyOf }: { store: Store; clock: Clock; storyOf: LaneStoryOf },
  query: { province: string; sector: GapExplanation['sector']; from: string; to?: string | undefined },
  asker: Asker,
): Promise<GapExplanation> {
  const { province, sector } = query;
  const lane = { province, sector };
  const from = lastMomentOf(query.from);
  const to = Math.min(clock.now(), query.to === undefined ? Infinity : lastMomentOf(query.to));
  if (from > to) {
    const detail = 'is not after `from`, or `from` is to come';
    throw new DomainError('malformed', `to ${detail}`, {
      errors: [{ pointer: '?to', code: 'order', detail }],
    });
  }
  const story = await storyOf(lane, { from, to });
  return store.read(async (scope) => {
    const needs = await needFactsOfLane(scope, province, sector);
    const cellsOf = (parcels: readonly ParcelRow[], known: number, at: number) =>
      computeCells(
        lane,
        needs.filter(
          ({ recordedAt, supersededAt }) => recordedAt <= known && (supersededAt ?? Infinity) > known,
        ),
        withParcels([], parcels),
        at,
      );
    const before = cellsOf(story.before, from, from);
    let cells = cellsOf(story.afterTime, from, to);
    const time = differences(before, cells);
    const heads = await headsOf(scope, asker, story);
    const steps: GapExplanation['steps'] = [];
    let { afterTime: parcels } = story;
    for (const { at, facts, parcels: then } of withNeeds(story.steps, needs, from, to)) {
      parcels = then ?? parcels;
      const next = cellsOf(parcels, at, to);
      const moved = differences(cells, next);
      cells = next;
      if (moved.length > 0)
        steps.push({ at: toIso(at), facts: facts.map((fact) => shown(fact, heads)), moved });
    }
    return {
      ...{ province, sector, from: toIso(from), to: toIso(to) },
      ...{ total: differences(before, cells), time, steps },
    };
  });
}

type Told = Omit<RecordedFact, 'kind'> & { kind: RecordedFact['kind'] | 'need' };

/** The steps of supply with those of need among them; a need leaves the supply as it is. */
function withNeeds(
  steps: LaneStory['steps'],
  needs: readonly NeedFact[],
  from: number,
  to: number,
): { at: number; facts: Told[]; parcels: ParcelRow[] | undefined }[] {
  const isNew = ({ recordedAt }: NeedFact) => recordedAt > from && recordedAt <= to;
  const told = Map.groupBy(needs.filter(isNew), ({ recordedAt }) => recordedAt);
  const supplied = new Map(steps.map((step) => [step.at, step]));
  const moments = [...new Set([...told.keys(), ...supplied.keys()])].sort((a, b) => a - b);
  return moments.map((at) => ({
    at,
    facts: [
      ...(supplied.get(at)?.facts ?? []),
      ...(told.get(at) ?? []).map(({ month }): Told => ({
        ...{ at, kind: 'need', what: month, shipment: null, pledge: null, crossing: null, event: null },
      })),
    ],
    parcels: supplied.get(at)?.parcels,
  }));
}

const PARTS = [
  'delivered',
  'inTransit',
  'late',
  'held',
  'stale',
  'firm',
  'pledged',
  'lost',
  'unpledged',
  'excess',
] as const;

/** Month by month; a month that only one of the two has is compared with nothing. */
function differences(before: readonly LaneCellRow[], after: readonly LaneCellRow[]): Difference[] {
  const was = new Map(before.map((cell) => [cell.month, cell]));
  const is = new Map(after.map((cell) => [cell.month, cell]));
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((month) => {
    const by = (of: (cell: LaneCellRow) => number | null) => {
      const [a, b] = [was.get(month), is.get(month)];
      return ((b && of(b)) ?? 0) - ((a && of(a)) ?? 0);
    };
    const parts = Object.fromEntries(PARTS.map((part) => [part, by((cell) => cell[part])]));
    const moved = { month, need: by(({ need }) => need), ...parts } as Difference;
    return Object.values(moved).some((value) => typeof value === 'number' && value !== 0) ? [moved] : [];
  });
}

interface Heads {
  shipments: ReadonlyMap<string, { id: string; waybill: string }>;
  pledges: ReadonlyMap<string, { id: string; reference: string }>;
  /** How whoever asks stands to the shipments he sees. */
  relations: ReadonlyMap<string, Relation>;
}

/** The records that whoever asks sees, by the names they have. */
async function headsOf(scope: ReadScope, asker: Asker, { steps }: LaneStory): Promise<Heads> {
  const facts = steps.flatMap((step) => step.facts);
  const shipments = facts.flatMap(({ shipment }) => shipment ?? []);
  const pledges = facts.flatMap(({ pledge }) => pledge ?? []);
  return {
    shipments: await shipmentHeads(scope, await seenAmong(scope, asker, 'shipment', shipments)),
    pledges: await pledgeHeads(scope, await seenAmong(scope, asker, 'pledge', pledges)),
    relations: await relationsTo(scope, asker, 'shipment', [...new Set(shipments)]),
  };
}

function shown(
  { kind, what, shipment, pledge, crossing, event }: Told,
  heads: Heads,
): GapExplanation['steps'][number]['facts'][number] {
  const relation = shipment === null ? 'inside' : (heads.relations.get(shipment) ?? 'outside');
  const sees = (id: string) => heads.shipments.has(id) || heads.pledges.has(id);
  const told = {
    ...{ kind, what, crossing, event },
    shipment: shipment === null ? null : (heads.shipments.get(shipment) ?? null),
    pledge: pledge === null ? null : (heads.pledges.get(pledge) ?? null),
  };
  return redact('movingFact', { relation, sees }, told);
}
