import type { ShipmentEvent } from '../../../src/shipments/rules/facts.ts';
import { accounted, at, decided, dispatched, event, received, to, voided } from '../shipments/cargo.ts';

/** Something that happens to a line of 1,000 bags on a day; `before` is what was told until then. */
type Happening = (day: number, before: readonly ShipmentEvent[]) => ShipmentEvent;

const last = (list: readonly ShipmentEvent[], type?: ShipmentEvent['type']) =>
  list.findLast((one) => one.type !== 'voided' && (type === undefined || one.type === type));
/** What is voided or decided about when there is nothing yet: an event that nobody ever hears of. */
const nothing = event('note', at(0), {});

/** What decides about the state of a line. Two halves settle it exactly, three are too many. */
const DECISIVE = {
  dispatched: (day) => dispatched(day),
  'dispatched 900': (day) => dispatched(day, { flour: 900 }),
  'good 500': (day) => received(day, [{ good: 500 }]),
  'good 400, missing 100': (day) => received(day, [{ good: 400, missing: 100, reason: 'theft_pilferage' }]),
  'good 400, damaged 100': (day) => received(day, [{ good: 400, damaged: 100, reason: 'wet_damage' }]),
  'good 510, excess 10': (day) => received(day, [{ good: 510, excess: 10, reason: 'miscount' }]),
  'lost 600': (day) => accounted('lost', day, 600),
  'returned 500': (day) => accounted('returned', day, 500),
  'customs held': (day) => event('customs_held', at(day), {}),
  cancelled: (day) => event('cancelled', at(day), {}),
  'void the last': (day, before) => voided(last(before) ?? nothing, day),
} satisfies Record<string, Happening>;

/** Besides them, what happens to receipts that are told twice or unloaded elsewhere, and what ends a hold. */
const ALL = {
  ...DECISIVE,
  'good 1000': (day) => received(day, [{ good: 1000 }]),
  'good 500 elsewhere': (day) => received(day, [{ good: 500 }], { place: 'AF17', deviceId: 'phone-1' }),
  'the last receipt again': (day, before) => {
    const again = received(day, [{ good: 500 }], { deviceId: 'phone-2' });
    const { id, occurredAt, recordedAt, deviceId } = again;
    const first = last(before, 'received');
    return first === undefined ? again : { ...first, id, occurredAt, recordedAt, deviceId };
  },
  'set the last receipt aside': (day, before) => decided(last(before, 'received') ?? nothing, false, day),
  'arrived at a hub': (day) => event('arrived_hub', at(day), {}),
  'diverted to AF17': (day) => event('diverted', at(day), { destination: to('AF17') }),
} satisfies Record<string, Happening>;

export type Named = keyof typeof ALL;
export const decisive = Object.keys(DECISIVE) as Named[];
export const happenings = Object.keys(ALL) as Named[];

/** The events of a sequence, told on one day after the other. */
export function told(sequence: readonly Named[]): ShipmentEvent[] {
  const list: ShipmentEvent[] = [];
  for (const [index, name] of sequence.entries()) list.push(ALL[name](index + 1, list));
  return list;
}

/** Every sequence of at most `length` of these, shorter ones first. */
export function* sequencesOf(names: readonly Named[], length: number): Generator<Named[]> {
  yield [];
  for (let size = 1; size <= length; size += 1) {
    const digits = Array.from({ length: size }, () => 0);
    for (;;) {
      yield digits.map((digit) => names[digit]!);
      let at = size - 1;
      while (at >= 0 && digits[at] === names.length - 1) digits[at--] = 0;
      if (at < 0) break;
      digits[at]! += 1;
    }
  }
}
