import { itemOf, sectorOf } from '../../catalogue/catalogue.ts';
import { needsOfLane } from '../../needs/service.ts';
import { type Crossing, crossingOf } from '../../places/crossings.ts';
import { type Province, provinces, severityOf } from '../../places/places.ts';
import { type KnownConstraint, type KnownWay, toOnWay, waysInto } from '../../places/service.ts';
import { addMonths, dayOf, later, monthOf, monthOfDay, toIso } from '../../platform/calendar.ts';
import { DomainError } from '../../platform/errors.ts';
import { personDaysMilli, toMilli, toPersonMonths } from '../../platform/quantity.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import { moneyPersonDaysMilli } from '../../pledges/rules/equivalence.ts';
import { supplyOfLane } from '../../reconciliation/service.ts';
import type { NextUnit, NextUnitCommand } from '../contract/outlook.ts';
import { gainBetween } from '../rules/next-unit.ts';
import type { IpcPhase } from '../rules/priority.ts';
import { MONTHS_AHEAD } from '../rules/window.ts';
import { toFlagged } from './flags.ts';
import { computeCells } from './recompute.ts';
import { withParcels } from './what-if.ts';

type Supply = ReturnType<typeof supplyIn>;
type NextUnitLane = NextUnit['lanes'][number];

/**
 * The lanes in which a quantity, or what an amount buys, would cover most, weighted by severity and urgency: when it gets there, with
 * what stands in the way. Lanes with a need that it does not reach are told apart.
 *
 * @throws DomainError unknown_reference
 */
export async function findNextUnit(
  scope: ReadScope,
  command: NextUnitCommand,
  now: number,
): Promise<NextUnit> {
  const supply = supplyIn(command);
  const through = command.crossing ? requireCrossing(command.crossing) : undefined;
  const readyOn = later(command.availableOn ?? dayOf(now), dayOf(now));
  const ways = await waysInto(scope, { readyOn, now });
  const lanes: NextUnitLane[] = [];
  const outOfReach: NextUnit['outOfReach'] = [];
  const named = new Map<string, KnownConstraint>();
  for (const province of provinces) {
    const needs = await needsOfLane(scope, province.pcode, supply.sector);
    if (needs.length === 0) continue;
    const way = through ? ways.wayTo(through, province, true) : ways.bestTo(province);
    for (const constraint of way?.journey.because ?? []) named.set(constraint.code, constraint);
    if (!way || way.journey.arrivesOn === null) {
      const because = way?.journey.because.map(({ code }) => code) ?? [];
      outOfReach.push({ province: province.pcode, sector: supply.sector, because });
      continue;
    }
    const lane = await laneWith(scope, province, way, way.journey.arrivesOn, { supply, needs, now });
    if (lane) lanes.push(lane);
  }
  lanes.sort((a, b) => b.gain - a.gain || (a.province < b.province ? -1 : 1));
  const constraints = [...named.values()].sort((a, b) => (a.code < b.code ? -1 : 1)).map(toOnWay);
  return { asOf: toIso(now), pm: toPersonMonths(supply.milli), lanes, outOfReach, constraints };
}

/** What the supply would do in a lane, were all of it sent there; nothing where it would do nothing. */
async function laneWith(
  scope: ReadScope,
  { pcode }: Province,
  { crossing, journey }: KnownWay,
  arrivesOn: string,
  { supply, needs, now }: { supply: Supply; needs: Awaited<ReturnType<typeof needsOfLane>>; now: number },
): Promise<NextUnitLane | undefined> {
  const lane = { province: pcode, sector: supply.sector };
  const current = monthOf(now);
  const arrivalMonth = monthOfDay(arrivesOn);
  const { monthsOfUse, milli } = supply;
  const stands = await supplyOfLane(scope, lane.province, lane.sector);
  const parcel = { class: 'inTransit' as const, arrivalMonth, dueMonth: arrivalMonth, monthsOfUse };
  const more = withParcels(stands, [{ ...parcel, personDaysMilli: milli }]);
  const last = addMonths(current, MONTHS_AHEAD);
  const cells = (of: typeof stands | typeof more) =>
    computeCells(lane, needs, of, now)
      .filter(({ month }) => month >= current && month <= last)
      .map(toFlagged);
  const ipcPhase = severityOf(pcode)?.phase as IpcPhase | undefined;
  const gain = gainBetween(cells(stands), cells(more), ipcPhase ?? 1, current);
  if (gain.coveredMilli === 0) return undefined;
  return {
    ...{ ...lane, arrivesOn, ipcPhase: ipcPhase ?? null, crossing },
    because: journey.because.map(({ code }) => code),
    coveredPm: toPersonMonths(gain.coveredMilli),
    unusedPm: toPersonMonths(Math.max(0, milli - gain.coveredMilli)),
    gain: Math.round(gain.gain * 1000) / 1000,
    months: gain.months.map(({ month, coveredMilli }) => ({
      month,
      coveredPm: toPersonMonths(coveredMilli),
    })),
  };
}

/** What is to be placed: person-days in thousandths, of one sector, used over so many months. */
function supplyIn({ item, quantity, amountUsd, sector }: NextUnitCommand) {
  const unknown = (field: string, detail: string) =>
    new DomainError('unknown_reference', detail, {
      errors: [{ pointer: `/${field}`, code: 'unknown_reference', detail }],
    });
  if (item && quantity) {
    const of = itemOf(item);
    if (!of) throw unknown('item', `no item ${item}: see GET /items`);
    const milli = personDaysMilli(toMilli(quantity), of.coverage.numerator, of.coverage.denominator);
    return { sector: of.sector, monthsOfUse: of.monthsOfUse, milli };
  }
  const of = sectorOf(sector ?? '');
  const milli = of && moneyPersonDaysMilli(amountUsd ?? 0, of.costPerPmUsdCents);
  if (!of || milli === null || milli === undefined)
    throw unknown('sector', 'what a person-month costs is not known there');
  return { sector: of.code, monthsOfUse: of.monthsOfUse, milli };
}

function requireCrossing(code: string): Crossing {
  const crossing = crossingOf(code);
  if (crossing) return crossing;
  const detail = `no crossing ${code}: see GET /crossings`;
  throw new DomainError('unknown_reference', detail, {
    errors: [{ pointer: '/crossing', code: 'unknown_reference', detail }],
  });
}
