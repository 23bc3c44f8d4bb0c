import { isInChargeOf } from '../../access/rules.ts';
import { itemOf, sectors } from '../../catalogue/catalogue.ts';
import type { IpcPhase } from '../../gaps/rules/priority.ts';
import { MONTHS_AHEAD } from '../../gaps/rules/window.ts';
import { needsOfLane } from '../../needs/service.ts';
import { crossingOf } from '../../places/crossings.ts';
import { provinces, severityOf } from '../../places/places.ts';
import type { Principal } from '../../platform/access.ts';
import { addMonths, dayOf, monthOf } from '../../platform/calendar.ts';
import { DomainError, type FieldError } from '../../platform/errors.ts';
import { needPersonDaysMilli } from '../../platform/quantity.ts';
import type { ReadScope } from '../../platform/storage/store.ts';
import type { AllocatablePledge } from '../../pledges/service.ts';
import { supplyOfLane } from '../../reconciliation/service.ts';
import type { LeftOut, PlanQuery } from '../contract.ts';
import { withoutNeedlessRoutes } from '../rules/needless.ts';
import type { Gate, PlanLane, Problem } from '../rules/problem.ts';
import { linesOf, reasonWithoutOutlet, type Source, UNALLOCATED } from './lines.ts';
import { bordersOf, type Passage } from './passages.ts';
import { toSupply, Ways } from './supply.ts';

/** A plan further ahead would rest on needs that nobody has assessed. */
const MOST_MONTHS_AHEAD = 24;
/** The problem with what its numbers stand for: the source of each supply, the passage behind each gate. */
export interface World {
  problem: Problem;
  sources: Source[];
  passages: Passage[];
  leftOut: LeftOut[];
}

export interface WorldOptions {
  /** All routes, not only those that can matter: to find one again that was planned. */
  everyRoute?: boolean;
}

/**
 * What may be allocated where, from the facts and what the workers computed of them.
 *
 * @throws DomainError refused, unknown_reference
 */
export async function worldOf(
  scope: ReadScope,
  principal: Principal,
  pledges: readonly AllocatablePledge[],
  query: PlanQuery,
  now: number,
  { everyRoute = false }: WorldOptions = {},
): Promise<World> {
  const current = monthOf(now);
  const last = query.to ?? addMonths(current, MONTHS_AHEAD);
  refuseUnknown(query, current, last);
  const { open, leftOut } = linesOf(pledges, query, { now, last });
  const lanes = await lanesOf(scope, principal, query, open, { current, last });
  const ways = new Ways(await bordersOf(scope, query, now), dayOf(now));
  const planned = open.flatMap((source) => {
    const supply = toSupply(source, lanes, ways, current);
    if (supply.outlets.length > 0) return [{ source, supply }];
    leftOut.push(reasonWithoutOutlet(source));
    return [];
  });
  const gates = ways.passages.map(({ crossing, month, capacityKg, takenKg }): Gate => ({
    ...{ crossing, month, kgLeft: Math.max(0, capacityKg - takenKg) },
  }));
  const supplies = planned.map(({ supply }) => supply);
  return {
    problem: {
      ...{ current, last, through: query.includePledges ? 'pledged' : 'firm', gates },
      lanes,
      supplies: everyRoute ? supplies : withoutNeedlessRoutes(supplies, gates),
    },
    sources: planned.map(({ source }) => source),
    passages: ways.passages,
    leftOut,
  };
}

function refuseUnknown({ capacities, to }: PlanQuery, current: string, last: string): void {
  const errors = capacities.flatMap(({ crossing }, index): FieldError[] =>
    crossingOf(crossing)
      ? []
      : [
          {
            ...{ pointer: `/capacities/${index}/crossing`, code: 'unknown_reference' },
            detail: `no crossing ${crossing}: see GET /crossings`,
          },
        ],
  );
  if (last < current) errors.push({ pointer: '/to', code: 'past', detail: `${to} is past` });
  if (last > addMonths(current, MOST_MONTHS_AHEAD)) {
    const detail = `at most ${MOST_MONTHS_AHEAD} months ahead are looked at`;
    errors.push({ pointer: '/to', code: 'too_far', detail });
  }
  if (errors.length > 0) throw new DomainError('refused', 'that cannot be planned', { errors });
}

/** The lanes with a need in the months looked at that something may be allocated to. */
async function lanesOf(
  scope: ReadScope,
  principal: Principal,
  query: PlanQuery,
  open: readonly Source[],
  { current, last }: { current: string; last: string },
): Promise<PlanLane[]> {
  const wanted = new Set(
    open.flatMap(({ line }) =>
      line.item === null && line.sector === UNALLOCATED
        ? sectors.map(({ code }) => code as string)
        : [line.item === null ? line.sector : (itemOf(line.item)?.sector ?? '')],
    ),
  );
  const lanes: PlanLane[] = [];
  for (const { pcode } of provinces.filter((province) => isInChargeOf(principal, province.pcode))) {
    for (const { code, carryMonths } of sectors) {
      if (!wanted.has(code) || (query.sector && query.sector !== code)) continue;
      const facts = await needsOfLane(scope, pcode, code);
      if (!facts.some(({ month, peopleTargeted }) => month >= current && month <= last && peopleTargeted > 0))
        continue;
      lanes.push({
        ...{ province: pcode, sector: code, carryMonths },
        // As the priority of its cells has it: never analysed weighs as phase 1.
        ipcPhase: (severityOf(pcode)?.phase ?? 1) as IpcPhase,
        needs: new Map(
          facts.map(({ month, peopleTargeted }) => [month, needPersonDaysMilli(peopleTargeted)]),
        ),
        supply: await supplyOfLane(scope, pcode, code),
      });
    }
  }
  return lanes;
}
