import type { Asker } from '../../access/rules.ts';
import { seenAmong } from '../../access/service.ts';
import { itemOf } from '../../catalogue/catalogue.ts';
import { needsOfLane } from '../../needs/service.ts';
import { crossingOf } from '../../places/crossings.ts';
import { constraintsAsKnown } from '../../places/service.ts';
import { laneKey, parseLaneKey } from '../../places/rules/lane-key.ts';
import { addMonths, monthOf, monthsBetween, toIso } from '../../platform/calendar.ts';
import type { Clock } from '../../platform/clock.ts';
import { DomainError, type FieldError } from '../../platform/errors.ts';
import type { FieldCode } from '../../platform/field-codes.ts';
import { personDaysMilli, toMilli, toPersonMonths } from '../../platform/quantity.ts';
import type { ReadScope, Store } from '../../platform/storage/store.ts';
import { pledgeFactsOf, pledgeHeads } from '../../pledges/service.ts';
import { type Imagined, type ImaginedParcels, supplyOfLane } from '../../reconciliation/service.ts';
import { shipmentHeads } from '../../shipments/service.ts';
import type { WhatIf, WhatIfChange, WhatIfCommand, WhatIfLane } from '../contract/outlook.ts';
import type { LaneCellRow } from '../repo.ts';
import { covered } from '../rules/next-unit.ts';
import type { Parcel } from '../rules/parcel.ts';
import { MONTHS_AHEAD } from '../rules/window.ts';
import { toGapCell } from '../view.ts';
import { toFlagged } from './flags.ts';
import { computeCells, type LaneNeed, type LaneSupply, sameCell } from './recompute.ts';

type OneOf<K extends WhatIfChange['kind']> = Extract<WhatIfChange, { kind: K }>;
type ImaginedOf = (scope: ReadScope, world: Imagined, now: number) => Promise<ImaginedParcels[]>;

/** A lane of the other world: what its supply would be more or less by, and why. */
interface Difference {
  added: Parcel[];
  removed: Parcel[];
  records: ImaginedParcels[];
  needs: OneOf<'need_changed'>[];
}

/**
 * What would change were the world another: the records concerned are computed anew with the facts as they would be, the lanes they
 * touch from the supply that is left. Reads, and writes nothing.
 *
 * @throws DomainError unknown_reference, malformed
 */
export async function imagineWorld(
  { store, clock, imagined }: { store: Store; clock: Clock; imagined: ImaginedOf },
  { changes, sector, to }: WhatIfCommand,
  asker: Asker,
): Promise<WhatIf> {
  const now = clock.now();
  const current = monthOf(now);
  refuseUnknown(changes, current);
  return store.read(async (scope) => {
    const world = await worldOf(scope, asker, changes, now);
    const lanes = differencesOf(await imagined(scope, world, now), changes);
    const last = to ?? addMonths(current, MONTHS_AHEAD);
    const found: WhatIfLane[] = [];
    for (const [key, difference] of lanes) {
      const lane = parseLaneKey(key);
      if (sector && lane.sector !== sector) continue;
      const changed = await changedLane(scope, asker, lane, difference, { now, current, last });
      if (changed) found.push(changed);
    }
    found.sort((a, b) => coveredOf(a) - coveredOf(b));
    const bySector = Map.groupBy(found, (lane) => lane.sector);
    return {
      asOf: toIso(now),
      lanes: found,
      coveredPm: Object.fromEntries(
        Array.from(bySector, ([of, some]) => [
          of,
          rounded(some.reduce((sum, lane) => sum + coveredOf(lane), 0)),
        ]),
      ),
    };
  });
}

function refuseUnknown(changes: readonly WhatIfChange[], current: string): void {
  const errors = changes.flatMap((change, index): FieldError[] => {
    const wrong = (field: string, code: FieldCode, detail: string) => [
      { pointer: `/changes/${index}/${field}`, code, detail },
    ];
    switch (change.kind) {
      case 'crossing_closed':
      case 'corridor_delay':
        if (!crossingOf(change.crossing))
          return wrong('crossing', 'unknown_reference', `no crossing ${change.crossing}: see GET /crossings`);
        return change.kind === 'crossing_closed' && change.until && change.until < change.from
          ? wrong('until', 'order', 'ends before it begins')
          : [];
      case 'added_supply':
        if (!itemOf(change.item))
          return wrong('item', 'unknown_reference', `no item ${change.item}: see GET /items`);
        return change.month < current ? wrong('month', 'past', 'the month is past') : [];
      case 'need_changed':
        return change.to < change.from ? wrong('to', 'order', 'ends before it begins') : [];
      default:
        return [];
    }
  });
  if (errors.length > 0) throw new DomainError('refused', 'that world cannot be imagined', { errors });
}

