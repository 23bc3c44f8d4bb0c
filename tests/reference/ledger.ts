import type { ReferenceFacts, ShipmentEvent, ShipmentFacts } from '../../src/shipments/rules/facts.ts';
import { referenceLane } from '../unit/gaps/reference.ts';
import type { ReferenceMonth } from '../unit/gaps/reference.ts';
import { isMovement } from './history.ts';
import { counted } from './history.ts';
import type { Coverage, ReferenceParcel } from './parcels.ts';
import { pledgeDiscrepancies, pledgeParcels, pledgeStatusOf } from './pledge.ts';
import type { PledgeRecord, SectorCosts, Use } from './pledge.ts';
import { referenceShipment } from './shipment.ts';

/** Everything that was recorded, and the catalogue it is measured by. */
export interface Records {
  shipments: ReadonlyMap<string, { facts: ShipmentFacts; events: readonly ShipmentEvent[] }>;
  pledges: ReadonlyMap<string, PledgeRecord>;
  /** People targeted by `province sector`, then month. */
  needs: ReadonlyMap<string, ReadonlyMap<string, number>>;
  world: ReferenceFacts;
  coverage: Readonly<Record<string, Coverage>>;
  costs: SectorCosts;
  carryMonths: Readonly<Record<string, number>>;
}

type Owned<T> = T & { owner: string };

/** The whole ledger at an instant, read naively from everything that was recorded: nothing is kept from one time to the next. */
export function referenceLedger(records: Records, now: number) {
  const { world, coverage, costs } = records;
  const statuses = new Map<string, string>();
  for (const pledge of records.pledges.values()) {
    for (const { id } of pledge.lines) statuses.set(id, pledgeStatusOf(pledge, now));
  }
  const parcels: Owned<ReferenceParcel>[] = [];
  const discrepancies: string[] = [];
  const uses: Use[] = [];
  const shipments = new Map<string, ReturnType<typeof referenceShipment>>();
  for (const [owner, { facts, events }] of records.shipments) {
    const found = referenceShipment(facts, events, world, statuses, coverage, now);
    shipments.set(owner, found);
    parcels.push(...found.parcels.map((parcel) => ({ ...parcel, owner })));
    for (const { kind, line, item, quantityMilli } of found.discrepancies)
      discrepancies.push(`${owner} ${kind} ${line ?? item ?? ''} ${quantityMilli}`);
    uses.push(...usesOf(facts, events, found));
  }
  for (const [owner, pledge] of records.pledges) {
    const left = pledgeParcels(pledge, uses, coverage, costs, now);
    parcels.push(...left.map((parcel) => ({ ...parcel, owner })));
    for (const { kind, line, quantityMilli } of pledgeDiscrepancies(pledge, uses, now))
      discrepancies.push(`${owner} ${kind} ${line} ${quantityMilli}`);
  }
  return { shipments, statuses, parcels, discrepancies: discrepancies.sort() };
}

function usesOf(
  facts: ShipmentFacts,
  events: readonly ShipmentEvent[],
  { status, lines }: ReturnType<typeof referenceShipment>,
): Use[] {
  const moving = counted(facts, events).some(isMovement);
  return facts.lines.flatMap(({ id, pledgeLine, item, quantityMilli }) => {
    if (pledgeLine === null || status === 'cancelled') return [];
    const { dispatched, returned } = lines.find(({ line }) => line === id)!;
    return [{ pledgeLine, item, sent: moving ? dispatched : quantityMilli, returned }];
  });
}

/** The months of a lane, from its needs and all parcels that belong to it. */
export function referenceCells(
  records: Records,
  parcels: readonly ReferenceParcel[],
  [province, sector]: readonly [string, string],
  [from, to]: readonly [string, string],
): ReferenceMonth[] {
  const people = records.needs.get(`${province} ${sector}`) ?? new Map<string, number>();
  return referenceLane({
    needs: new Map(Array.from(people, ([month, count]) => [month, count * 30_000])),
    parcels: parcels.filter((parcel) => parcel.province === province && parcel.sector === sector),
    carryMonths: records.carryMonths[sector]!,
    from,
    to,
  });
}
