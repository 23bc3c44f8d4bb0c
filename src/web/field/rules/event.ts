/** From what a sheet asks to the event that is told; receipts are made in `receipt.ts`. */
import type { NewEventBody } from '../store/queue.ts';
import type { Told } from './offers.ts';
import type { ReasonCode, ResponsibilityCode } from './receipt.ts';

/** Lines are asked of these, each with a quantity. */
export const ASKS_LINES: readonly Told[] = ['lost', 'returned', 'distributed'];
/** Of these also why. */
export const ASKS_WHY: readonly Told[] = ['lost', 'returned'];

export interface EventForm {
  id: string;
  type: Exclude<Told, 'received'>;
  /** Undefined: now. */
  occurredAt: string | undefined;
  note: string;
  /** For `delayed`. */
  eta: string | undefined;
  /** In units of the item, by line. */
  quantities: Readonly<Record<string, number | undefined>>;
  people: Readonly<Record<string, number | undefined>>;
  reason: ReasonCode | null;
  reasonText: string;
  responsibility: ResponsibilityCode | null;
}

export type EventFault = 'eta' | 'lines' | 'reason' | 'reasonText' | 'note';

/** What is still to be said, by field. */
export function eventFaults(form: EventForm): EventFault[] {
  const faults: EventFault[] = [];
  if (form.type === 'delayed' && form.eta === undefined) faults.push('eta');
  if (form.type === 'note' && form.note.trim() === '') faults.push('note');
  if (ASKS_LINES.includes(form.type) && !Object.values(form.quantities).some((one) => (one ?? 0) > 0))
    faults.push('lines');
  if (ASKS_WHY.includes(form.type)) {
    if (form.reason === null) faults.push('reason');
    if (form.reason === 'other' && form.reasonText.trim() === '') faults.push('reasonText');
  }
  return faults;
}

/** @throws Error when there are faults */
export function eventOf(form: EventForm, now: string): NewEventBody {
  const { id, type, eta, reason } = form;
  if (eventFaults(form).length > 0) throw new Error('the event is not complete');
  const note = form.note.trim();
  const common = { id, occurredAt: form.occurredAt ?? now, ...(note === '' ? {} : { note }) };
  const lines = Object.entries(form.quantities).flatMap(([line, quantity]) =>
    quantity === undefined || quantity <= 0 ? [] : [{ line, quantity }],
  );
  switch (type) {
    case 'delayed':
      return { ...common, type, eta: eta ?? '' };
    case 'dispatched':
      return { ...common, type, ...(lines.length === 0 ? {} : { lines }) };
    case 'lost':
    case 'returned': {
      if (reason === null) throw new Error('the event has no reason');
      const why = {
        reason,
        ...(reason === 'other' ? { reasonText: form.reasonText.trim() } : {}),
        ...(form.responsibility === null ? {} : { responsibility: form.responsibility }),
      };
      return { ...common, type, lines: lines.map((line) => ({ ...line, ...why })) };
    }
    case 'distributed':
      return {
        ...{ ...common, type },
        lines: lines.map(({ line, quantity }) => {
          const people = form.people[line];
          return { line, quantity, ...(people === undefined ? {} : { people }) };
        }),
      };
    default:
      return { ...common, type };
  }
}
