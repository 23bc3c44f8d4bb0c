import type { Shipment } from '../../../shipments/contract.ts';

export type Told = Shipment['events'][number];

/** The latest first: what somebody wants to know is where it is now. */
export const latestFirst = (events: readonly Told[]): Told[] => events.toReversed();

/** One quantity an event tells of a line. */
export interface Said {
  line: string | null;
  item: string | null;
  what: 'loaded' | 'good' | 'damaged' | 'missing' | 'excess' | 'lost' | 'returned' | 'distributed';
  quantity: number;
  reason: string | null;
  reasonText: string | null;
}

/** What an event says of quantities, one by one; nothing that is 0. */
export function saidBy(event: Told): Said[] {
  const plain = { item: null, reason: null, reasonText: null };
  switch (event.type) {
    case 'dispatched':
      return event.lines.map(({ line, quantity }) => ({ ...plain, line, what: 'loaded', quantity }));
    case 'distributed':
      return event.lines.map(({ line, quantity }) => ({ ...plain, line, what: 'distributed', quantity }));
    case 'lost':
    case 'returned':
      return event.lines.map(({ line, quantity, reason, reasonText }) => ({
        ...{ line, quantity, reason, reasonText, item: null },
        what: event.type === 'lost' ? 'lost' : 'returned',
      }));
    case 'received':
      return event.lines.flatMap((entry) =>
        (['good', 'damaged', 'missing', 'excess'] as const)
          .filter((what) => entry[what] > 0)
          .map((what) => ({
            ...{ line: entry.line, item: entry.item ?? null, what, quantity: entry[what] },
            reason: what === 'good' ? null : entry.reason,
            reasonText: what === 'good' ? null : entry.reasonText,
          })),
      );
    default:
      return [];
  }
}
