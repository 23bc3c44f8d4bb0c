import type { ReceivedLine, ShipmentEvent, ShipmentFacts } from '../../src/shipments/rules/facts.ts';
import { balances, bound } from './balance.ts';
import { dayAt, instantOf, isDisputed, isMovement } from './history.ts';

/** A unit that left or was lost, told apart by everything that can be asked: one entry a unit of a thousandth would be too many, so ranges of them. */
export interface ReferenceLoss {
  phase: string;
  kind: string | null;
  line: string | null;
  item: string;
  province: string;
  day: string;
  reason: string | null;
  responsibility: string | null;
  quantityMilli: number;
}

type Where = Pick<ReferenceLoss, 'line' | 'item' | 'province'>;

/**
 * §5 and §7 read once more for losses. The units that `lost` events report of a line stand in one row, the earliest report first:
 * the first of them are lost on the way, as many as the balance has; the next are the missing ones again; the next, up to what came
 * in good order, were lost after delivery; the rest never existed.
 */
export function lossesOf(shipment: ShipmentFacts, list: readonly ShipmentEvent[]): ReferenceLoss[] {
  const dayOf = (event: ShipmentEvent) => dayAt(instantOf(shipment, event));
  const left = list.find(isMovement);
  const found = balances(shipment, list).flatMap((balance): ReferenceLoss[] => {
    const where: Where = {
      line: balance.line,
      item: balance.item,
      province: bound(shipment, list, balance.line),
    };
    const unsaid = { kind: null, reason: null, responsibility: null };
    const sent = left
      ? [{ ...where, ...unsaid, phase: 'dispatched', day: dayOf(left), quantityMilli: balance.dispatched }]
      : [];
    const booked = list.flatMap((event) =>
      event.type === 'received' && !isDisputed(shipment, list, event)
        ? event.lines
            .filter((entry: ReceivedLine) =>
              balance.line === null
                ? entry.line === null && entry.item === balance.item
                : entry.line === balance.line,
            )
            .flatMap(({ damaged, missing, reason, responsibility }) =>
              Object.entries({ damaged, missing }).map(([kind, quantityMilli]) => ({
                ...{
                  ...where,
                  phase: 'pre_delivery',
                  kind,
                  day: dayOf(event),
                  reason,
                  responsibility,
                  quantityMilli,
                },
              })),
            )
        : [],
    );
    const stretches = [
      { phase: 'pre_delivery', kind: 'lost', until: balance.lost },
      { phase: null, kind: null, until: balance.lost + balance.missing },
      { phase: 'post_delivery', kind: null, until: balance.lost + balance.missing + balance.good },
    ];
    let told = 0;
    const reported = list.flatMap((event) =>
      event.type === 'lost'
        ? event.lines
            .filter(({ line }) => line === balance.line)
            .flatMap(({ quantityMilli: units, reason }) => {
              const [from, to] = [told, told + units];
              told = to;
              return stretches.flatMap(({ phase, kind, until }, index) => {
                const begins = stretches[index - 1]?.until ?? 0;
                const quantityMilli = Math.max(0, Math.min(to, until) - Math.max(from, begins));
                if (phase === null) return [];
                return [
                  { ...where, phase, kind, day: dayOf(event), reason, responsibility: null, quantityMilli },
                ];
              });
            })
        : [],
    );
    return [...sent, ...booked, ...reported];
  });
  return found.filter(({ quantityMilli }) => quantityMilli > 0);
}

/** Losses in words, those of the same line, day and reason as one. */
export function lossesTold(losses: readonly ReferenceLoss[]): string[] {
  const sums = new Map<string, number>();
  for (const { phase, kind, line, item, province, day, reason, responsibility, quantityMilli } of losses) {
    const key = [phase, kind, line ?? item, province, day, reason, responsibility].join(' ');
    sums.set(key, (sums.get(key) ?? 0) + quantityMilli);
  }
  return Array.from(sums, ([key, quantityMilli]) => `${key} ${quantityMilli}`).sort();
}
