/** What is at stake in a shipment: how long the goods that have not come yet would keep people supplied. */
import type { PulledReference } from '../../../sync/contract/pull.ts';
import type { HeldShipment } from '../store/database.ts';

type Item = PulledReference['items'][number];
const DAYS_PER_PERSON_MONTH = 30;

export interface Stake {
  sector: Item['sector'];
  /** Person-months of this sector, not yet arrived. */
  pm: number;
}

/**
 * Person-months that are not there yet, by sector, the most first: what is outstanding, or, of a shipment that has not left, what is planned. People
 * of two sectors are never added up: they are the same people.
 */
export function stakesOf(shipment: HeldShipment, items: ReadonlyMap<string, Item>): Stake[] {
  const sums = new Map<Item['sector'], number>();
  for (const line of shipment.lines) {
    const item = items.get(line.item);
    if (!item) continue;
    const pm = hasLeft(shipment) ? line.pm.outstanding : plannedPm(line.quantity ?? 0, item);
    sums.set(item.sector, (sums.get(item.sector) ?? 0) + pm);
  }
  return Array.from(sums, ([sector, pm]) => ({ sector, pm })).toSorted((a, b) => b.pm - a.pm);
}

function plannedPm(quantity: number, { coverage }: Item): number {
  const [numerator, denominator] = coverage.personDays;
  return (quantity * numerator) / denominator / DAYS_PER_PERSON_MONTH;
}

/** Until it moves nothing is outstanding: it has not been loaded. */
const hasLeft = ({ lines }: HeldShipment): boolean => lines.some(({ dispatched }) => dispatched > 0);

export interface Ranked {
  shipment: HeldShipment;
  stakes: readonly Stake[];
}

/** The most at stake first; of the same, what is due first. */
export function rankByStake(shipments: readonly HeldShipment[], items: ReadonlyMap<string, Item>): Ranked[] {
  return shipments
    .map((shipment) => ({ shipment, stakes: stakesOf(shipment, items) }))
    .toSorted(
      (a, b) =>
        (b.stakes[0]?.pm ?? 0) - (a.stakes[0]?.pm ?? 0) ||
        (dueOf(a.shipment) < dueOf(b.shipment) ? -1 : 1) ||
        a.shipment.waybill.localeCompare(b.shipment.waybill),
    );
}

const NEVER = '9999-12-31';
export const dueOf = ({ currentEta, eta }: HeldShipment): string => currentEta ?? eta ?? NEVER;
