import type { ShipmentEvent, ShipmentFacts } from './facts.ts';
import { historyOf } from './history.ts';

/**
 * The people that the distributions of a shipment counted between two instants, by item. Voided distributions count nobody. Whoever was
 * reached twice was counted twice: nobody's name is known.
 */
export function peopleReached(
  facts: ShipmentFacts,
  events: readonly ShipmentEvent[],
  { from, until }: { from: number; until: number },
): { item: string; people: number }[] {
  const itemOfLine = new Map(facts.lines.map(({ id, item }) => [id, item]));
  return historyOf(facts, events).flatMap(({ event, standing, at }) => {
    if (event.type !== 'distributed' || standing !== 'counted' || at < from || at >= until) return [];
    return event.lines.flatMap(({ line, people }) => {
      const item = itemOfLine.get(line);
      return item === undefined || people === null ? [] : [{ item, people }];
    });
  });
}