async function worldOf(
  scope: ReadScope,
  asker: Asker,
  changes: readonly WhatIfChange[],
  now: number,
): Promise<Imagined> {
  const of = <K extends WhatIfChange['kind']>(kind: K) =>
    changes.filter((change): change is OneOf<K> => change.kind === kind);
  const known = await constraintsAsKnown(scope, now);
  const cancelled = new Map<string, string[]>();
  for (const { pledge } of of('pledge_cancelled')) {
    const [seen] = await seenAmong(scope, asker, 'pledge', [pledge]);
    const facts = seen && (await pledgeFactsOf(scope, seen));
    if (!facts) throw new DomainError('unknown_reference', `no pledge ${pledge} is recorded`);
    cancelled.set(
      pledge,
      facts.lines.map(({ id }) => id),
    );
  }
  return {
    closures: of('crossing_closed').map(({ crossing, from, until }) => ({
      crossing,
      from,
      until: until ?? null,
    })),
    delays: of('corridor_delay'),
    hindrances: of('access_constraint').map(({ constraint: code }) => {
      const found = known.find((constraint) => constraint.code === code);
      if (!found)
        throw new DomainError('unknown_reference', `no constraint ${code}: see GET /access-constraints`);
      return found;
    }),
    cancelled,
  };
}

/** By lane; what names no province or date is no lane's. */
function differencesOf(
  records: readonly ImaginedParcels[],
  changes: readonly WhatIfChange[],
): Map<string, Difference> {
  const lanes = new Map<string, Difference>();
  const laneOf = (province: string, sector: string): Difference => {
    const key = laneKey(province, sector);
    const lane = lanes.get(key) ?? { added: [], removed: [], records: [], needs: [] };
    lanes.set(key, lane);
    return lane;
  };
  for (const record of records) {
    for (const side of ['before', 'after'] as const) {
      for (const parcel of record[side]) {
        if (parcel.province === null) continue;
        const lane = laneOf(parcel.province, parcel.sector);
        lane[side === 'before' ? 'removed' : 'added'].push(parcel);
        if (!lane.records.includes(record)) lane.records.push(record);
      }
    }
  }
  for (const change of changes) {
    if (change.kind === 'need_changed') laneOf(change.province, change.sector).needs.push(change);
    if (change.kind === 'added_supply') {
      const { sector, coverage, monthsOfUse } = itemOf(change.item)!;
      laneOf(change.province, sector).added.push({
        ...{ class: change.class, arrivalMonth: change.month, dueMonth: change.month, monthsOfUse },
        personDaysMilli: personDaysMilli(toMilli(change.quantity), coverage.numerator, coverage.denominator),
      });
    }
  }
  return lanes;
}

async function changedLane(
  scope: ReadScope,
  asker: Asker,
  lane: { province: string; sector: string },
  { added, removed, records, needs: otherNeeds }: Difference,
  { now, current, last }: { now: number; current: string; last: string },
): Promise<WhatIfLane | undefined> {
  const supply = await supplyOfLane(scope, lane.province, lane.sector);
  const needs = await needsOfLane(scope, lane.province, lane.sector);
  const before = computeCells(lane, needs, supply, now);
  const after = computeCells(
    lane,
    imaginedNeeds(needs, otherNeeds),
    withParcels(supply, added, removed),
    now,
  );
  const known = new Map(before.map((cell) => [cell.month, cell]));
  const told = await named(scope, asker, lane, records);
  const months = after.flatMap((cell) => {
    const was = known.get(cell.month);
    if (cell.month < current || cell.month > last || sameCell({ ...cell, facts: was?.facts ?? 0 }, was))
      return [];
    const covers = covered(toFlagged(cell)) - (was ? covered(toFlagged(was)) : 0);
    return [
      {
        month: cell.month,
        before: shown(was ?? nothing(cell)),
        after: shown(cell),
        coveredPm: signedPersonMonths(covers),
        because: told.filter((_, index) => reaches(records[index]!, lane, cell.month)).map(ownerOf),
      },
    ];
  });
  if (months.length === 0) return undefined;
  const sector = lane.sector as WhatIfLane['sector'];
  return { ...lane, sector, months, records: told };
}

/** Whether what would be another of a record is in play by a month of a lane: due or to arrive by then, before or after. */
function reaches(
  { before, after }: ImaginedParcels,
  lane: { province: string; sector: string },
  month: string,
): boolean {
  return [...before, ...after].some(
    ({ province, sector, dueMonth, arrivalMonth }) =>
      province === lane.province && sector === lane.sector && (dueMonth <= month || arrivalMonth <= month),
  );
}

