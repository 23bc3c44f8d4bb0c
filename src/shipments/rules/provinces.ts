import { provinceOf } from './facts.ts';
import type { ShipmentEvent, ShipmentFacts } from './facts.ts';
import { countedEvents } from './history.ts';
import type { HistoryEntry } from './history.ts';

/** The provinces that cargo is planned for: its destination and those of its lines. */
export function plannedProvinces({
  destination,
  lines,
}: Pick<ShipmentFacts, 'destination' | 'lines'>): string[] {
  const own = lines.flatMap((line) => line.destination?.province ?? []);
  return [...new Set([destination.province, ...own])];
}

/** The provinces that an event takes cargo to: where it is diverted, and where it was received. */
export function provincesOfEvent(event: ShipmentEvent): string[] {
  if (event.type === 'diverted') return [event.destination.province];
  if (event.type !== 'received') return [];
  const places = event.lines.map(({ place }) => place ?? event.place);
  return [...new Set(places.flatMap((place) => (place === null ? [] : provinceOf(place))))];
}

/** Every province that a shipment touches: planned for, diverted to by what counts, or received in. */
export function provincesTouched(facts: ShipmentFacts, history: readonly HistoryEntry[]): string[] {
  return [...new Set([...plannedProvinces(facts), ...countedEvents(history).flatMap(provincesOfEvent)])];
}