const ownerOf = ({ shipment, pledge }: WhatIfLane['records'][number]) => ({ shipment, pledge });

/** Needs as they would be; a month that had none has one then. */
function imaginedNeeds(needs: readonly LaneNeed[], changes: readonly OneOf<'need_changed'>[]): LaneNeed[] {
  const byMonth = new Map(needs.map((need): [string, LaneNeed] => [need.month, need]));
  for (const { from, to, peopleTargeted } of changes) {
    for (let ahead = 0; ahead <= monthsBetween(from, to); ahead++) {
      const month = addMonths(from, ahead);
      byMonth.set(month, { month, peopleTargeted, isEstimate: true });
    }
  }
  return [...byMonth.values()];
}

/** The supply of a lane with other parcels in place of some; what nothing is left of is left out. */
export function withParcels(
  supply: readonly LaneSupply[],
  added: readonly Parcel[],
  removed: readonly Parcel[] = [],
): LaneSupply[] {
  const sums = new Map(supply.map((sum): [string, LaneSupply] => [keyOf(sum), { ...sum }]));
  const add = (
    { class: of, arrivalMonth, dueMonth, monthsOfUse, personDaysMilli: milli }: Parcel,
    sign: 1 | -1,
  ) => {
    const key = { class: of, arrivalMonth, dueMonth, monthsOfUse };
    const sum = sums.get(keyOf(key)) ?? { ...key, personDaysMilli: 0, records: 0 };
    sum.personDaysMilli += sign * milli;
    sum.records += sign;
    sums.set(keyOf(key), sum);
  };
  for (const parcel of added) add(parcel, 1);
  for (const parcel of removed) add(parcel, -1);
  return [...sums.values()].filter(({ personDaysMilli: milli, records }) => milli !== 0 || records !== 0);
}

function keyOf(of: Pick<LaneSupply, 'class' | 'arrivalMonth' | 'dueMonth' | 'monthsOfUse'>): string {
  return [of.class, of.arrivalMonth, of.dueMonth, of.monthsOfUse].join(' ');
}

function shown(cell: LaneCellRow): WhatIfLane['months'][number]['before'] {
  const { needPm, coverage, waterfall, excessPm, level } = toGapCell(cell, undefined);
  return { needPm, coverage, waterfall, excessPm, level };
}

/** A month of which nothing was known. */
function nothing(cell: LaneCellRow): LaneCellRow {
  const none = { delivered: 0, inTransit: 0, late: 0, held: 0, stale: 0, firm: 0, pledged: 0, lost: 0 };
  return { ...cell, ...none, unpledged: 0, need: null, excess: 0, carried: 0, level: 'unknown', priority: 0 };
}

/** The records of a lane, by waybill and reference where whoever asks sees them, with what they come to in it. */
async function named(
  scope: ReadScope,
  asker: Asker,
  lane: { province: string; sector: string },
  records: readonly ImaginedParcels[],
): Promise<WhatIfLane['records']> {
  const owners = (kind: ImaginedParcels['ownerKind']) =>
    records.filter(({ ownerKind }) => ownerKind === kind).map(({ owner }) => owner);
  const shipments = await shipmentHeads(scope, await seenAmong(scope, asker, 'shipment', owners('shipment')));
  const pledges = await pledgeHeads(scope, await seenAmong(scope, asker, 'pledge', owners('pledge')));
  const parcels = (of: ImaginedParcels['before']) =>
    of
      .filter(({ province, sector }) => province === lane.province && sector === lane.sector)
      .map(({ province, sector, class: supplyClass, arrivalMonth, personDaysMilli: milli }) => ({
        ...{ province, sector, class: supplyClass, arrivalMonth },
        pm: toPersonMonths(milli),
      }));
  return records.map(({ ownerKind, owner, before, after }) => ({
    shipment: ownerKind === 'shipment' ? (shipments.get(owner) ?? null) : null,
    pledge: ownerKind === 'pledge' ? (pledges.get(owner) ?? null) : null,
    before: parcels(before),
    after: parcels(after),
  }));
}

function coveredOf({ months }: WhatIfLane): number {
  return months.reduce((sum, { coveredPm }) => sum + coveredPm, 0);
}

function signedPersonMonths(milli: number): number {
  return milli < 0 ? -toPersonMonths(-milli) : toPersonMonths(milli);
}

function rounded(pm: number): number {
  return Math.round(pm * 1000) / 1000;
}
